// @module-tag no-asan
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { genKey } from 'offloop';
import { describe, expect, test } from 'vitest';
import { genAnyKey } from '../../support/keys/key-cases.js';

describe.each(['rsa', 'rsa-pss'] as const)('%s', (type) => {
  // From 2048 bits on, OpenSSL makes odd sizes even.
  test.each([512, 513, 767, 1024, 2048])('%d bits', async (modulusLength) => {
    const { publicKey, privateKey } = await genKey(type, { modulusLength });
    const details = { modulusLength, publicExponent: 65537n };
    expect(createPublicKey(publicKey).asymmetricKeyDetails).toEqual(details);
    expect(createPrivateKey(privateKey).asymmetricKeyDetails).toEqual(details);
  });

  test.each([3, 17, 257, 65537, 2 ** 32 - 1])('a public exponent of %d', async (publicExponent) => {
    const { publicKey, privateKey } = await genKey(type, { modulusLength: 512, publicExponent });
    for (const key of [createPublicKey(publicKey), createPrivateKey(privateKey)]) {
      expect(key.asymmetricKeyDetails).toEqual({ modulusLength: 512, publicExponent: BigInt(publicExponent) });
    }
  });

  test.each([null, undefined])('a public exponent of %s is 65537', async (publicExponent) => {
    const { publicKey } = await genAnyKey(type, { modulusLength: 512, publicExponent });
    expect(createPublicKey(publicKey).asymmetricKeyDetails?.publicExponent).toBe(65537n);
  });
});

describe('the restrictions of an rsa-pss key are those that crypto.generateKeyPair gives it', () => {
  const HASHES = [undefined, 'sha1', 'sha256', 'SHA384', 'RSA-SHA512', 'sha512-256'];
  const SALTS = [undefined, 0, 20, 32, 33];

  test.each(HASHES)('hashAlgorithm %s', async (hashAlgorithm) => {
    for (const mgf1HashAlgorithm of HASHES) {
      for (const saltLength of SALTS) {
        const options = { modulusLength: 512, hashAlgorithm, mgf1HashAlgorithm, saltLength };
        const { publicKey, privateKey } = await genKey('rsa-pss', options);
        const peer = generateKeyPairSync('rsa-pss', options as { modulusLength: number });
        expect(createPublicKey(publicKey).asymmetricKeyDetails).toEqual(peer.publicKey.asymmetricKeyDetails);
        expect(createPrivateKey(privateKey).asymmetricKeyDetails).toEqual(peer.privateKey.asymmetricKeyDetails);
      }
    }
  });
});

const hasOldNames = Number.parseInt(process.versions.node) < 25;
test.runIf(hasOldNames)(
  'hash and mgf1Hash, as these options were once called, do the same and are deprecated as in Node',
  async () => {
    const warnings: Error[] = [];
    const collect = (warning: Error) => warnings.push(warning);
    process.on('warning', collect);
    const { publicKey } = await genAnyKey('rsa-pss', { modulusLength: 512, hash: 'sha256', mgf1Hash: 'sha1' });
    process.off('warning', collect);
    expect(createPublicKey(publicKey).asymmetricKeyDetails).toMatchObject({
      hashAlgorithm: 'sha256',
      mgf1HashAlgorithm: 'sha1',
    });
    expect(warnings).toEqual([
      expect.objectContaining({ name: 'DeprecationWarning', code: 'DEP0154' }),
      expect.objectContaining({ name: 'DeprecationWarning', code: 'DEP0154' }),
    ]);
  },
);

test('what restricts an rsa-pss key may be inherited by its options', async () => {
  const options = Object.create({ modulusLength: 1024, hashAlgorithm: 'sha256', saltLength: 20 }) as object;
  const { publicKey } = await genKey('rsa-pss', options);
  expect(createPublicKey(publicKey).asymmetricKeyDetails).toMatchObject({
    modulusLength: 1024,
    hashAlgorithm: 'sha256',
    saltLength: 20,
  });
});

test('what is in Object.prototype does not restrict an rsa key', async () => {
  const polluted = Object.prototype as { saltLength?: string };
  polluted.saltLength = 'long';
  const made = genKey('rsa', { modulusLength: 512 });
  delete polluted.saltLength;
  expect((await made).privateKey).toContain('PRIVATE KEY');
});
