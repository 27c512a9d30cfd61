// @module-tag quick-runtimes
// @module-tag no-asan
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { genKey, type KeyType } from 'offloop';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { expectPair } from '../../support/keys/expect-pair.js';
import { isKnownToNode } from '../../support/keys/key-cases.js';
import { fixture, run } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';

const ML: KeyType[] = ['ml-kem-512', 'ml-kem-768', 'ml-kem-1024', 'ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'];
const SLH = ['sha2', 'shake'].flatMap((hash) =>
  ['128f', '128s', '192f', '192s', '256f', '256s'].map((size) => `slh-dsa-${hash}-${size}` as KeyType),
);

const [major = 0, minor = 0] = process.versions.openssl.split('.').map(Number);
const isThere = major > 3 || (major === 3 && minor >= 5);

describe.runIf(isThere)('genKey makes', () => {
  test.each([...ML, ...SLH])('%s', async (type) => {
    const { publicKey, privateKey } = await genKey(type);
    expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    // Node 22 cannot read these keys.
    if (!isKnownToNode(type)) return;
    const keys = [createPublicKey(publicKey), createPrivateKey(privateKey)] as const;
    expect(keys.map(({ asymmetricKeyType }) => asymmetricKeyType)).toEqual([type, type]);
    expect(createPublicKey(keys[1]).equals(keys[0])).toBe(true);
    const peer = generateKeyPairSync(type as 'ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    expect([publicKey.length, privateKey.length]).toEqual([peer.publicKey.length, peer.privateKey.length]);
    // Signing with the other types of SLH-DSA takes seconds.
    if (!SLH.includes(type)) expectPair({ type, options: {} }, ...keys);
  });
});

if (!isThere) console.warn('skipped: ML-KEM and ML-DSA in the formats of OpenSSL 3.5 need a Node that has it');

describe.runIf(isThere)('the private key has the format that OpenSSL is configured for', () => {
  const FORMS = ['seed-priv', 'priv-only', 'oqskeypair', 'seed-only', 'bare-priv', 'bare-seed'];
  type Written = { type: KeyType } & Record<'publicKey' | 'privateKey' | 'asNodeWritesIt', string>;
  const folder = temporaryFolder();

  /** Both halves of a key of each type, from a process with this configuration of OpenSSL. */
  async function written(...settings: string[]) {
    const configuration = path.join(folder, 'openssl.cnf');
    const lines = ['ml-kem', 'ml-dsa'].flatMap((family) => settings.map((setting) => `${family}.${setting}`));
    const sections = ['nodejs_conf = init', '[init]', 'providers = providers', '[providers]', 'default = settings'];
    writeFileSync(configuration, [...sections, '[settings]', 'activate = 1', ...lines, ''].join('\n'));
    const args = [`--openssl-config=${configuration}`, fixture('keys/as-node-writes-them.mjs'), ...ML];
    const { stdout, stderr } = await run(process.execPath, args);
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Written[];
  }

  /** Expects that the halves are one key, and that Node encodes the private one the same. */
  function expectKeys(keys: Written[]): void {
    for (const { type, publicKey, privateKey, asNodeWritesIt } of keys) {
      expect(privateKey).toBe(asNodeWritesIt);
      const halves = [createPublicKey(publicKey), createPrivateKey(privateKey)] as const;
      expect(createPublicKey(halves[1]).equals(halves[0])).toBe(true);
      // Node 22 reads such keys but cannot use them.
      if (isKnownToNode(type)) expectPair({ type, options: {} }, ...halves);
    }
  }

  test.each(FORMS)('%s', async (form) => {
    expectKeys(await written(`output_formats = ${form}`));
  });

  test.each(FORMS)('%s, of keys without a seed', async (form) => {
    // OpenSSL takes the next format if one does not suit.
    expectKeys(await written(`output_formats = ${form} priv-only`, 'retain_seed = no'));
  });

  test('a key without its seed is longer than the seed', async () => {
    const [seed] = await written('output_formats = seed-only');
    const [expanded] = await written('output_formats = priv-only', 'retain_seed = no');
    expect(seed?.privateKey.length).toBeLessThan(expanded?.privateKey.length ?? 0);
  });
});

describe.skipIf(isThere)('genKey rejects with ERR_UNSUPPORTED_KEY_TYPE for', () => {
  test.each([...ML, ...SLH])('%s', async (type) => {
    const error = await rejection(() => genKey(type));
    expect(error).toMatchObject({ name: 'Error', code: 'ERR_UNSUPPORTED_KEY_TYPE' });
    expect(error.message.toLowerCase()).toContain(type);
    expect(error.message).toContain('3.5');
    expect(error.message).toContain(process.versions.openssl);
  });

  test('a type that OpenSSL lacks, after invalid encodings and before an unknown cipher', async () => {
    const pkcs8 = { type: 'pkcs8', format: 'pem', passphrase: 'secret' } as const;
    const withCipher = (cipher: unknown) =>
      rejection(() => genKey('ml-kem-512', { privateKeyEncoding: { ...pkcs8, cipher: cipher as string } }));
    expect((await withCipher(5)).code).toBe('ERR_INVALID_ARG_VALUE');
    expect((await withCipher('nonsense')).code).toBe('ERR_UNSUPPORTED_KEY_TYPE');
  });
});

test.each(['ml-kem-2048', 'ML-KEM-512', 'slh-dsa-sha2-128', 'sm2', 'dhx', 'SecP256r1MLKEM768'])(
  '%s is not a type',
  async (type) => {
    expect((await rejection(() => genKey(type as KeyType))).code).toBe('ERR_INVALID_ARG_VALUE');
  },
);
