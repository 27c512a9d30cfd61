import { emitWarning } from 'node:process';
import { invalidType, invalidValue } from '../errors.js';
import type { KeyRequest } from '../native.js';
import { toInteger, toText } from '../validate.js';
import { toPrivateKeyEncoding, toPublicKeyEncoding, type Options } from './encodings.js';
import type { KeyType } from './types.js';

/** What OpenSSL calls them. */
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

function isKeyType(name: string): name is KeyType {
  return Object.hasOwn(ALGORITHMS, name);
}

/** Checks the arguments of `genKey` as `crypto.generateKeyPair` does, in its order, and fills in the defaults. */
export function toKeyRequest(type: unknown, options: unknown): KeyRequest {
  const keyType = toText(type, 'type');
  if (options !== undefined && (typeof options !== 'object' || options === null || Array.isArray(options))) {
    throw invalidType('options', 'of type object', options);
  }
  const given = (options ?? {}) as Options;
  const encodings = {
    publicKeyEncoding: toPublicKeyEncoding(given, keyType),
    privateKeyEncoding: toPrivateKeyEncoding(given, keyType),
  };
  try {
    return { ...toParameters(keyType, given), ...encodings };
  } catch (error) {
    encodings.privateKeyEncoding.passphrase.fill(0);
    throw error;
  }
}

function toParameters(keyType: string, given: Options): Omit<KeyRequest, 'publicKeyEncoding' | 'privateKeyEncoding'> {
  if (!isKeyType(keyType)) {
    throw invalidValue('type', `must be one of '${Object.keys(ALGORITHMS).join("', '")}'`, keyType);
  }
  const request = {
    algorithm: ALGORITHMS[keyType],
    modulusLength: 0,
    publicExponent: 0,
    hashAlgorithm: undefined,
    mgf1HashAlgorithm: undefined,
    saltLength: undefined,
    namedCurve: '',
    explicitParameters: false,
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

function toPssRestrictions(options: Options): Partial<KeyRequest> {
  // Each read once, inherited or not.
  const { saltLength, hashAlgorithm, mgf1HashAlgorithm, hash, mgf1Hash } = options;
  const given = { hashAlgorithm, mgf1HashAlgorithm, hash, mgf1Hash };
  const restrictions = {
    saltLength: saltLength === undefined ? undefined : toInteger(saltLength, 'options.saltLength', 0, MAX_INT32),
    hashAlgorithm: toHash(given, 'hashAlgorithm'),
    mgf1HashAlgorithm: toHash(given, 'mgf1HashAlgorithm'),
  };
  return {
    ...restrictions,
    hashAlgorithm: withOldName(given, 'hash', 'hashAlgorithm', restrictions.hashAlgorithm),
    mgf1HashAlgorithm: withOldName(given, 'mgf1Hash', 'mgf1HashAlgorithm', restrictions.mgf1HashAlgorithm),
  };
}

/** An empty name restricts nothing. */
function toHash(given: Options, name: string): string | undefined {
  return given[name] === undefined ? undefined : toText(given[name], `options.${name}`) || undefined;
}

/** `hash` and `mgf1Hash` are what Node once called these options, and still takes. */
function withOldName(given: Options, oldName: string, name: string, value: string | undefined): string | undefined {
  if (given[oldName] === undefined) return value;
  emitWarning(`"options.${oldName}" is deprecated, use "options.${name}" instead.`, 'DeprecationWarning', 'DEP0154');
  const old = toText(given[oldName], `options.${oldName}`);
  if (value && old !== value) throw invalidValue(`options.${oldName}`, `must be the same as ${name}`, old);
  return old;
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
