export type { OpenSslError } from '../errors.js';
export { genKey } from './gen-key.js';
export type {
  CurveKeyOptions,
  EcOptions,
  GenKeyOptions,
  Key,
  KeyFormat,
  KeyPair,
  KeyPairOf,
  KeyType,
  PrivateKeyEncoding,
  PublicKeyEncoding,
  RsaOptions,
  RsaPssOptions,
} from './types.js';
