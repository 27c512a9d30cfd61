// @module-tag quick-runtimes
// @module-tag no-asan
import { createPrivateKey, generateKeyPairSync, publicDecrypt } from 'node:crypto';
import { genKey, type OpenSslError } from 'offloop';
import { describe, expect, test } from 'vitest';
import { genAnyKey } from '../../support/keys/key-cases.js';
import { nodeKeyPair } from '../../support/keys/node-key-pair.js';
import { rejection } from '../../support/rejection.js';

const pkcs8 = { type: 'pkcs8', format: 'pem', passphrase: 'secret' };

/** Options that OpenSSL refuses, with its reason, which all its versions word alike. */
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

describe('genKey rejects with the error of OpenSSL for', () => {
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

    // Node has the same message, without the fields.
    const theirs = await rejection(() => nodeKeyPair(type, { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'pem' }, ...options })); // prettier-ignore
    expect(error.message).toBe(theirs.message);
  });
});

test.each([
  ['cipher', 'ed25519', { privateKeyEncoding: { ...pkcs8, cipher: 'aes-257-cbc' } }],
  ['curve', 'ec', { namedCurve: 'P-257' }],
  ['digest', 'rsa-pss', { modulusLength: 512, hashAlgorithm: 'sha257' }],
  ['digest for MGF1', 'rsa-pss', { modulusLength: 512, mgf1HashAlgorithm: 'sha257' }],
])('the error for an unknown %s contains its name and has the code of Node', async (_, type, options) => {
  const error = await rejection(() => genAnyKey(type, options));
  const theirs = await rejection(() =>
    nodeKeyPair(type, { publicKeyEncoding: { type: 'spki', format: 'pem' }, ...options }),
  );
  expect(error.code).toBe(theirs.code);
  expect(error.code).toMatch(/^ERR_CRYPTO_/);
  expect(error.message).toMatch(/257/);
});

// A key of this size takes minutes, so the tests would time out if it were made.
describe('genKey refuses before it makes the key', () => {
  const publicKeyEncoding = { type: 'spki', format: 'pem' };
  const large = { modulusLength: 16384 };
  const small = { modulusLength: 512, publicKeyEncoding };

  test.each(['nonsense', 'aes-256-gcm', 'aes-256-ccm', 'aes-256-ocb', 'aes-256-xts', 'aes-256-ctr', 'des-ede-cbc'])(
    'the cipher %s, which cannot encrypt keys',
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
  ])('the digests %o, which DER cannot name', async (digests) => {
    const error = (await rejection(() => genAnyKey('rsa-pss', { ...large, ...digests }))) as OpenSslError;
    expect(error.code).toBe('ERR_OSSL_X509_UNSUPPORTED_ALGORITHM');
    expect(error.library).toBe('x509 certificate routines');
    expect(error.reason).toBe('unsupported algorithm');
    const theirs = await rejection(() => nodeKeyPair('rsa-pss', { ...small, ...digests, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })); // prettier-ignore
    // Node before version 24 has no code for it and another message.
    if (theirs.code !== undefined) {
      expect([error.code, error.message]).toEqual([theirs.code, theirs.message]);
    }
  });
});

describe('a failed call leaves no trace', () => {
  /** All properties of an error of node:crypto. */
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

  test('in later errors of genKey, and neither does a failed call of node:crypto', async () => {
    const fail = async () => {
      const error = await rejection(() => genKey('rsa', { modulusLength: 100 }));
      return { ...error, message: error.message };
    };
    const first = await fail();
    // Often enough to reach every thread.
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
