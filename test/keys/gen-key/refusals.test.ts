// @module-tag quick-runtimes
// @module-tag no-asan
import { runInNewContext } from 'node:vm';
import { genKey } from 'offloop';
import { describe, expect, test } from 'vitest';
import { genAnyKey } from '../../support/keys/key-cases.js';
import { ourOutcome } from '../../support/keys/key-oracle.js';
import { rejection } from '../../support/rejection.js';

const pkcs8 = { type: 'pkcs8', format: 'pem' };
const encrypted = { ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'secret' };

describe('genKey differs from crypto.generateKeyPair as documented:', () => {
  const invalidValue = { name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' };

  test.each([16385, 1e6, 2 ** 32 - 1])('a modulus of %d bits is out of range', async (modulusLength) => {
    for (const type of ['rsa', 'rsa-pss'] as const) {
      expect(await rejection(() => genKey(type, { modulusLength }))).toMatchObject({
        name: 'RangeError',
        code: 'ERR_OUT_OF_RANGE',
      });
    }
  });

  test.each([
    ['an empty string', ''],
    ['no bytes', Buffer.alloc(0)],
    ['an empty ArrayBuffer', new ArrayBuffer(0)],
    ['an empty view of bytes', Buffer.from('secret').subarray(3, 3)],
  ])('a cipher with %s as its passphrase is refused', async (_, passphrase) => {
    for (const type of ['pkcs8', 'sec1'] as const) {
      const privateKeyEncoding = { type, format: 'pem', cipher: 'aes-256-cbc', passphrase } as const;
      expect(await rejection(() => genKey('ec', { privateKeyEncoding }))).toMatchObject(invalidValue);
    }
  });

  test('a cipher with a passphrase that is empty after decoding is refused', async () => {
    const privateKeyEncoding = { ...encrypted, passphrase: 'not hexadecimal', encoding: 'hex' };
    expect(await rejection(() => genAnyKey('ec', { privateKeyEncoding }))).toMatchObject(invalidValue);
  });

  test('options must not be null or a function', async () => {
    for (const options of [null, () => undefined]) {
      expect(await rejection(() => genAnyKey('ed25519', options))).toMatchObject({
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
      });
    }
  });

  test('the encoding of a passphrase must be a string', async () => {
    for (const encoding of [5, true, {}]) {
      expect(await rejection(() => genAnyKey('ec', { privateKeyEncoding: { ...encrypted, encoding } }))).toMatchObject({
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
      });
    }
  });
});

test.each([
  ['rsa-pss', { modulusLength: 512 }, ['modulusLength', 'publicExponent', 'saltLength']],
  ['dsa', { modulusLength: 512 }, ['modulusLength', 'divisorLength']],
  ['dh', {}, ['primeLength']],
  ['dh', { prime: Buffer.alloc(64, 255) }, ['generator']],
])('-0, at which Node aborts, is 0 for %s %o', async (type, options, names) => {
  for (const name of names) {
    const outcomeWith = (value: number) => ourOutcome(type, { ...options, [name]: value });
    expect(await outcomeWith(-0)).toEqual(await outcomeWith(0));
  }
});

test('genKey rejects and does not throw, even if the getter of an option throws', async () => {
  const error = new Error('from the getter');
  const failing = (name: string) =>
    Object.defineProperty({}, name, {
      get() {
        throw error;
      },
    });
  for (const name of ['modulusLength', 'publicKeyEncoding', 'privateKeyEncoding', 'signal']) {
    const promise = genAnyKey('rsa', failing(name));
    expect(await rejection(() => promise)).toBe(error);
  }
  expect((await rejection(() => genAnyKey(undefined))).code).toBe('ERR_INVALID_ARG_TYPE');
});

test('genKey rejects with the value that a getter throws, whatever it is', async () => {
  const throwing = (what: string) => runInNewContext(`({ get signal() { throw ${what}; } })`) as object;
  for (const nothing of [5, undefined]) await expect(genAnyKey('rsa', throwing(String(nothing)))).rejects.toBe(nothing);
  const elsewhere = genAnyKey('rsa', throwing("new TypeError('an error of another context')"));
  await expect(elsewhere).rejects.toMatchObject({ name: 'TypeError', message: 'an error of another context' });
});

test('the error for an invalid passphrase does not contain the passphrase', async () => {
  const secrets = [
    { passphrase: ['hunter2'], cipher: 'aes-256-cbc' },
    { passphrase: { hunter2: 'hunter2' }, cipher: 'aes-256-cbc' },
    { passphrase: 'hunter2' },
    { passphrase: 'hunter2', cipher: 5 },
    { passphrase: 'hunter2', cipher: 'nonsense' },
    { passphrase: 'hunter2', cipher: 'aes-256-cbc', encoding: 'nonsense' },
    { passphrase: 'hunter2', cipher: 'aes-256-cbc', type: 'nonsense' },
    { passphrase: 'hunter2', cipher: 'aes-256-cbc', format: 'nonsense' },
  ];
  for (const secret of secrets) {
    const error = await rejection(() => genAnyKey('ec', { privateKeyEncoding: { ...pkcs8, ...secret } }));
    expect(`${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain('hunter2');
  }
});
