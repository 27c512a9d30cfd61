// @module-tag no-asan
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedOutcome, ourOutcome } from '../../support/keys/key-oracle.js';

// Node warns at each use of hash and mgf1Hash, which are deprecated.
process.noDeprecation = true;

/** Mostly a valid value, so that some calls have several invalid options and not all have only invalid ones. */
function mostly(right: readonly unknown[], wrong: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
  );
}

const WRONG = [null, true, -1, 1.5, NaN, 2 ** 32, 1n, '', 'nonsense', [], {}, Symbol('x')];

const cipher = mostly([undefined, 'aes-256-cbc', 'des3'], WRONG);
const passphrase = mostly([undefined, 'secret', Buffer.from('secret')], [...WRONG, Buffer.alloc(0)]);

const publicKeyEncoding = fc.record(
  { type: mostly(['spki', 'pkcs1'], ['pkcs8', ...WRONG]), format: mostly(['pem', 'der'], WRONG) },
  { noNullPrototype: true },
);
const privateKeyEncoding = fc.record(
  {
    type: mostly(['pkcs8', 'pkcs1', 'sec1'], ['spki', ...WRONG]),
    format: mostly(['pem', 'der'], WRONG),
    cipher,
    passphrase,
    encoding: mostly([undefined, 'utf8', 'hex'], ['nonsense']),
  },
  { requiredKeys: ['type', 'format'], noNullPrototype: true },
);

const options = fc.record(
  {
    // Small, because both offloop and Node make a key if all is valid.
    modulusLength: mostly([512, 520], [0, 100, 511, 16385, 1e6, ...WRONG]),
    publicExponent: mostly([undefined, null, 3, 17, 65537], [0, 1, 4, ...WRONG.slice(1)]),
    hashAlgorithm: mostly([undefined, 'sha1', 'sha256'], WRONG),
    mgf1HashAlgorithm: mostly([undefined, 'sha1', 'sha256'], WRONG),
    saltLength: mostly([undefined, 0, 16], WRONG),
    hash: mostly([undefined], ['sha1', 'sha256', ...WRONG]),
    mgf1Hash: mostly([undefined], ['sha1', 'sha256', ...WRONG]),
    namedCurve: mostly(['P-256', 'secp256k1'], ['p-256', 'SHA256', ...WRONG]),
    divisorLength: mostly([undefined, null, 160, 224], [0, 100, 512, ...WRONG]),
    group: mostly([undefined, null, 'modp5'], ['modp3', ...WRONG]),
    prime: mostly([undefined, null, Buffer.alloc(64, 255)], [Buffer.alloc(64, 254), Buffer.of(7), ...WRONG]),
    // No valid value, because the search for a prime takes too long.
    primeLength: fc.constantFrom(undefined, undefined, undefined, 100, 511, 10001, ...WRONG),
    generator: mostly([undefined, null, 2], [0, 1, 3, 2 ** 31, ...WRONG]),
    paramEncoding: mostly([undefined, null, 'named', 'explicit'], WRONG),
    publicKeyEncoding: fc.oneof({ weight: 6, arbitrary: publicKeyEncoding }, fc.constantFrom(undefined, ...WRONG)),
    privateKeyEncoding: fc.oneof({ weight: 6, arbitrary: privateKeyEncoding }, fc.constantFrom(undefined, ...WRONG)),
  },
  { requiredKeys: ['modulusLength'], noNullPrototype: true },
);

const type = mostly(['rsa', 'rsa-pss', 'ec', 'ed25519', 'ed448', 'x25519', 'x448', 'dsa', 'dh', 'dh'], WRONG);

test('genKey does the same as crypto.generateKeyPair for any combination of options', async () => {
  await fc.assert(
    fc.asyncProperty(type, options, async (type, options) => {
      expect(await ourOutcome(type, options)).toEqual(await expectedOutcome(type, options));
    }),
    // A fixed seed, so that every run makes the same 2,000 calls.
    { seed: 2, numRuns: 2000 },
  );
});
