import type { JsonWebKey, KeyObject } from 'node:crypto';
import type { ThreadPool } from '../pools/thread-pool.js';
import type { PathLike } from '../validate.js';
import type { KeyProgress } from './key-progress.js';
import type { keyTypes } from './key-types.js';

export type { KeyFormat } from '../native/keys.js';

/** The kinds of keys that can be made; `ml-kem-*`, `ml-dsa-*` and `slh-dsa-*` with OpenSSL 3.5 or later. */
export type KeyType = (typeof keyTypes)[number];

/** What a key comes as: a string of PEM or of OpenSSH, a Buffer of DER, a JSON Web Key, an object of `node:crypto`. */
export type Key = string | Buffer | JsonWebKey | KeyObject;

/** Two halves of a key, each in its own form. */
export interface KeyPair<Public = string, Private = string> {
  publicKey: Public;
  privateKey: Private;
}

interface Encrypted<Cipher extends string = string> {
  /**
   * A cipher of `crypto.getCiphers()`, as `'aes-256-cbc'`: the key comes encrypted. PKCS #1 and SEC 1 are encrypted in
   * PEM only, in its traditional form. Keys for OpenSSH are encrypted with `'aes256-ctr'`, which need not be said.
   */
  cipher?: Cipher;
  /** What the key is encrypted with; not empty. */
  passphrase?: string | NodeJS.ArrayBufferView | ArrayBuffer;
  /** The encoding of a passphrase that is a string. Default: `'utf8'`. */
  encoding?: BufferEncoding;
}

interface NotEncrypted {
  cipher?: never;
  passphrase?: never;
  encoding?: never;
}

/** PEM and DER: what a type says the bytes mean. */
interface Typed<Type extends string> {
  type: Type;
  format: 'pem' | 'der';
  comment?: never;
}

/** A JSON Web Key (RFC 7517), or a `KeyObject` of `node:crypto`. Neither knows types. */
interface Objects<Type extends string> {
  type?: Type;
  format: 'jwk' | 'keyObject';
  comment?: never;
}

/** As ssh-keygen writes keys, a public one as a line for `authorized_keys`: RSA, Ed25519, P-256, P-384 and P-521. */
interface Openssh<Type extends string> {
  type?: Type;
  format: 'openssh';
  /**
   * What the key says of itself: no line break, at most 1,023 bytes; `''` for none. Default: `user@host`, as ssh-keygen
   * has it.
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
  /** Frees the caller at once, and the thread at OpenSSL's next callback; SLH-DSA has none and runs to its end. */
  signal?: AbortSignal;
  /** The threads to make the key on. Default: those called `'keys'`, which all workers share. */
  pool?: ThreadPool;
  /**
   * Hears how far the generation has come: of searching and testing the latest, at most fifty times a second, of primes
   * that are found each. Not called any more once the promise is settled, or the call has been aborted.
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
  /** The only digest the key may sign with: SHA-1 or one of SHA-2, because DER has no form for others. Default: any. */
  hashAlgorithm?: string;
  /** The only digest for MGF1. Default: `hashAlgorithm`. */
  mgf1HashAlgorithm?: string;
  /** The least length of the salt, in bytes. Default: the length of the hash. */
  saltLength?: number;
}

export interface EcOptions extends Common<'spki', 'pkcs8' | 'sec1'> {
  /** A curve of `crypto.getCurves()`, or NIST's name for one, spelt as the running Node takes it. Default: `'P-256'`. */
  namedCurve?: string;
  /** Default: `'named'`. */
  paramEncoding?: 'named' | 'explicit';
}

export interface DsaOptions extends Common<'spki', 'pkcs8'> {
  /** Bits, at most 10,000. Default: 2048. */
  modulusLength?: number;
  /** Bits: 160, 224 or 256. Default: what OpenSSL deems fit for the modulus. */
  divisorLength?: number;
}

/** One of `group`, `prime` and `primeLength` is needed, and only one is allowed. */
export interface DhOptions extends Common<'spki', 'pkcs8'> {
  /**
   * A group of RFC 2409 or RFC 3526: `'modp14'` to `'modp18'`, of 2048 to 8192 bits; the others, `'modp1'`, `'modp2'`
   * and `'modp5'`, are no longer safe.
   */
  group?: string;
  /** The most significant byte first. */
  prime?: NodeJS.ArrayBufferView;
  /** Bits, 512 to 10,000. To find a safe prime takes long: minutes from 2048 bits on. */
  primeLength?: number;
  /** Not with a group. Default: 2. */
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
 * The options of a key that goes into a file. The public half is told as a string, so it cannot be DER; a JSON Web Key is
 * JSON text, and neither half can be a `'keyObject'`.
 */
export type GenKeyFileOptions<T extends KeyType = KeyType> = GenKeyOptions<T> & {
  /** Where the public half is written to as well, with mode 0644 less the umask: both files come to be, or neither. */
  publicPath?: PathLike;
  /** Whether files that are there may be replaced. Default: `false`. */
  overwrite?: boolean;
};

/** What is told of a key whose private half is in a file. */
export interface KeyFile {
  publicKey: string;
  /** As `ssh-keygen -l` shows it, `SHA256:…`; of a type that SSH does not know, the digest of its SubjectPublicKeyInfo. */
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

/** The two types that a pair has, which follow the two formats. */
export type KeyPairOf<Options> = KeyPair<
  Encoded<Option<Options, 'publicKeyEncoding'>>,
  Encoded<Option<Options, 'privateKeyEncoding'>>
>;

type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type NoOthers<Given, Known> = Given extends object
  ? { [Key in Exclude<keyof Given, KeysOf<Known>>]?: never }
  : Extract<Given, undefined>;

/**
 * Refuses options that are not known, which TypeScript lets pass where a type is inferred: a misspelt one would give
 * a key in the clear.
 */
export type Exactly<Given, T extends KeyType, More = object> = NoOthers<Given, GenKeyOptions<T> & More> & {
  [Half in Extract<keyof Given, 'publicKeyEncoding' | 'privateKeyEncoding'>]?: NoOthers<
    Given[Half],
    NonNullable<GenKeyOptions<T>[Half]>
  >;
};
