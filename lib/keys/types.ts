import type { JsonWebKey, KeyObject } from 'node:crypto';
import type { ThreadPool } from '../pools/thread-pool.js';
import type { PathLike } from '../validate.js';
import type { KeyProgress } from './key-progress.js';
import type { keyTypes } from './key-types.js';

export type { KeyFormat } from '../native/keys.js';

/** The types of keys; `ml-kem-*`, `ml-dsa-*` and `slh-dsa-*` need OpenSSL 3.5 or later. */
export type KeyType = (typeof keyTypes)[number];

/** A key: PEM or OpenSSH text, DER in a Buffer, a JSON Web Key, or a `KeyObject` of `node:crypto`. */
export type Key = string | Buffer | JsonWebKey | KeyObject;

/** The two halves of a key, each in its own format. */
export interface KeyPair<Public = string, Private = string> {
  publicKey: Public;
  privateKey: Private;
}

interface Encrypted<Cipher extends string = string> {
  /**
   * Encrypts the key with a cipher of `crypto.getCiphers()`, such as `'aes-256-cbc'`. PKCS #1 and SEC 1 can be
   * encrypted in PEM only, in its traditional way. For OpenSSH the cipher is always `'aes256-ctr'` and may be omitted.
   */
  cipher?: Cipher;
  /** Not empty, at most 1,024 bytes. */
  passphrase?: string | NodeJS.ArrayBufferView | ArrayBuffer;
  /** The encoding of a passphrase given as a string. Default: `'utf8'`. */
  encoding?: BufferEncoding;
}

interface NotEncrypted {
  cipher?: never;
  passphrase?: never;
  encoding?: never;
}

/** PEM or DER: the type says what the bytes contain. */
interface Typed<Type extends string> {
  type: Type;
  format: 'pem' | 'der';
  comment?: never;
}

/** A JSON Web Key (RFC 7517), or a `KeyObject` of `node:crypto`. Neither needs a type. */
interface Objects<Type extends string> {
  type?: Type;
  format: 'jwk' | 'keyObject';
  comment?: never;
}

/** The format of ssh-keygen, a public key as a line for `authorized_keys`: RSA, Ed25519, P-256, P-384 and P-521. */
interface Openssh<Type extends string> {
  type?: Type;
  format: 'openssh';
  /**
   * A note in the key, without line breaks and at most 1,023 bytes long; `''` for none. Default: `user@host`, as
   * ssh-keygen writes it.
   */
  comment?: string;
}

export type PublicKeyEncoding<Type extends string = 'spki' | 'pkcs1'> = Typed<Type> | Objects<Type> | Openssh<Type>;

export type PrivateKeyEncoding<Type extends string = 'pkcs8' | 'pkcs1' | 'sec1'> =
  | (Typed<Type> & Encrypted)
  | (Objects<Type> & NotEncrypted)
  | (Openssh<Type> & Encrypted<'aes256-ctr' | 'aes-256-ctr'>);

interface Common<Public extends string, Private extends string> {
  /** Default: `{ type: 'spki', format: 'pem' }`. */
  publicKeyEncoding?: PublicKeyEncoding<Public>;
  /** Default: `{ type: 'pkcs8', format: 'pem' }`, not encrypted. */
  privateKeyEncoding?: PrivateKeyEncoding<Private>;
  /** Rejects at once and stops the thread at OpenSSL's next callback; SLH-DSA has none and runs to its end. */
  signal?: AbortSignal;
  /** The pool that makes the key. Default: `'keys'`, which all workers share. */
  pool?: ThreadPool;
  /**
   * Reports the progress of the generation: every prime that is found, and the latest of the searching and testing
   * steps at most fifty times a second. No longer called once the promise has settled or the call has been aborted.
   */
  onProgress?: (step: KeyProgress) => void;
}

interface RsaSize {
  /** Bits, at most 16,384. Default: 2048. */
  modulusLength?: number;
  /** Odd and above 1. Default: 65537. */
  publicExponent?: number;
}

export interface RsaOptions extends Common<'spki' | 'pkcs1', 'pkcs8' | 'pkcs1'>, RsaSize {}

