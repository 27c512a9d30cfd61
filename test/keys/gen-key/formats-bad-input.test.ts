// @module-tag no-asan
import { describe, expect, test } from 'vitest';
import { genAnyKey } from '../../support/keys/key-cases.js';
import { rejection } from '../../support/rejection.js';

const VALUE = { name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' };
const TYPE = { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' };
const RANGE = { name: 'RangeError', code: 'ERR_OUT_OF_RANGE' };
const INCOMPATIBLE = { name: 'Error', code: 'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS' };

const openssh = { format: 'openssh' };

async function expectRefused(expected: object, type: string, options: object): Promise<string> {
  const error = await rejection(() => genAnyKey(type, options));
  expect(error).toMatchObject(expected);
  return error.message;
}

const PRIVATE: [name: string, encoding: object, expected: object][] = [
  ...['JWK', 'OpenSSH', 'keyobject', 'KeyObject', 'ssh', '', ' pem', null, 5, {}, ['pem']].map(
    (format): (typeof PRIVATE)[0] => [`the format ${JSON.stringify(format)}`, { format, type: 'pkcs8' }, VALUE],
  ),
  ...['jwk', 'keyObject'].flatMap((format): typeof PRIVATE => [
    [`${format} with a passphrase`, { format, passphrase: 'secret' }, INCOMPATIBLE],
    [`${format} with a cipher`, { format, cipher: 'aes-256-cbc' }, INCOMPATIBLE],
    [`${format} with both`, { format, cipher: 'aes-256-cbc', passphrase: 'secret' }, INCOMPATIBLE],
    [`${format} with a passphrase of null`, { format, passphrase: null }, INCOMPATIBLE],
  ]),
  ...['jwk', 'keyObject', 'openssh'].flatMap((format): typeof PRIVATE => [
    [`${format} of an unknown type`, { format, type: 'nonsense' }, VALUE],
    [`${format} of a type of null`, { format, type: null }, VALUE],
    [`${format} of a type of public keys`, { format, type: 'spki' }, VALUE],
    [`${format} of a type for RSA`, { format, type: 'pkcs1' }, INCOMPATIBLE],
  ]),
  ['openssh with another cipher', { ...openssh, cipher: 'aes-256-cbc', passphrase: 'secret' }, VALUE],
  ['openssh with an unknown cipher', { ...openssh, cipher: 'nonsense', passphrase: 'secret' }, VALUE],
  ['openssh with a cipher that is no string', { ...openssh, cipher: 5, passphrase: 'secret' }, VALUE],
  ['openssh with a cipher only', { ...openssh, cipher: 'aes256-ctr' }, VALUE],
  ['openssh with an empty passphrase', { ...openssh, passphrase: '' }, VALUE],
  ['openssh with no bytes', { ...openssh, passphrase: new Uint8Array() }, VALUE],
  ['openssh with a passphrase of null', { ...openssh, passphrase: null }, VALUE],
  ['openssh with a passphrase that is no string', { ...openssh, passphrase: 5 }, VALUE],
  ['openssh with NUL in the passphrase', { ...openssh, passphrase: 'sec\0ret' }, VALUE],
  ['openssh with NUL among bytes', { ...openssh, passphrase: Buffer.of(1, 0, 2) }, VALUE],
  ['openssh with the encoding of a passphrase of a wrong type', { ...openssh, passphrase: 'x', encoding: 5 }, TYPE],
];

test.each(PRIVATE)('%s is refused', async (_, privateKeyEncoding, expected) => {
  await expectRefused(expected, 'ed25519', { privateKeyEncoding });
});

const COMMENTS: [name: string, comment: unknown, expected: object][] = [
  ['a line feed', 'two\nlines', VALUE],
  ['a carriage return', 'two\rlines', VALUE],
  ['NUL', 'a\0b', VALUE],
  ['null', null, TYPE],
  ['a number', 5, TYPE],
  ['bytes', Buffer.from('comment'), TYPE],
  ['an object', {}, TYPE],
  ['more than 1,023 bytes', 'é'.repeat(512), RANGE],
];

test.each(COMMENTS)('a comment of %s is refused', async (_, comment, expected) => {
  for (const half of ['publicKeyEncoding', 'privateKeyEncoding']) {
    const message = await expectRefused(expected, 'ed25519', { [half]: { format: 'openssh', comment } });
    expect(message).toContain(`options.${half}.comment`);
  }
});

test('the other formats ignore a comment', async () => {
  for (const format of ['jwk', 'keyObject', 'pem']) {
    await genAnyKey('ed25519', { publicKeyEncoding: { format, type: 'spki', comment: 'two\nlines' } });
  }
});

describe('genKey refuses the format openssh for', () => {
  test.each([
    ['rsa-pss', {}],
    ['rsa', { modulusLength: 1023 }],
    ['ec', { namedCurve: 'P-224' }],
    ['ec', { namedCurve: 'secp256k1' }],
    ['ec', { namedCurve: 'X25519' }],
    ['ed448', {}],
    ['x25519', {}],
    ['x448', {}],
  ])('%s %j', async (type, options) => {
    for (const half of ['publicKeyEncoding', 'privateKeyEncoding']) {
      await expectRefused(INCOMPATIBLE, type, { ...options, [half]: openssh });
    }
  });
});

test('genKey refuses an unsupported format before it makes the key', async () => {
  // The key would take minutes.
  const modulusLength = 16384;
  for (const format of ['jwk', 'openssh']) {
    await expectRefused({ name: 'Error' }, 'rsa-pss', { modulusLength, privateKeyEncoding: { format } });
  }
});

test('the error for an invalid passphrase does not contain the passphrase', async () => {
  for (const secret of [
    { passphrase: 'hunter2\0' },
    { passphrase: ['hunter2'] },
    { passphrase: 'hunter2', cipher: 5 },
  ]) {
    expect(await expectRefused(VALUE, 'ed25519', { privateKeyEncoding: { ...openssh, ...secret } })).not.toContain(
      'hunter2',
    );
  }
});
