// @module-tag quick-runtimes
// @module-tag no-asan
import { createPrivateKey, generateKeyPairSync, publicDecrypt } from 'node:crypto';
import { genKey, type OpenSslError } from 'offloop';
import { describe, expect, test } from 'vitest';
import { genAnyKey } from '../../support/keys/key-cases.js';
import { nodeKeyPair } from '../../support/keys/node-key-pair.js';
import { rejection } from '../../support/rejection.js';

const pkcs8 = { type: 'pkcs8', format: 'pem', passphrase: 'secret' };

/** What OpenSSL refuses, and its reason, which it words alike in all its versions. */
const REFUSED: [name: string, type: string, options: object, reason: string][] = [
  ['a modulus of 100 bits', 'rsa', { modulusLength: 100 }, 'key size too small'],
  ['a modulus of 511 bits', 'rsa', { modulusLength: 511 }, 'key size too small'],
  ['a modulus of no bits', 'rsa', { modulusLength: 0 }, 'key size too small'],
  ['the same for RSA-PSS', 'rsa-pss', { modulusLength: 100 }, 'key size too small'],
  ['an even exponent', 'rsa', { modulusLength: 512, publicExponent: 4 }, 'pub exponent out of range'],
  ['an exponent of 1', 'rsa', { modulusLength: 512, publicExponent: 1 }, 'pub exponent out of range'],
  ['a curve that is none', 'ec', { namedCurve: 'SHA256' }, 'invalid curve'],
  ['a cipher for other things', 'ec', { privateKeyEncoding: { ...pkcs8, type: 'sec1', cipher: 'aes-128-ecb' } }, 'unsupported cipher'], // prettier-ignore
];

describe('what OpenSSL refuses', () => {
  test.each(REFUSED)('%s', async (_, type, options, reason) => {
    const error = (await rejection(() => genAnyKey(type, options))) as OpenSslError;
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('Error');
    expect(error.code).toMatch(/^ERR_OSSL_[A-Z0-9_]+$/);
    expect(error.code.endsWith(reason.replaceAll(' ', '_').toUpperCase())).toBe(true);
    expect(error.reason).toBe(reason);
    expect(error.library).toMatch(/^\w.* routines$/i);
    expect(error.opensslErrorStack).toBeInstanceOf(Array);
    expect(error.message).toContain(reason);

    // Node says the same, less the fields.
    const theirs = await rejection(() => nodeKeyPair(type, { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'pem' }, ...options })); // prettier-ignore
    expect(error.message).toBe(theirs.message);
  });
});

test.each([
  ['cipher', 'ed25519', { privateKeyEncoding: { ...pkcs8, cipher: 'aes-257-cbc' } }],
  ['curve', 'ec', { namedCurve: 'P-257' }],
  ['digest', 'rsa-pss', { modulusLength: 512, hashAlgorithm: 'sha257' }],
  ['digest for MGF1', 'rsa-pss', { modulusLength: 512, mgf1HashAlgorithm: 'sha257' }],
])('an unknown %s is told by its name, with the code of Node', async (_, type, options) => {
  const error = await rejection(() => genAnyKey(type, options));
  const theirs = await rejection(() =>
    nodeKeyPair(type, { publicKeyEncoding: { type: 'spki', format: 'pem' }, ...options }),
  );
  expect(error.code).toBe(theirs.code);
  expect(error.code).toMatch(/^ERR_CRYPTO_/);
  expect(error.message).toMatch(/257/);
});

// A key of this size takes minutes: the tests would not end in time.
describe('it is found out before the key is made that', () => {
  const publicKeyEncoding = { type: 'spki', format: 'pem' };
  const large = { modulusLength: 16384 };
  const small = { modulusLength: 512, publicKeyEncoding };

  test.each(['nonsense', 'aes-256-gcm', 'aes-256-ccm', 'aes-256-ocb', 'aes-256-xts', 'aes-256-ctr', 'des-ede-cbc'])(
    'the cipher %s encrypts no keys',
    async (cipher) => {
      const privateKeyEncoding = { ...pkcs8, cipher };
      const error = await rejection(() => genAnyKey('rsa', { ...large, privateKeyEncoding }));
      const theirs = await rejection(() => nodeKeyPair('rsa', { ...small, privateKeyEncoding }));
      expect(error.code).toBe(theirs.code);
      if (cipher !== 'nonsense') expect(error.message).toBe(theirs.message);
    },
  );

  test.each([
    { hashAlgorithm: 'md5' },
    { hashAlgorithm: 'ripemd160' },
    { hashAlgorithm: 'sha3-256' },
    { hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha3-256' },
    { mgf1HashAlgorithm: 'blake2s256' },
  ])('DER has no form for the digests %o', async (digests) => {
    const error = (await rejection(() => genAnyKey('rsa-pss', { ...large, ...digests }))) as OpenSslError;
    expect(error.code).toBe('ERR_OSSL_X509_UNSUPPORTED_ALGORITHM');
    expect(error.library).toBe('x509 certificate routines');
    expect(error.reason).toBe('unsupported algorithm');
    const theirs = await rejection(() => nodeKeyPair('rsa-pss', { ...small, ...digests, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })); // prettier-ignore
    // Before version 24 Node has no code for it, and a sentence of its own.
    if (theirs.code !== undefined) {
      expect([error.code, error.message]).toEqual([theirs.code, theirs.message]);
    }
  });
});

describe('a failed call leaves no trace', () => {
  /** All that an error of node:crypto's tells. */
  function told(call: () => unknown): object {
    try {
      call();
    } catch (error) {
      return { ...(error as object), message: (error as Error).message };
    }
    throw new Error('it did not fail');
  }
  const key = generateKeyPairSync('rsa', { modulusLength: 512 }).publicKey;
  const failures = [
    () => createPrivateKey('nonsense'),
    () => createPrivateKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'),
    () => publicDecrypt(key, Buffer.alloc(64)),
    () => generateKeyPairSync('rsa', { modulusLength: 100 }),
  ];

  test("in node:crypto's later errors", async () => {
    const before = failures.map(told);
    for (const [, type, options] of REFUSED) await rejection(() => genAnyKey(type, options));
    await rejection(() => genKey('rsa-pss', { modulusLength: 512, hashAlgorithm: 'md5' }));
    expect(failures.map(told)).toEqual(before);
  });

  test('in later errors of genKey, nor do those of node:crypto', async () => {
    const fail = async () => {
      const error = await rejection(() => genKey('rsa', { modulusLength: 100 }));
      return { ...error, message: error.message };
    };
    const first = await fail();
    // So often that every thread has its turn.
    for (let i = 0; i < 100; i++) {
      for (const failure of failures) told(failure);
      await Promise.all(REFUSED.map(([, type, options]) => rejection(() => genAnyKey(type, options))));
      expect(await fail()).toEqual(first);
    }
  });

  test('in later keys', async () => {
    for (const [, type, options] of REFUSED) await rejection(() => genAnyKey(type, options));
    const { privateKey } = await genKey('rsa', { modulusLength: 512 });
    expect(createPrivateKey(privateKey).asymmetricKeyDetails?.modulusLength).toBe(512);
  });
});
