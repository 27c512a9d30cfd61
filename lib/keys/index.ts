export type { OpenSslError } from '../errors.js';
export { createKeyPool, type KeyPoolOptions } from './create-key-pool.js';
export { genKey } from './gen-key.js';
export { genKeyFile } from './gen-key-file.js';
export type { KeyPool, TakeOptions } from './key-pool.js';
export type { KeyProgress } from './key-progress.js';
export type {
  CurveKeyOptions,
  DhOptions,
  DsaOptions,
  EcOptions,
  GenKeyFileOptions,
  GenKeyOptions,
  Key,
  KeyFile,
  KeyFormat,
  KeyPair,
  KeyPairOf,
  KeyType,
  PostQuantumOptions,
  PrivateKeyEncoding,
  PublicKeyEncoding,
  RsaOptions,
  RsaPssOptions,
} from './types.js';
