import { invalidType, invalidValue } from '../errors.js';
import type { KeyRequest } from '../native/keys.js';
import { toText } from '../validate.js';
import { toPrivateKeyEncoding, toPublicKeyEncoding, type Options } from './encodings.js';
import { keyTypes } from './key-types.js';
import { toRsaParameters, toRsaPssParameters, toEcParameters, toDsaParameters, toDhParameters } from './parameters.js';
import type { KeyType } from './types.js';

/** The types of keys that have options of their own. */
const PARAMETERS = new Map<KeyType, (options: Options) => KeyRequest['parameters']>([
  ['rsa', toRsaParameters],
  ['rsa-pss', toRsaPssParameters],
  ['ec', toEcParameters],
  ['dsa', toDsaParameters],
  ['dh', toDhParameters],
]);

/** Validates the arguments of `genKey` as `crypto.generateKeyPair` does, in its order, and fills in the defaults. */
export function toKeyRequest(type: unknown, options: unknown): KeyRequest {
  const name = toText(type, 'type');
  if (options !== undefined && (typeof options !== 'object' || options === null || Array.isArray(options))) {
    throw invalidType('options', 'of type object', options);
  }
  const given = (options ?? {}) as Options;
  const encodings = {
    publicKeyEncoding: toPublicKeyEncoding(given, name),
    privateKeyEncoding: toPrivateKeyEncoding(given, name),
  };
  try {
    const keyType = toKeyType(name);
    return { algorithm: keyType.toUpperCase(), parameters: PARAMETERS.get(keyType)?.(given) ?? {}, ...encodings };
  } catch (error) {
    encodings.privateKeyEncoding.passphrase.fill(0);
    throw error;
  }
}

function toKeyType(name: string): KeyType {
  const keyType = keyTypes.find((known) => known === name);
  if (keyType === undefined) throw invalidValue('type', `must be one of '${keyTypes.join("', '")}'`, name);
  return keyType;
}
