// @module-tag no-asan
import { createPrivateKey, createPublicKey, getDiffieHellman } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { runInNewContext } from 'node:vm';
import { genKey, type DhOptions } from 'offloop';
import { describe, expect, test } from 'vitest';
import { expectPair } from '../../support/keys/expect-pair.js';
import { genAnyKey } from '../../support/keys/key-cases.js';
import { nodeKeyPair } from '../../support/keys/node-key-pair.js';
import { hasProc, keyThreads } from '../../support/pools/threads.js';
import { rejection } from '../../support/rejection.js';
import { shadowed } from '../../support/shadowed.js';
import { until } from '../../support/until.js';

/** The first child of a DER element. */
function firstInside(der: Buffer): Buffer {
  const lengthBytes = (at: number) => ((der[at] ?? 0) < 0x80 ? 0 : (der[at] ?? 0) & 0x7f);
  const start = 2 + lengthBytes(1);
  const long = lengthBytes(start + 1);
  const length = long === 0 ? (der[start + 1] ?? 0) : der.readUIntBE(start + 2, long);
  return der.subarray(start, start + 2 + long + length);
}

/** The AlgorithmIdentifier of a key, which holds its domain parameters. */
function domainOf(publicKey: string | Buffer): Buffer {
  return firstInside(createPublicKey(publicKey).export({ type: 'spki', format: 'der' }));
}

describe('dsa', () => {
  test('has 2048 bits and a divisor of 224 without options', async () => {
    const { publicKey, privateKey } = await genKey('dsa');
    const details = { modulusLength: 2048, divisorLength: 224 };
    expect(createPublicKey(publicKey).asymmetricKeyDetails).toEqual(details);
    expect(createPrivateKey(privateKey).asymmetricKeyDetails).toEqual(details);
  });

  test.each([undefined, null, 0, 160, 224, 256])(
    'has the same divisor as in Node with divisorLength %s',
    async (divisorLength) => {
      const options = { modulusLength: 1000, divisorLength };
      const { publicKey, privateKey } = await genAnyKey('dsa', options);
      const peer = (await nodeKeyPair('dsa', options)) as { publicKey: { asymmetricKeyDetails: object } };
      expect(createPublicKey(publicKey).asymmetricKeyDetails).toEqual(peer.publicKey.asymmetricKeyDetails);
      expectPair({ type: 'dsa', options: {} }, createPublicKey(publicKey), createPrivateKey(privateKey));
    },
  );

  test('generates new parameters for each key', async () => {
    const pairs = await Promise.all([1, 2].map(() => genKey('dsa', { modulusLength: 1000 })));
    const [one, other] = pairs.map(({ publicKey }) => domainOf(publicKey));
    expect(one).not.toEqual(other);
  });
});

describe('dh', () => {
  const groups = ['modp1', 'modp2', 'modp5', 'modp14', 'modp15', 'modp16', 'modp17', 'modp18', 'MODP5'];
  test.each(groups)('%s is the group that Node has under that name', async (group) => {
    const { publicKey, privateKey } = await genKey('dh', { group });
    const publicKeyEncoding = { type: 'spki', format: 'pem' };
    const peer = (await nodeKeyPair('dh', { group, publicKeyEncoding })) as { publicKey: string };
    expect(domainOf(publicKey)).toEqual(domainOf(peer.publicKey));
    expectPair({ type: 'dh', options: { group } }, createPublicKey(publicKey), createPrivateKey(privateKey));
  });

  const prime = getDiffieHellman('modp5').getPrime();
  const inside = Buffer.concat([Buffer.of(9), prime, Buffer.of(9)]).subarray(1, -1);
  const shared = new Uint8Array(new SharedArrayBuffer(prime.length));
  shared.set(prime);
  test.each<[name: string, options: DhOptions]>([
    ['a Buffer', { prime }],
    ['part of a Buffer', { prime: inside }],
    ['a DataView', { prime: new DataView(prime.buffer, prime.byteOffset, prime.length) }],
    ['shared memory', { prime: shared }],
    ['a view that says something else of its memory', { prime: shadowed(prime) }],
    ["another realm's bytes", { prime: runInNewContext('new Uint8Array(prime)', { prime }) as Uint8Array }],
    ['a prime with zeros before it', { prime: Buffer.concat([Buffer.alloc(20), prime]) }],
    ['a prime and its generator', { prime, generator: 2 }],
  ])('the prime of a group, given as %s, makes keys of that group', async (_, options) => {
    const { publicKey, privateKey } = await genAnyKey('dh', options);
    expectPair({ type: 'dh', options: { group: 'modp5' } }, createPublicKey(publicKey), createPrivateKey(privateKey));
  });

  test.each(['buffer', 'view'])('a prime in transferred memory is empty: %s', async (what) => {
    const memory = new Uint8Array(prime).buffer;
    const given = what === 'view' ? new DataView(memory) : Buffer.from(memory);
    structuredClone(memory, { transfer: [memory] });
    await expect(genKey('dh', { prime: given })).rejects.toMatchObject({ code: 'ERR_OSSL_DH_MODULUS_TOO_SMALL' });
  });

  test('a change of the prime right after the call has no effect', async () => {
    const given = Buffer.from(prime);
    const promise = genKey('dh', { prime: given });
    given.fill(0);
    const { publicKey, privateKey } = await promise;
    expectPair({ type: 'dh', options: { group: 'modp5' } }, createPublicKey(publicKey), createPrivateKey(privateKey));
  });

  test('another generator than 2 makes another group', async () => {
    const options = { prime, generator: 3 };
    const { publicKey } = await genAnyKey('dh', options);
    const peer = await nodeKeyPair('dh', { ...options, publicKeyEncoding: { type: 'spki', format: 'pem' } });
    expect(domainOf(publicKey)).toEqual(domainOf(peer.publicKey as string));
    expect(domainOf(publicKey)).not.toEqual(domainOf((await genKey('dh', { prime })).publicKey));
  });

  test('primeLength makes OpenSSL find a safe prime of that length', async () => {
    const { publicKey, privateKey } = await genKey('dh', { primeLength: 512, generator: 5 });
    const domain = domainOf(publicKey);
    // An INTEGER of 64 bytes after a zero, because it is not negative, and the generator.
    expect(domain.includes(Buffer.from([0x02, 0x41, 0x00]))).toBe(true);
    expect(domain.subarray(-3)).toEqual(Buffer.from([0x02, 0x01, 0x05]));
    expect(createPublicKey(createPrivateKey(privateKey)).equals(createPublicKey(publicKey))).toBe(true);
  });
});

describe.skipIf(!hasProc)('an abort stops the search for', () => {
  // Both would take minutes.
  test.each([
    ['the parameters of dsa', 'dsa', { modulusLength: 7168 }],
    ['a prime for dh', 'dh', { primeLength: 4096 }],
  ])('%s', async (_, type, options) => {
    const controller = new AbortController();
    const { signal } = controller;
    const keys = Array.from({ length: availableParallelism() }, () =>
      rejection(() => genAnyKey(type, { ...options, signal })),
    );
    await until(() => keyThreads().filter(({ state }) => state === 'R').length === availableParallelism());
    controller.abort();
    for (const { code } of await Promise.all(keys)) expect(code).toBe('ABORT_ERR');
    // All threads were busy, so one of them has been freed for this key.
    await genKey('ed25519');
  });
});

test.each([10001, 16385])('dsa of %d bits is out of range, because no program could use it', async (modulusLength) => {
  expect(await rejection(() => genKey('dsa', { modulusLength }))).toMatchObject({
    name: 'RangeError',
    code: 'ERR_OUT_OF_RANGE',
  });
});
