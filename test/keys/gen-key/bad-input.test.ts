// @module-tag no-asan
import { getDiffieHellman } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isKnownToNode } from '../../support/keys/key-cases.js';
import { expectedOutcome, ourOutcome, type Options } from '../../support/keys/key-oracle.js';

// Node warns at each use of hash and mgf1Hash, which are deprecated.
process.noDeprecation = true;

/** Values that are valid for some option and invalid for most. Small, because offloop and Node both make valid keys. */
const VALUES: Record<string, unknown> = {
  undefined: undefined,
  null: null,
  true: true,
  'a symbol': Symbol('x'),
  'a bigint': 512n,
  'an empty object': {},
  'an empty array': [],
  'an array': ['spki', 'pem'],
  'a function': () => 'pem',
  'a Date': new Date(0),
  'a Buffer': Buffer.from('secret'),
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
  '0': 0,
  '1': 1,
  '-1': -1,
  '1.5': 1.5,
  '2': 2,
  '3': 3,
  '4': 4,
  '100': 100,
  '511': 511,
  '512': 512,
  '16385': 16385,
  '1e6': 1e6,
  '2^31 - 1': 2 ** 31 - 1,
  '2^31': 2 ** 31,
  '2^32 - 1': 2 ** 32 - 1,
  '2^32': 2 ** 32,
  '2^53': 2 ** 53,
  '1e300': 1e300,
  'an empty string': '',
  "'512'": '512',
  "'nonsense'": 'nonsense',
  "'pem'": 'pem',
  "'PEM'": 'PEM',
  "'der'": 'der',
  "'spki'": 'spki',
  "'pkcs1'": 'pkcs1',
  "'pkcs8'": 'pkcs8',
  "'sec1'": 'sec1',
  "'named'": 'named',
  "'explicit'": 'explicit',
  "'P-256'": 'P-256',
  "'p-256'": 'p-256',
  "'SHA256'": 'SHA256',
  "'md5'": 'md5',
  "'aes-256-cbc'": 'aes-256-cbc',
  "'aes-256-gcm'": 'aes-256-gcm',
  "'hex'": 'hex',
};

/** The outcome of each call, by its name. */
type Verdicts = Record<string, unknown>;

async function compare(calls: Record<string, [type: unknown, options: unknown]>): Promise<void> {
  const ours: Verdicts = {};
  const expected: Verdicts = {};
  for (const [name, [type, options]] of Object.entries(calls)) {
    ours[name] = await ourOutcome(type, options);
    expected[name] = await expectedOutcome(type, options);
  }
  expect(ours).toEqual(expected);
}

/** One call for each of the values. */
function withEach(type: string, optionsWith: (value: unknown) => Options) {
  return Object.fromEntries(
    Object.entries(VALUES).map(([name, value]) => [name, [type, optionsWith(value)] as [unknown, unknown]]),
  );
}

/** genKey makes keys of types that OpenSSL has and node:crypto does not know. */
const isKnown = (type: string) => !type.startsWith('ml-') || isKnownToNode(type);

const prime = getDiffieHellman('modp5').getPrime();
const pkcs8 = { type: 'pkcs8', format: 'pem' };
const encrypted = { ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'secret' };

