export type { OpenSslError } from '../errors.js';
export { genKey } from './gen-key.js';
export { genKeyFile } from './gen-key-file.js';
export type { KeyProgress } from './key-progress.js';
export type {
  CurveKeyOptions,
  EcOptions,
  GenKeyFileOptions,
  GenKeyOptions,
  Key,
  KeyFile,
  KeyFormat,
  KeyPair,
  KeyPairOf,
  KeyType,
  PrivateKeyEncoding,
  PublicKeyEncoding,
  RsaOptions,
  RsaPssOptions,
} from './types.js';
