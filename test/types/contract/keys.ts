import type { PathLike, ThreadPool } from 'offloop';

// The types of the two halves follow their formats: keys.test-d.ts tests each one.
export declare function genKey(type: KeyType, options?: GivenOptions): Promise<KeyPair>;
export declare function genKeyFile(
  path: PathLike,
  type: KeyType,
  options?: GivenOptions & { publicPath?: PathLike; overwrite?: boolean },
): Promise<{ publicKey: string; fingerprint: string }>;
export declare function createKeyPool(type: KeyType, options?: GivenOptions & { size?: number }): KeyPool;

interface GivenOptions {
  signal?: AbortSignal;
  pool?: ThreadPool;
  onProgress?: (step: { phase: 'searching' | 'testing' | 'found'; count: number }) => void;
}

export type KeyType =
  | 'rsa'
  | 'rsa-pss'
  | 'ec'
  | 'ed25519'
  | 'ed448'
  | 'x25519'
  | 'x448'
  | 'dsa'
  | 'dh'
  | `ml-kem-${'512' | '768' | '1024'}`
  | `ml-dsa-${'44' | '65' | '87'}`
  | `slh-dsa-${'sha2' | 'shake'}-${'128' | '192' | '256'}${'f' | 's'}`;
export interface KeyPair<Public = string, Private = string> {
  publicKey: Public;
  privateKey: Private;
}
export interface KeyPool {
  take(options?: { signal?: AbortSignal }): Promise<KeyPair>;
  readonly available: number;
  ref(): this;
  unref(): this;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
