import type { PathLike, ThreadPool } from 'offloop';

export declare function readFile(path: PathLike, options?: BufferEncoding | ReadFileOptions): Promise<Buffer | string>;
export interface ReadFileOptions {
  encoding?: BufferEncoding | null;
  maxBytes?: number;
  position?: number;
  length?: number;
  root?: PathLike;
  signal?: AbortSignal;
  timeoutMs?: number;
  pool?: ThreadPool;
}
export declare function readInto(
  path: PathLike,
  target: Uint8Array,
  options?: Omit<ReadFileOptions, 'encoding' | 'maxBytes'>,
): Promise<number>;
export declare function readFiles(
  paths: readonly PathLike[],
  options?: ReadFileOptions,
): Promise<PromiseSettledResult<Buffer | string>[]>;
