export type { OpenSslError } from '../errors.js';
export { genKey } from './gen-key.js';
export type {
  CurveKeyOptions,
  DhOptions,
  DsaOptions,
  EcOptions,
  GenKeyOptions,
  Key,
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
