import { types } from 'node:util';
import { codedError, invalidType, invalidValue, outOfRange } from '../errors.js';
import type { KeyRequest } from '../native.js';
import { ownBytes } from './own-bytes.js';
import type { KeyType } from './types.js';

/** What a caller gave, of which nothing is known yet. */
export type Options = Record<string, unknown>;
type Half = 'publicKeyEncoding' | 'privateKeyEncoding';

/** OpenSSL reads no longer one back. */
const MAX_PASSPHRASE_BYTES = 1024;

const TYPES: Record<Half, readonly string[]> = {
  publicKeyEncoding: ['spki', 'pkcs1'],
  privateKeyEncoding: ['pkcs8', 'pkcs1', 'sec1'],
};

/** The types of encoding that suit one type of key only. */
const RESERVED = new Map<string, { type: KeyType; name: string }>([
  ['pkcs1', { type: 'rsa', name: 'RSA' }],
  ['sec1', { type: 'ec', name: 'EC' }],
]);

function incompatible(type: string, reason: string): Error {
  return codedError('ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS', `The selected key encoding ${type} ${reason}.`);
}

/** An encoding that was given, or `undefined` for the default. */
function toGivenEncoding(options: Options, half: Half): Options | undefined {
  const encoding = options[half];
  if (encoding === undefined || encoding === null) return undefined;
  if (Array.isArray(encoding)) throw invalidType(`options.${half}`, 'of type object', encoding);
  if (typeof encoding !== 'object') throw invalidValue(`options.${half}`, 'must be an object', encoding);
  return encoding as Options;
}

function toFormatAndType(encoding: Options, half: Half, keyType: string): { format: 'pem' | 'der'; type: string } {
  const { format, type } = encoding;
  if (format !== 'pem' && format !== 'der') {
    throw invalidValue(`options.${half}.format`, "must be 'pem' or 'der'", format);
  }
  if (typeof type !== 'string' || !TYPES[half].includes(type)) {
    throw invalidValue(`options.${half}.type`, `must be one of '${TYPES[half].join("', '")}'`, type);
  }
  const reserved = RESERVED.get(type);
  if (reserved !== undefined && reserved.type !== keyType) {
    throw incompatible(type, `can only be used for ${reserved.name} keys`);
  }
  return { format, type };
}

export function toPublicKeyEncoding(options: Options, keyType: string): KeyRequest['publicKeyEncoding'] {
  const encoding = toGivenEncoding(options, 'publicKeyEncoding');
  return encoding ? toFormatAndType(encoding, 'publicKeyEncoding', keyType) : { format: 'pem', type: 'spki' };
}

export function toPrivateKeyEncoding(options: Options, keyType: string): KeyRequest['privateKeyEncoding'] {
  const encoding = toGivenEncoding(options, 'privateKeyEncoding');
  const none = { cipher: undefined, passphrase: new Uint8Array() };
  if (encoding === undefined) return { format: 'pem', type: 'pkcs8', ...none };
  const formatAndType = toFormatAndType(encoding, 'privateKeyEncoding', keyType);
  const { cipher, passphrase } = encoding;
  if (cipher === undefined || cipher === null) {
    if (passphrase === undefined) return { ...formatAndType, ...none };
    throw invalidValue('options.privateKeyEncoding.cipher', 'must be given with a passphrase', cipher);
  }
  if (typeof cipher !== 'string') {
    throw invalidValue('options.privateKeyEncoding.cipher', "must be a cipher's name, as 'aes-256-cbc'", cipher);
  }
  if (formatAndType.format === 'der' && formatAndType.type !== 'pkcs8') {
    throw incompatible(formatAndType.type, 'does not support encryption');
  }
  return { ...formatAndType, cipher, passphrase: toPassphrase(passphrase, encoding['encoding']) };
}

/** A copy, which is wiped once the addon has its own. */
function toPassphrase(value: unknown, encoding: unknown): Uint8Array {
  const bytes = toPassphraseBytes(value, encoding);
  if (bytes.length === 0) {
    throw invalidValue('options.privateKeyEncoding.passphrase', 'must not be empty where a cipher is given', '');
  }
  return bytes;
}

function toPassphraseBytes(value: unknown, encoding: unknown): Uint8Array {
  if (typeof value === 'string') {
    if (encoding !== undefined && encoding !== null && typeof encoding !== 'string') {
      throw invalidType('options.privateKeyEncoding.encoding', 'of type string', encoding);
    }
    const textEncoding = encoding === 'buffer' ? 'utf8' : ((encoding ?? 'utf8') as BufferEncoding);
    checkPassphraseLength('', Buffer.byteLength(value, textEncoding));
    return ownBytes(value, textEncoding);
  }
  // The value may be secret: only its kind is told.
  if (!types.isAnyArrayBuffer(value) && !ArrayBuffer.isView(value)) {
    throw invalidValue('options.privateKeyEncoding.passphrase', 'must be a string or bytes', typeof value);
  }
  checkPassphraseLength('.byteLength', value.byteLength);
  return ownBytes(
    ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : new Uint8Array(value),
  );
}

function checkPassphraseLength(property: string, bytes: number): void {
  if (bytes > MAX_PASSPHRASE_BYTES) {
    throw outOfRange(`options.privateKeyEncoding.passphrase${property}`, `<= ${MAX_PASSPHRASE_BYTES}`, bytes);
  }
}