const VARIED: [name: string, type: string, optionsWith: (value: unknown) => Options][] = [
  ...['rsa', 'rsa-pss'].flatMap((type): typeof VARIED => [
    [`modulusLength of ${type}`, type, (value) => ({ modulusLength: value ?? (value === null ? null : 512) })],
    [`publicExponent of ${type}`, type, (value) => ({ modulusLength: 512, publicExponent: value })],
  ]),
  ...['hashAlgorithm', 'mgf1HashAlgorithm', 'saltLength', 'hash', 'mgf1Hash'].map((name): (typeof VARIED)[0] => [
    `${name} of rsa-pss`,
    'rsa-pss',
    (value) => ({ modulusLength: 512, [name]: value }),
  ]),
  ['modulusLength of dsa', 'dsa', (value) => ({ modulusLength: value ?? (value === null ? null : 512) })],
  ['divisorLength', 'dsa', (value) => ({ modulusLength: 1000, divisorLength: value })],
  ['group', 'dh', (value) => ({ group: value })],
  ['prime', 'dh', (value) => ({ prime: value })],
  ['primeLength', 'dh', (value) => ({ primeLength: value })],
  ['generator', 'dh', (value) => ({ prime, generator: value })],
  ['namedCurve', 'ec', (value) => ({ namedCurve: value })],
  ['paramEncoding', 'ec', (value) => ({ paramEncoding: value })],
  ...['rsa', 'rsa-pss', 'ec', 'ed25519', 'x448', 'dh', 'ml-kem-512'].filter(isKnown).flatMap((type): typeof VARIED => {
    const base = { modulusLength: 512, group: type === 'dh' ? 'modp5' : undefined };
    return [
      [`publicKeyEncoding of ${type}`, type, (value) => ({ ...base, publicKeyEncoding: value })],
      [
        `publicKeyEncoding.type of ${type}`,
        type,
        (value) => ({ ...base, publicKeyEncoding: { type: value, format: 'der' } }),
      ],
      [
        `publicKeyEncoding.format of ${type}`,
        type,
        (value) => ({ ...base, publicKeyEncoding: { type: 'spki', format: value } }),
      ],
      [`privateKeyEncoding of ${type}`, type, (value) => ({ ...base, privateKeyEncoding: value })],
      [
        `privateKeyEncoding.type of ${type}`,
        type,
        (value) => ({ ...base, privateKeyEncoding: { type: value, format: 'der' } }),
      ],
      [
        `privateKeyEncoding.type of ${type}, encrypted`,
        type,
        (value) => ({ ...base, privateKeyEncoding: { ...encrypted, type: value, format: 'der' } }),
      ],
      [
        `privateKeyEncoding.format of ${type}`,
        type,
        (value) => ({ ...base, privateKeyEncoding: { ...pkcs8, format: value } }),
      ],
    ];
  }),
  ['cipher', 'ed25519', (value) => ({ privateKeyEncoding: { ...encrypted, cipher: value } })],
  ['cipher without a passphrase', 'ed25519', (value) => ({ privateKeyEncoding: { ...pkcs8, cipher: value } })],
  ['passphrase', 'ed25519', (value) => ({ privateKeyEncoding: { ...encrypted, passphrase: value } })],
  ['passphrase without a cipher', 'ed25519', (value) => ({ privateKeyEncoding: { ...pkcs8, passphrase: value } })],
  ['passphrase of traditional PEM', 'ec', (value) => ({ privateKeyEncoding: { ...encrypted, type: 'sec1', passphrase: value } })], // prettier-ignore
];

