import type { ThreadPool } from 'offloop';

// Where there are formats, the two types follow them: keys.test-d.ts has them one by one.
export declare function genKey(type: KeyType, options?: { signal?: AbortSignal; pool?: ThreadPool }): Promise<KeyPair>;
export type KeyType = 'rsa' | 'rsa-pss' | 'ec' | 'ed25519' | 'ed448' | 'x25519' | 'x448';
export interface KeyPair<Public = string, Private = string> {
  publicKey: Public;
  privateKey: Private;
}
