import type { KeyPair } from 'offloop';

/** The options of `genKey`: an RSA key that leaves the server only encrypted. */
export interface EncryptedKeyOptions {
  modulusLength: number;
  privateKeyEncoding: { type: 'pkcs8'; format: 'pem'; cipher: string; passphrase: Buffer };
  signal: AbortSignal;
}

/** The operations of the server: offloop's functions, or others to compare with. */
export interface Work {
  kill(pid: number, signal: 'SIGHUP'): Promise<void>;
  genKey(type: 'rsa', options: EncryptedKeyOptions): Promise<KeyPair>;
  readFile(path: string, options: { root: string; maxBytes: number; timeoutMs: number }): Promise<Buffer>;
}
