import { emitWarning } from 'node:process';
import { invalidType, invalidValue } from '../errors.js';
import type { KeyRequest } from '../native.js';
import { toInteger, toText } from '../validate.js';
import { toPrivateKeyEncoding, toPublicKeyEncoding } from './encodings.js';
import type { KeyType } from './types.js';

type Options = Record<string, unknown>;

/** OpenSSL's names. */
const ALGORITHMS: Record<KeyType, string> = {
  rsa: 'RSA',
  'rsa-pss': 'RSA-PSS',
  ec: 'EC',
  ed25519: 'ED25519',
  ed448: 'ED448',
  x25519: 'X25519',
  x448: 'X448',
};

const MAX_UINT32 = 2 ** 32 - 1;
const MAX_INT32 = 2 ** 31 - 1;

/** Beyond it OpenSSL tries for hours. */
const MAX_MODULUS_LENGTH = 16384;

function toKeyType(type: unknown): KeyType {
  const name = toText(type, 'type');
  if (!Object.hasOwn(ALGORITHMS, name)) {
    throw invalidValue('type', `must be one of '${Object.keys(ALGORITHMS).join("', '")}'`, name);
  }
  return name as KeyType;
}

/** Checks the arguments of `genKey` as `crypto.generateKeyPair` does, in its order, and fills in the defaults. */
export function toKeyRequest(type: unknown, options: unknown): KeyRequest {
  const keyType = toKeyType(type);
  if (options !== undefined && (typeof options !== 'object' || options === null || Array.isArray(options))) {
    throw invalidType('options', 'of type object', options);
  }
  const given = (options ?? {}) as Options;
  const request: KeyRequest = {
    algorithm: ALGORITHMS[keyType],
    modulusLength: 0,
    publicExponent: 0,
    hashAlgorithm: '',
    mgf1HashAlgorithm: '',
    saltLength: -1,
    namedCurve: '',
    explicitParameters: false,
    publicKeyEncoding: toPublicKeyEncoding(given, keyType),
    privateKeyEncoding: toPrivateKeyEncoding(given, keyType),
  };
  if (keyType === 'rsa' || keyType === 'rsa-pss') Object.assign(request, toRsaSize(given));
  if (keyType === 'rsa-pss') Object.assign(request, toPssRestrictions(given));
  if (keyType === 'ec') Object.assign(request, toCurve(given));
  return request;
}

function toRsaSize({ modulusLength = 2048, publicExponent }: Options): Partial<KeyRequest> {
  return {
    modulusLength: toInteger(modulusLength, 'options.modulusLength', 0, MAX_MODULUS_LENGTH),
    publicExponent: toInteger(publicExponent ?? 0x10001, 'options.publicExponent', 0, MAX_UINT32),
  };
}

function toPssRestrictions(given: Options): Partial<KeyRequest> {
  const { saltLength, hash, mgf1Hash } = given;
  if (saltLength !== undefined) toInteger(saltLength, 'options.saltLength', 0, MAX_INT32);
  return {
    saltLength: (saltLength as number | undefined) ?? -1,
    hashAlgorithm: toHash(given, 'hashAlgorithm', 'hash', hash),
    mgf1HashAlgorithm: toHash(given, 'mgf1HashAlgorithm', 'mgf1Hash', mgf1Hash),
  };
}

/** `hash` and `mgf1Hash` are what Node once called these options, and still takes. */
function toHash(given: Options, name: string, oldName: string, oldValue: unknown): string {
  const value = given[name];
  if (value !== undefined) toText(value, `options.${name}`);
  if (oldValue === undefined) return (value as string | undefined) ?? '';
  emitWarning(`"options.${oldName}" is deprecated, use "options.${name}" instead.`, 'DeprecationWarning', 'DEP0154');
  toText(oldValue, `options.${oldName}`);
  if (value && oldValue !== value) throw invalidValue(`options.${oldName}`, `must be the same as ${name}`, oldValue);
  return oldValue as string;
}

function toCurve({ namedCurve = 'P-256', paramEncoding }: Options): Partial<KeyRequest> {
  const curve = toText(namedCurve, 'options.namedCurve');
  if (
    paramEncoding !== undefined &&
    paramEncoding !== null &&
    paramEncoding !== 'named' &&
    paramEncoding !== 'explicit'
  ) {
    throw invalidValue('options.paramEncoding', "must be 'named' or 'explicit'", paramEncoding);
  }
  return { namedCurve: curve, explicitParameters: paramEncoding === 'explicit' };
}
