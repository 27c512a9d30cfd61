import type { KeyPair } from 'offloop';

/** What is asked of `genKey`: an RSA key that leaves the server encrypted only. */
export interface EncryptedKeyOptions {
  modulusLength: number;
  privateKeyEncoding: { type: 'pkcs8'; format: 'pem'; cipher: string; passphrase: Buffer };
  signal: AbortSignal;
}

/** What the server has done for it. offloop's functions are meant; others can be put beside them, to compare. */
export interface Work {
  kill(pid: number, signal: 'SIGHUP'): Promise<void>;
  genKey(type: 'rsa', options: EncryptedKeyOptions): Promise<KeyPair>;
  readFile(path: string, options: { root: string; maxBytes: number; timeoutMs: number }): Promise<Buffer>;
}
