// @module-tag no-asan
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { genKey } from 'offloop';
import { describe, expect, test } from 'vitest';
import { genAnyKey } from '../../support/keys/key-cases.js';

describe.each(['rsa', 'rsa-pss'] as const)('%s', (type) => {
  // OpenSSL rounds odd sizes from 2048 bits on.
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

  test.each([null, undefined])('publicExponent %s means 65537', async (publicExponent) => {
    const { publicKey } = await genAnyKey(type, { modulusLength: 512, publicExponent });
    expect(createPublicKey(publicKey).asymmetricKeyDetails?.publicExponent).toBe(65537n);
  });
});

describe('an rsa-pss key has the same restrictions as from crypto.generateKeyPair:', () => {
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
  'hash and mgf1Hash, the old names of these options, have the same effect and are deprecated as in Node',
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

test('the restrictions of an rsa-pss key may be inherited properties of the options', async () => {
  const options = Object.create({ modulusLength: 1024, hashAlgorithm: 'sha256', saltLength: 20 }) as object;
  const { publicKey } = await genKey('rsa-pss', options);
  expect(createPublicKey(publicKey).asymmetricKeyDetails).toMatchObject({
    modulusLength: 1024,
    hashAlgorithm: 'sha256',
    saltLength: 20,
  });
});

test('properties of Object.prototype do not restrict an rsa key', async () => {
  const polluted = Object.prototype as { saltLength?: string };
  polluted.saltLength = 'long';
  const made = genKey('rsa', { modulusLength: 512 });
  delete polluted.saltLength;
  expect((await made).privateKey).toContain('PRIVATE KEY');
});
