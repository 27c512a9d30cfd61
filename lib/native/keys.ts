import type { PoolHandle } from './pools.js';

/** The native functions of `lib/keys`. */
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
  /** Opens a stock of keys that are all made by this request. It wipes them when it is closed or garbage collected. */
  openKeyStock(request: KeyRequest): NativeKeyStock;
  /** Adds one key to the stock; `hasListener` as in `genKey`. */
  stockKey(pool: PoolHandle, jobId: number, hasListener: boolean, stock: NativeKeyStock): Promise<undefined>;
  /** Removes the oldest key. The stock must not be empty. */
  takeKey(stock: NativeKeyStock): WrittenKeyPair;
  closeKeyStock(stock: NativeKeyStock): void;
}

/** A stock of keys in the addon's memory. */
export type NativeKeyStock = object & { readonly stock: unique symbol };

/** The parameters of RSA and RSA-PSS. Only RSA-PSS has the optional ones. */
export interface RsaParameters {
  modulusLength: number;
  publicExponent: number;
  hashAlgorithm?: string | undefined;
  mgf1HashAlgorithm?: string | undefined;
  saltLength?: number | undefined;
}

export interface EcParameters {
  namedCurve: string;
  /** True if the running Node lets OpenSSL look up the name, which ignores case. */
  isLookedUpByOpenSsl: boolean;
  explicitParameters: boolean;
}

export interface DsaParameters {
  modulusLength: number;
  divisorLength?: number;
}

export interface DhParameters {
  group: string | undefined;
  /** Big-endian. */
  prime: Uint8Array | undefined;
  /** The length in bits of the prime to generate if neither group nor prime is given. */
  primeLength: number;
  generator: number;
}

/** genKey's options with all defaults filled in. `native/keys/key_request.h` reads them. */
export interface KeyRequest {
  algorithm: string;
  /** The options of this key type. */
  parameters: RsaParameters | EcParameters | DsaParameters | DhParameters | Record<string, never>;
  publicKeyEncoding: KeyForm;
  privateKeyEncoding: KeyForm & { cipher: string | undefined; passphrase: Uint8Array };
}

interface KeyForm {
  format: KeyFormat;
  type: string;
  /** The comment of an `openssh` key; undefined means `user@host`. */
  comment: string | undefined;
}

/** A key pair as the addon encodes it: a JSON Web Key is JSON text, a KeyObject is made from DER. */
export interface WrittenKeyPair {
  publicKey: string | Buffer;
  privateKey: string | Buffer;
}

/** The formats of an encoded key. */
export type KeyFormat = 'pem' | 'der' | 'jwk' | 'openssh' | 'keyObject';
