import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { genKey, type KeyType } from 'offloop';
import { describe, expect, test } from 'vitest';
import { expectPair } from '../support/expect-pair.js';
import { isKnownToNode } from '../support/key-cases.js';
import { rejection } from '../support/rejection.js';

const ML: KeyType[] = ['ml-kem-512', 'ml-kem-768', 'ml-kem-1024', 'ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'];
const SLH = ['sha2', 'shake'].flatMap((hash) =>
  ['128f', '128s', '192f', '192s', '256f', '256s'].map((size) => `slh-dsa-${hash}-${size}` as KeyType),
);

const [major = 0, minor = 0] = process.versions.openssl.split('.').map(Number);
const isThere = major > 3 || (major === 3 && minor >= 5);

describe.runIf(isThere)('OpenSSL has', () => {
  test.each([...ML, ...SLH])('%s', async (type) => {
    const { publicKey, privateKey } = await genKey(type);
    expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    // Node 22 cannot read them.
    if (!isKnownToNode(type)) return;
    const keys = [createPublicKey(publicKey), createPrivateKey(privateKey)] as const;
    expect(keys.map(({ asymmetricKeyType }) => asymmetricKeyType)).toEqual([type, type]);
    expect(createPublicKey(keys[1]).equals(keys[0])).toBe(true);
    const peer = generateKeyPairSync(type as 'ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    expect([publicKey.length, privateKey.length]).toEqual([peer.publicKey.length, peer.privateKey.length]);
    // To sign with the others of SLH-DSA takes seconds.
    if (!SLH.includes(type)) expectPair({ type, options: {} }, ...keys);
  });
});

describe.skipIf(isThere)('OpenSSL has not', () => {
  test.each([...ML, ...SLH])('%s, and that is said', async (type) => {
    const error = await rejection(() => genKey(type));
    expect(error).toMatchObject({ name: 'Error', code: 'ERR_UNSUPPORTED_KEY_TYPE' });
    expect(error.message.toLowerCase()).toContain(type);
    expect(error.message).toContain('3.5');
    expect(error.message).toContain(process.versions.openssl);
  });

  test('which is found out after bad encodings, and before an unknown cipher', async () => {
    const pkcs8 = { type: 'pkcs8', format: 'pem', passphrase: 'secret' } as const;
    const withCipher = (cipher: unknown) =>
      rejection(() => genKey('ml-kem-512', { privateKeyEncoding: { ...pkcs8, cipher: cipher as string } }));
    expect((await withCipher(5)).code).toBe('ERR_INVALID_ARG_VALUE');
    expect((await withCipher('nonsense')).code).toBe('ERR_UNSUPPORTED_KEY_TYPE');
  });
});

test.each(['ml-kem-2048', 'ML-KEM-512', 'slh-dsa-sha2-128', 'sm2', 'dhx', 'SecP256r1MLKEM768'])(
  '%s is the name of no type',
  async (type) => {
    expect((await rejection(() => genKey(type as KeyType))).code).toBe('ERR_INVALID_ARG_VALUE');
  },
);