describe('genKey refuses what crypto.generateKeyPair refuses, with the same class and code', () => {
  test.each(VARIED)('%s', async (_, type, optionsWith) => {
    await compare(withEach(type, optionsWith));
  });

  test('type', async () => {
    const calls = Object.entries(VALUES).map(([name, type]) => [name, [type, {}]] as [string, [unknown, unknown]]);
    await compare(Object.fromEntries(calls));
    await compare({ 'wrong case': ['RSA', {}], inherited: ['constructor', {}] });
  });

  test('options', async () => {
    // Not null, at which Node fails by accident, and not a function, which Node takes for the callback: see
    // refusals.test.ts.
    const values = Object.entries(VALUES).filter(([, value]) => value !== null && typeof value !== 'function');
    for (const type of ['ec', 'ed25519']) {
      const calls = values.map(([name, value]) => [name, [type, value]] as [string, [unknown, unknown]]);
      await compare(Object.fromEntries(calls));
    }
  });

  const COMBINATIONS: [name: string, type: string, options: Options][] = [
    ['hash unlike hashAlgorithm', 'rsa-pss', { hashAlgorithm: 'sha256', hash: 'sha1' }],
    ['hash like hashAlgorithm', 'rsa-pss', { hashAlgorithm: 'sha256', hash: 'sha256' }],
    ['mgf1Hash unlike mgf1HashAlgorithm', 'rsa-pss', { mgf1HashAlgorithm: 'sha256', mgf1Hash: 'sha1' }],
    ['an unknown digest and a wrong salt', 'rsa-pss', { hashAlgorithm: 'nonsense', saltLength: -1 }],
    ['an unknown digest for MGF1 only', 'rsa-pss', { hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'nonsense' }],
    ['wrong types of both digests', 'rsa-pss', { mgf1HashAlgorithm: 1, hashAlgorithm: 'sha256', hash: 'sha1' }],
    ['a curve and a cipher, both unknown', 'ec', { namedCurve: 'x', privateKeyEncoding: { ...encrypted, cipher: 'x' } }], // prettier-ignore
    ['a digest and a cipher, both unknown', 'rsa-pss', { hashAlgorithm: 'x', privateKeyEncoding: { ...encrypted, cipher: 'x' } }], // prettier-ignore
    ['a modulus too small, an unknown cipher', 'rsa', { modulusLength: 100, privateKeyEncoding: { ...encrypted, cipher: 'x' } }], // prettier-ignore
    ['an even exponent, an unknown cipher', 'rsa', { publicExponent: 4, privateKeyEncoding: { ...encrypted, cipher: '' } }], // prettier-ignore
    ['a wrong modulus, a wrong encoding', 'rsa', { modulusLength: -1, publicKeyEncoding: { type: 'spki' } }],
    ['a wrong modulus, a wrong exponent', 'rsa', { modulusLength: 'x', publicExponent: -1 }],
    ['an unknown type, a wrong encoding', 'nonsense', { publicKeyEncoding: { type: 'sec1', format: 'pem' } }],
    ['an unknown type, an encoding for RSA', 'nonsense', { publicKeyEncoding: { type: 'pkcs1', format: 'pem' } }],
    ['wrong encodings of both', 'rsa', { publicKeyEncoding: 1, privateKeyEncoding: { type: 'sec1', format: 'pem' } }],
    ['a cipher for DER of PKCS #1', 'rsa', { privateKeyEncoding: { ...encrypted, type: 'pkcs1', format: 'der' } }],
    ['a cipher for DER of SEC 1', 'ec', { privateKeyEncoding: { ...encrypted, type: 'sec1', format: 'der' } }],
    ['the same, without a passphrase', 'ec', { privateKeyEncoding: { type: 'sec1', format: 'der', cipher: 'aes128' } }],
    ['the same, with a wrong cipher', 'ec', { privateKeyEncoding: { type: 'sec1', format: 'der', cipher: 5 } }],
    ['a cipher for the public key', 'ec', { publicKeyEncoding: { ...encrypted, type: 'spki', cipher: 5 } }],
    ['the encoding of a passphrase, unknown', 'ec', { privateKeyEncoding: { ...encrypted, encoding: 'nonsense' } }],
    ['the same, empty', 'ec', { privateKeyEncoding: { ...encrypted, encoding: '' } }],
    ['the same, of bytes', 'ec', { privateKeyEncoding: { ...encrypted, passphrase: Buffer.of(1), encoding: 'x' } }],
    ['the same, without a passphrase', 'ec', { privateKeyEncoding: { ...pkcs8, encoding: 'nonsense' } }],
    ['nothing that says which parameters', 'dh', {}],
    ['only a generator, and a wrong one', 'dh', { generator: 'x' }],
    ['null for all that says it', 'dh', { group: null, prime: null, primeLength: null }],
    ['a group and a prime', 'dh', { group: 'modp5', prime }],
    ["a group and a prime's length", 'dh', { group: 'modp5', primeLength: 512 }],
    ['a group and a generator', 'dh', { group: 'modp5', generator: 2 }],
    ['a group and all of them, wrong', 'dh', { group: 5, generator: -1, primeLength: 'x', prime: 1 }],
    ['a group beside null', 'dh', { group: 'modp5', prime: null, primeLength: null, generator: null }],
    ['a prime and its length', 'dh', { prime: 5, primeLength: -1 }],
    ['a wrong prime and a wrong generator', 'dh', { prime: 5, generator: -1 }],
    ['a wrong length and a wrong generator', 'dh', { primeLength: -1, generator: 'x' }],
    ['a prime that is even', 'dh', { prime: Buffer.alloc(64, 254) }],
    ['a number that is no prime', 'dh', { prime: Buffer.alloc(64, 255) }],
    ['a prime that is too large', 'dh', { prime: Buffer.alloc(1251, 255) }],
    ['a prime of no bytes', 'dh', { prime: Buffer.alloc(0) }],
    ['a generator of 0 for a prime to be found', 'dh', { primeLength: 512, generator: 0 }],
    ['an unknown group and an unknown cipher', 'dh', { group: 'x', privateKeyEncoding: { ...encrypted, cipher: 'x' } }], // prettier-ignore
    ['a modulus too small, an unknown cipher', 'dsa', { modulusLength: 100, privateKeyEncoding: { ...encrypted, cipher: 'x' } }], // prettier-ignore
    ['a wrong modulus and a wrong divisor', 'dsa', { modulusLength: -1, divisorLength: 'x' }],
    ['a divisor as large as the modulus', 'dsa', { modulusLength: 1024, divisorLength: 1024 }],
    ['an encoding of RSA for dsa', 'dsa', { publicKeyEncoding: { type: 'pkcs1', format: 'pem' } }],
    ['an encoding of EC for dh', 'dh', { group: 'x', privateKeyEncoding: { type: 'sec1', format: 'pem' } }],
    ['options of another type', 'ed25519', { modulusLength: -1, publicExponent: 'x', namedCurve: 5 }],
    ['options of another type of RSA', 'rsa', { hashAlgorithm: 5, saltLength: -1 }],
    ['no prototype', 'ed25519', Object.assign(Object.create(null) as Options, { publicKeyEncoding: pkcs8 })],
  ];

  test.each(COMBINATIONS)('%s', async (name, type, options) => {
    await compare({ [name]: [type, { modulusLength: 512, ...options }] });
  });
});
