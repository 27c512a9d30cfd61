import type { PoolHandle } from './pools.js';

/** The native functions of `lib/files`. */
export interface NativeFiles {
  /** While any environment asks for it, the memory of collected large results is kept for reuse. */
  keepSpareMemory(keep: boolean): void;
  /** Frees the spare memory that has been unused since the call before the last. */
  freeIdleMemory(): void;
  readFile(
    pool: PoolHandle | undefined,
    jobId: number,
    root: string | Uint8Array | undefined,
    path: string | Uint8Array,
    /** The file, if the loop has opened it already. The job takes ownership. */
    opened: OpenedFile | undefined,
    position: number,
    length: number,
    maxBytes: number,
    /** Its number in `native/text/text_decoder.h`; null for bytes. */
    encoding: number | null,
    maxStringLength: number,
    /** True to keep bytes in the addon; false for a Buffer, which may be external memory: see `mayBeExternal`. */
    hold: boolean,
    /** Whether `readHot` found that the kernel would update the access time. */
    timeIsDue: boolean,
  ): Promise<Buffer | HeldBytes | string>;
  sizeOfHeld(held: HeldBytes): number;
  /** Copies a slice to the same offset of `target`. If it does not fit there, copies nothing and returns false. */
  copyHeld(held: HeldBytes, target: Uint8Array, start: number, count: number): boolean;
  freeHeld(held: HeldBytes): void;
  /**
   * Reads a file on the event loop. Returns the bytes, or their number if they are in `target`. A negative number or an
   * opened file means that a thread has to read it: see `native/files/read_hot.h`.
   */
  readHot: ReadNow;
  /** The same if the result was that the file is probably in memory: waits some microseconds for another thread. */
  readBeside: ReadNow;
  /** Does nothing if a job has taken the file. */
  closeOpenedFile(opened: OpenedFile): void;
}

interface ReadNow {
  (
    root: string | Uint8Array | undefined,
    path: string | Uint8Array,
    maxBytes: number,
    mayBeExternal: boolean,
  ): number | ArrayBuffer | OpenedFile;
  (
    root: string | Uint8Array | undefined,
    path: string | Uint8Array,
    maxBytes: number,
    mayBeExternal: boolean,
    position: number,
    length: number,
    target: Uint8Array | undefined,
  ): number | ArrayBuffer | OpenedFile;
}

/** A file that the loop opened and a thread is to read. Closed when it is garbage collected. */
export type OpenedFile = object & { readonly opened: unique symbol };

/** The bytes of a file in the addon's memory. */
export type HeldBytes = object & { readonly bytes: unique symbol };
