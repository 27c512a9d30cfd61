import type { PoolHandle } from './pools.js';

/** Keys. */
export interface NativeKeys {
  genKey(
    pool: PoolHandle,
    jobId: number,
    /** Whether a listener waits for reports of its progress: a phase and a count. */
    hasListener: boolean,
    request: KeyRequest,
  ): Promise<WrittenKeyPair>;
  genKeyFile(
    pool: PoolHandle,
    jobId: number,
    hasListener: boolean,
    request: KeyRequest,
    path: string | Uint8Array,
    publicPath: string | Uint8Array | undefined,
    overwrite: boolean,
  ): Promise<{ publicKey: string; fingerprint: string }>;
  /** Keys that wait to be taken, all made by that request; they are wiped when it is closed or garbage. */
  openKeyStock(request: KeyRequest): NativeKeyStock;
  /** Makes one more; `hasListener` as in `genKey`. */
  stockKey(pool: PoolHandle, jobId: number, hasListener: boolean, stock: NativeKeyStock): Promise<undefined>;
  /** The oldest; there has to be one. */
  takeKey(stock: NativeKeyStock): WrittenKeyPair;
  closeKeyStock(stock: NativeKeyStock): void;
}

/** Keys that the addon holds. */
export type NativeKeyStock = object & { readonly stock: unique symbol };

/** The optional ones are those of RSA-PSS. */
export interface RsaParameters {
  modulusLength: number;
  publicExponent: number;
  hashAlgorithm?: string | undefined;
  mgf1HashAlgorithm?: string | undefined;
  saltLength?: number | undefined;
}

export interface EcParameters {
  namedCurve: string;
  /** Whether the running Node leaves the look-up of such a name to OpenSSL, which takes names of curves in any case. */
  isLookedUpByOpenSsl: boolean;
  explicitParameters: boolean;
}

export interface DsaParameters {
  modulusLength: number;
  divisorLength?: number;
}

export interface DhParameters {
  group: string | undefined;
  /** The most significant byte first. */
  prime: Uint8Array | undefined;
  /** Of the prime to be found where neither is given. */
  primeLength: number;
  generator: number;
}

/** genKey's options with every default filled in; `native/keys/key_request.h` is its other half. */
export interface KeyRequest {
  algorithm: string;
  /** The options that only some types of keys have. */
  parameters: RsaParameters | EcParameters | DsaParameters | DhParameters | Record<string, never>;
  publicKeyEncoding: KeyForm;
  privateKeyEncoding: KeyForm & { cipher: string | undefined; passphrase: Uint8Array };
}

interface KeyForm {
  format: KeyFormat;
  type: string;
  /** Of `openssh`; undefined: the user and the host. */
  comment: string | undefined;
}

/** The halves as the addon has written them: a JSON Web Key as JSON, what is to be a KeyObject as DER. */
export interface WrittenKeyPair {
  publicKey: string | Buffer;
  privateKey: string | Buffer;
}

/** The forms that keys can be written in. */
export type KeyFormat = 'pem' | 'der' | 'jwk' | 'openssh' | 'keyObject';
