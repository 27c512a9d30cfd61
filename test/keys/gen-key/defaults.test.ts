// @module-tag quick-runtimes
// @module-tag no-asan
// @module-tag quick-debug
import { createPrivateKey, createPublicKey, getDiffieHellman } from 'node:crypto';
import { AsyncLocalStorage } from 'node:async_hooks';
import path from 'node:path';
import { createKeyPool, genKey, genKeyFile } from 'offloop';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { rejection } from '../../support/rejection.js';

test('genKey without options makes RSA keys of 2048 bits with the exponent 65537, as SPKI and PKCS #8 in PEM', async () => {
  const { publicKey, privateKey } = await genKey('rsa');
  expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  const details = { modulusLength: 2048, publicExponent: 65537n };
  expect(createPublicKey(publicKey).asymmetricKeyDetails).toEqual(details);
  expect(createPrivateKey(privateKey).asymmetricKeyDetails).toEqual(details);
});

test('genKey without options makes EC keys on P-256, as a named curve', async () => {
  const { publicKey, privateKey } = await genKey('ec');
  expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  expect(createPrivateKey(privateKey).asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  // A key with explicit parameters would be three times as long.
  expect(createPublicKey(publicKey).export({ type: 'spki', format: 'der' })).toHaveLength(91);
});

test.each(['rsa-pss', 'ed25519', 'ed448', 'x25519', 'x448'] as const)(
  'genKey without options makes %s keys in PEM',
  async (type) => {
    const { publicKey, privateKey } = await genKey(type);
    expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(createPrivateKey(privateKey).asymmetricKeyType).toBe(type);
  },
);

test('genKey uses the defaults for undefined, an empty object, and undefined or null encodings', async () => {
  const nothing = { publicKeyEncoding: undefined, privateKeyEncoding: undefined, signal: undefined };
  const none = { publicKeyEncoding: null, privateKeyEncoding: null } as unknown as typeof nothing;
  for (const options of [undefined, {}, nothing, none]) {
    const { publicKey, privateKey } = await genKey('ed25519', options);
    expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  }
});

test('each half has its default encoding if only the other is given', async () => {
  const publicOnly = await genKey('ed25519', { publicKeyEncoding: { type: 'spki', format: 'der' } });
  expect(publicOnly.publicKey).toBeInstanceOf(Buffer);
  expect(publicOnly.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  const privateOnly = await genKey('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'der' } });
  expect(privateOnly.publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  expect(privateOnly.privateKey).toBeInstanceOf(Buffer);
});

test('no two keys are equal', async () => {
  const pairs = await Promise.all(Array.from({ length: 1000 }, () => genKey('ed25519')));
  expect(new Set(pairs.map(({ privateKey }) => privateKey)).size).toBe(1000);
});

test('genKey reads the options before it returns the promise', async () => {
  const publicKeyEncoding: { type: 'spki'; format: 'pem' | 'der' } = { type: 'spki', format: 'pem' };
  const options = { namedCurve: 'P-384', publicKeyEncoding };
  const promise = genKey('ec', options);
  options.namedCurve = 'nonsense';
  publicKeyEncoding.format = 'der';
  const { publicKey } = await promise;
  expect(createPublicKey(publicKey).asymmetricKeyDetails).toEqual({ namedCurve: 'secp384r1' });
  expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
});

describe('genKey reads each option once, so that a getter cannot give two values:', () => {
  const pkcs8 = { type: 'pkcs8', format: 'pem' };
  const CASES: [type: string, options: object][] = [
    ['rsa', { modulusLength: 512, publicExponent: 3 }],
    ['rsa-pss', { modulusLength: 512, hashAlgorithm: 'sha1', mgf1HashAlgorithm: 'sha1', saltLength: 20 }],
    ['ec', { namedCurve: 'prime256v1', paramEncoding: 'explicit', privateKeyEncoding: { ...pkcs8, type: 'sec1' } }],
    ['dh', { group: 'modp5' }],
    ['dh', { prime: getDiffieHellman('modp5').getPrime(), generator: 2 }],
    ['dsa', { modulusLength: 1024, divisorLength: 160 }],
    ['ed25519', { privateKeyEncoding: { ...pkcs8, cipher: 'aes-256-cbc', passphrase: '00', encoding: 'hex' } }],
    ['ed25519', { publicKeyEncoding: { format: 'openssh', comment: '' }, privateKeyEncoding: { format: 'openssh', passphrase: 'x' } }], // prettier-ignore
    ['x448', { onProgress: () => undefined, signal: new AbortController().signal, pool: undefined }],
  ];

  /** The same options with getters that count the reads of each in `reads`. */
  function counted<T extends object>(options: T, reads: Record<string, number>, within = ''): T {
    return new Proxy(options, {
      get(target, property) {
        const name = `${within}${String(property)}`;
        reads[name] = (reads[name] ?? 0) + 1;
        const value = Reflect.get(target, property) as unknown;
        return property.toString().endsWith('Encoding') && typeof value === 'object' && value !== null
          ? counted(value, reads, `${name}.`)
          : value;
      },
    });
  }

  test.each(CASES)('%s %o', async (type, options) => {
    const folder = temporaryFolder();
    const calls: Record<string, (given: object) => Promise<unknown>> = {
      genKey: (given) => genKey(type as 'rsa', given),
      genKeyFile: (given) => genKeyFile(path.join(folder, 'key'), type as 'rsa', given),
      createKeyPool: async (given) => {
        await createKeyPool(type as 'rsa', given).close();
      },
    };
    for (const [name, call] of Object.entries(calls)) {
      const reads: Record<string, number> = {};
      await call(counted(options, reads));
      expect(Object.keys(reads)).toEqual(expect.arrayContaining(Object.keys(options)));
      expect([name, ...Object.keys(reads).filter((option) => reads[option] !== 1)]).toEqual([name]);
    }
  });
});

test('await genKey() keeps the AsyncLocalStorage context, whether it resolves or rejects', async () => {
  const storage = new AsyncLocalStorage<number>();
  const inContext = (id: number) =>
    storage.run(id, async () => {
      await genKey('ed25519');
      const afterKey = storage.getStore();
      await rejection(() => genKey('rsa', { modulusLength: 100 }));
      const afterFailure = storage.getStore();
      await rejection(() => genKey('rsa', { modulusLength: -1 }));
      return [afterKey, afterFailure, storage.getStore()];
    });
  const ids = [1, 2, 3, 4, 5, 6, 7, 8];
  expect(await Promise.all(ids.map(inContext))).toEqual(ids.map((id) => [id, id, id]));
});

test('the stack of an error names the line that awaits genKey, and its callers', async () => {
  const aborted = AbortSignal.abort();
  const controller = new AbortController();
  const calls = {
    badArgument: () => genKey('rsa', { modulusLength: -1 }),
    refusedByOpenssl: () => genKey('rsa', { modulusLength: 100 }),
    unknownCurve: () => genKey('ec', { namedCurve: 'nonsense' }),
    aborted: () => genKey('ed25519', { signal: aborted }),
    abortedLater: () => genKey('ed25519', { signal: controller.signal }),
  };
  async function makeKeys(call: () => Promise<unknown>) {
    await call();
  }
  async function serveRequest(call: () => Promise<unknown>) {
    await makeKeys(call);
  }
  for (const [name, call] of Object.entries(calls)) {
    const promise = serveRequest(call);
    if (name === 'abortedLater') controller.abort();
    const { stack } = await rejection(() => promise);
    expect(stack).toMatch(/at (async )?makeKeys \(.*gen-key\/defaults\.test\.ts:\d+:\d+\)/);
    expect(stack).toMatch(/at (async )?serveRequest \(.*gen-key\/defaults\.test\.ts:\d+:\d+\)/);
  }
});
