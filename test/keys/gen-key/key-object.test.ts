// @module-tag no-asan
import { createPrivateKey, createPublicKey, KeyObject } from 'node:crypto';
import { genKey } from 'offloop';
import { describe, expect, test } from 'vitest';
import { genAnyKey, keyCases } from '../../support/keys/key-cases.js';
import { nodeKeyPair } from '../../support/keys/node-key-pair.js';
import { run } from '../../support/programs/run-node.js';

const keyObject = { format: 'keyObject' } as const;

describe.each(keyCases)('$name', ({ type, options }) => {
  test('is equal to the key that node:crypto makes', async () => {
    const ours = await genAnyKey(type, { ...options, publicKeyEncoding: keyObject, privateKeyEncoding: keyObject });
    const publicKey = ours.publicKey as unknown as KeyObject;
    const privateKey = ours.privateKey as unknown as KeyObject;
    const theirs = (await nodeKeyPair(type, options)) as { publicKey: KeyObject };
    expect(publicKey).toBeInstanceOf(KeyObject);
    expect(privateKey).toBeInstanceOf(KeyObject);
    expect([publicKey.type, privateKey.type]).toEqual(['public', 'private']);
    for (const key of [publicKey, privateKey]) {
      expect(key.asymmetricKeyType).toBe(type);
      expect(key.asymmetricKeyDetails).toEqual(theirs.publicKey.asymmetricKeyDetails);
    }
    expect(createPublicKey(privateKey).equals(publicKey)).toBe(true);
  });
});

test('one half may be a KeyObject and the other PEM', async () => {
  const byPublic = await genKey('ed25519', { publicKeyEncoding: keyObject });
  expect(createPublicKey(byPublic.privateKey).equals(byPublic.publicKey)).toBe(true);
  const byPrivate = await genKey('ed25519', { privateKeyEncoding: { ...keyObject, type: 'pkcs8' } });
  expect(createPublicKey(byPrivate.privateKey).equals(createPublicKey(byPrivate.publicKey))).toBe(true);
  expect(createPrivateKey(byPublic.privateKey).type).toBe('private');
});

test('genKey without a KeyObject does not load node:crypto', async () => {
  const program = `
    const { genKey } = await import('offloop');
    const loaded = () => process.moduleLoadList.includes('NativeModule crypto');
    await genKey('ed25519');
    const before = loaded();
    await genKey('ed25519', { privateKeyEncoding: { format: 'keyObject' } });
    console.log(before, loaded());`;
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  expect(stderr).toBe('');
  expect(stdout).toBe('false true\n');
});