export interface RsaPssOptions extends Common<'spki', 'pkcs8'>, RsaSize {
  /** The only digest that the key may sign with: SHA-1 or SHA-2, because DER cannot name others. Default: any. */
  hashAlgorithm?: string;
  /** The only digest for MGF1. Default: `hashAlgorithm`. */
  mgf1HashAlgorithm?: string;
  /** The minimum length of the salt, in bytes. Default: the length of the hash. */
  saltLength?: number;
}

export interface EcOptions extends Common<'spki', 'pkcs8' | 'sec1'> {
  /** A curve of `crypto.getCurves()`, or NIST's name of one, in a spelling that Node accepts. Default: `'P-256'`. */
  namedCurve?: string;
  /** Default: `'named'`. */
  paramEncoding?: 'named' | 'explicit';
}

export interface DsaOptions extends Common<'spki', 'pkcs8'> {
  /** Bits, at most 10,000. Default: 2048. */
  modulusLength?: number;
  /** Bits: 160, 224 or 256. Default: OpenSSL's choice for the modulus. */
  divisorLength?: number;
}

/** Exactly one of `group`, `prime` and `primeLength` is required. */
export interface DhOptions extends Common<'spki', 'pkcs8'> {
  /**
   * A group of RFC 2409 or RFC 3526: `'modp14'` to `'modp18'` have 2048 to 8192 bits. `'modp1'`, `'modp2'` and
   * `'modp5'` are no longer safe.
   */
  group?: string;
  /** The most significant byte first. */
  prime?: NodeJS.ArrayBufferView;
  /** Bits, 512 to 10,000. The search for a safe prime of 2048 bits takes minutes, for a longer one more. */
  primeLength?: number;
  /** Not allowed with a group. Default: 2. */
  generator?: number;
}

export type CurveKeyOptions = Common<'spki', 'pkcs8'>;

export type PostQuantumOptions = Common<'spki', 'pkcs8'>;

/** The options of `crypto.generateKeyPair` for a type of key. */
export type GenKeyOptions<T extends KeyType = KeyType> = T extends 'rsa'
  ? RsaOptions
  : T extends 'rsa-pss'
    ? RsaPssOptions
    : T extends 'ec'
      ? EcOptions
      : T extends 'dsa'
        ? DsaOptions
        : T extends 'dh'
          ? DhOptions
          : T extends `ml-${string}` | `slh-${string}`
            ? PostQuantumOptions
            : CurveKeyOptions;

/**
 * The options of a key that is written to a file. The public half is returned as a string, so it cannot be DER. A JSON
 * Web Key is JSON text. Neither half can be a `'keyObject'`.
 */
export type GenKeyFileOptions<T extends KeyType = KeyType> = GenKeyOptions<T> & {
  /** Also writes the public half to this path, with mode 0644 less the umask: both files are created, or neither. */
  publicPath?: PathLike;
  /** Whether existing files may be replaced. Default: `false`. */
  overwrite?: boolean;
};

/** The public facts of a key whose private half was written to a file. */
export interface KeyFile {
  publicKey: string;
  /** `SHA256:…` as from `ssh-keygen -l`; for types unknown to SSH, the digest of the SubjectPublicKeyInfo. */
  fingerprint: string;
}

type ByFormat<Format> = Format extends keyof NotText ? NotText[Format] : string;
interface NotText {
  der: Buffer;
  jwk: JsonWebKey;
  keyObject: KeyObject;
}
type Encoded<Encoding> = Encoding extends { format: infer Format } ? ByFormat<Format> : string;
type Option<Options, Name extends string> = Name extends keyof Options ? Options[Name] : undefined;

/** The types of the two halves, which follow from their formats. */
export type KeyPairOf<Options> = KeyPair<
  Encoded<Option<Options, 'publicKeyEncoding'>>,
  Encoded<Option<Options, 'privateKeyEncoding'>>
>;

type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type NoOthers<Given, Known> = Given extends object
  ? { [Key in Exclude<keyof Given, KeysOf<Known>>]?: never }
  : Extract<Given, undefined>;

/**
 * Rejects unknown options, which TypeScript accepts if it infers the type. Otherwise a misspelt option would give a key
 * that is not encrypted.
 */
export type Exactly<Given, T extends KeyType, More = object> = NoOthers<Given, GenKeyOptions<T> & More> & {
  [Half in Extract<keyof Given, 'publicKeyEncoding' | 'privateKeyEncoding'>]?: NoOthers<
    Given[Half],
    NonNullable<GenKeyOptions<T>[Half]>
  >;
};
