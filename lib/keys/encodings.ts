import util from 'node:util';
import { codedError, invalidType, invalidValue, outOfRange } from '../errors.js';
import type { KeyRequest } from '../native/keys.js';
import { toText } from '../validate.js';
import { bytesOf, ownBytes } from './bytes.js';
import type { KeyFormat, KeyType } from './types.js';

/** The caller's options, not yet validated. */
export type Options = Record<string, unknown>;
type Half = 'publicKeyEncoding' | 'privateKeyEncoding';

/** OpenSSL cannot decrypt a key with a longer one. */
const MAX_PASSPHRASE_BYTES = 1024;

const FORMATS = ['pem', 'der', 'jwk', 'openssh', 'keyObject'] as const;

const TYPES: Record<Half, readonly [usual: string, ...others: string[]]> = {
  publicKeyEncoding: ['spki', 'pkcs1'],
  privateKeyEncoding: ['pkcs8', 'pkcs1', 'sec1'],
};

/** The types of encoding that only one type of key supports. */
const RESERVED = new Map<string, { type: KeyType; name: string }>([
  ['pkcs1', { type: 'rsa', name: 'RSA' }],
  ['sec1', { type: 'ec', name: 'EC' }],
]);

/** OpenSSH's and OpenSSL's name of the one cipher that encrypts keys in OpenSSH's format. */
const OPENSSH_CIPHERS: readonly unknown[] = ['aes256-ctr', 'aes-256-ctr'];

function incompatible(type: string, reason: string): Error {
  return codedError('ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS', `The selected key encoding ${type} ${reason}.`);
}

/** The given encoding, or `undefined` for the default. */
function toGivenEncoding(options: Options, half: Half): Options | undefined {
  const encoding = options[half];
  if (encoding === undefined || encoding === null) return undefined;
  if (Array.isArray(encoding)) throw invalidType(`options.${half}`, 'of type object', encoding);
  if (typeof encoding !== 'object') throw invalidValue(`options.${half}`, 'must be an object', encoding);
  return encoding as Options;
}

function isFormat(value: unknown): value is KeyFormat {
  return FORMATS.includes(value as KeyFormat);
}

/** The type is optional for formats that have only one. */
function toType(type: unknown, format: KeyFormat, half: Half, keyType: string): string {
  const [usual, ...others] = TYPES[half];
  const isTyped = format === 'pem' || format === 'der';
  if (type === undefined && !isTyped) return usual;
  if (type !== usual && !others.includes(type as string)) {
    throw invalidValue(`options.${half}.type`, `must be one of '${TYPES[half].join("', '")}'`, type);
  }
  const reserved = RESERVED.get(type as string);
  if (reserved !== undefined && reserved.type !== keyType) {
    throw incompatible(type as string, `can only be used for ${reserved.name} keys`);
  }
  return isTyped ? (type as string) : usual;
}

function toForm(encoding: Options, half: Half, keyType: string): KeyRequest['publicKeyEncoding'] {
  const { format, type } = encoding;
  if (!isFormat(format)) {
    throw invalidValue(`options.${half}.format`, `must be one of '${FORMATS.join("', '")}'`, format);
  }
  const form = { format, type: toType(type, format, half, keyType) };
  const comment = format === 'openssh' ? toComment(encoding['comment'], `options.${half}.comment`) : undefined;
  return { ...form, comment };
}

export function toPublicKeyEncoding(options: Options, keyType: string): KeyRequest['publicKeyEncoding'] {
  const encoding = toGivenEncoding(options, 'publicKeyEncoding') ?? { format: 'pem', type: 'spki' };
  return toForm(encoding, 'publicKeyEncoding', keyType);
}

export function toPrivateKeyEncoding(options: Options, keyType: string): KeyRequest['privateKeyEncoding'] {
  const encoding = toGivenEncoding(options, 'privateKeyEncoding') ?? { format: 'pem', type: 'pkcs8' };
  const form = toForm(encoding, 'privateKeyEncoding', keyType);
  return { ...form, ...toEncryption(encoding, form) };
}

type Encryption = Pick<KeyRequest['privateKeyEncoding'], 'cipher' | 'passphrase'>;

function toEncryption(encoding: Options, { format, type }: KeyRequest['publicKeyEncoding']): Encryption {
  const { cipher, passphrase } = encoding;
  const isWithout = (cipher === undefined || cipher === null) && passphrase === undefined;
  if (isWithout) return { cipher: undefined, passphrase: new Uint8Array() };
  if (format === 'jwk' || format === 'keyObject') throw incompatible(format, 'does not support encryption');
  const name = 'options.privateKeyEncoding.cipher';
  if (format === 'openssh') {
    if (cipher !== undefined && cipher !== null && !OPENSSH_CIPHERS.includes(cipher)) {
      throw invalidValue(name, `must be '${OPENSSH_CIPHERS.join("' or '")}' for the format 'openssh'`, cipher);
    }
    return { cipher: undefined, passphrase: toOpensshPassphrase(passphrase, encoding['encoding']) };
  }
  if (cipher === undefined || cipher === null) throw invalidValue(name, 'must be given with a passphrase', cipher);
  if (typeof cipher !== 'string')
    throw invalidValue(name, "must be the name of a cipher, such as 'aes-256-cbc'", cipher);
  if (format === 'der' && type !== 'pkcs8') throw incompatible(type, 'does not support encryption');
  return { cipher, passphrase: toPassphrase(passphrase, encoding['encoding']) };
}

/** OpenSSH reads a passphrase as a C string. */
function toOpensshPassphrase(value: unknown, encoding: unknown): Uint8Array {
  const bytes = toPassphrase(value, encoding);
  if (!bytes.includes(0)) return bytes;
  bytes.fill(0);
  throw invalidValue('options.privateKeyEncoding.passphrase', 'must not contain null bytes', typeof value);
}

/** A copy. The caller wipes it when the addon has made its own. */
function toPassphrase(value: unknown, encoding: unknown): Uint8Array {
  const bytes = toPassphraseBytes(value, encoding);
  if (bytes.length === 0) {
    throw invalidValue('options.privateKeyEncoding.passphrase', 'must not be empty', '');
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
  // The message gives only the value's type, because the value may be a secret.
  if (!util.types.isAnyArrayBuffer(value) && !ArrayBuffer.isView(value)) {
    throw invalidValue('options.privateKeyEncoding.passphrase', 'must be a string or bytes', typeof value);
  }
  const bytes = bytesOf(value);
  checkPassphraseLength('.byteLength', bytes.byteLength);
  return ownBytes(bytes);
}

function checkPassphraseLength(property: string, bytes: number): void {
  if (bytes > MAX_PASSPHRASE_BYTES) {
    throw outOfRange(`options.privateKeyEncoding.passphrase${property}`, `<= ${MAX_PASSPHRASE_BYTES}`, bytes);
  }
}

/** OpenSSH truncates longer ones. */
const MAX_COMMENT_BYTES = 1023;

/** The comment of a key, `''` for none. For `undefined` the addon looks up the user and the host. */
export function toComment(value: unknown, name: string): string | undefined {
  if (value === undefined) return undefined;
  const comment = toText(value, name);
  const size = Buffer.byteLength(comment);
  if (size > MAX_COMMENT_BYTES) throw outOfRange(`${name}.length`, `<= ${MAX_COMMENT_BYTES} bytes of UTF-8`, size);
  if (/[\0\r\n]/.test(comment)) throw invalidValue(name, 'must not contain line breaks or null bytes', comment);
  return comment;
}
