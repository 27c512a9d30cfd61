// @module-tag quick-runtimes
// @module-tag no-asan
// @module-tag quick-debug
import { createECDH, createPrivateKey, createPublicKey, generateKeyPairSync, getCurves } from 'node:crypto';
import { genKey, type OpenSslError } from 'offloop';
import { describe, expect, test } from 'vitest';
import { expectedOutcome, ourOutcome } from '../../support/keys/key-oracle.js';
import { nodeKeyPair } from '../../support/keys/node-key-pair.js';
import { outcomeOf } from '../../support/outcome.js';
import { rejection } from '../../support/rejection.js';

/** Curves without an object identifier, which a key cannot name. */
const NAMELESS = ['Oakley-EC2N-3', 'Oakley-EC2N-4'];

describe.each(['named', 'explicit'] as const)('genKey on every curve of OpenSSL, %s', (paramEncoding) => {
  test.each(getCurves().filter((curve) => paramEncoding === 'explicit' || !NAMELESS.includes(curve)))(
    '%s',
    async (namedCurve) => {
      const { publicKey, privateKey } = await genKey('ec', { namedCurve, paramEncoding });
      // Parsed again like ours, because some curves have two names, and a key keeps the one it was generated with.
      const peer = generateKeyPairSync('ec', {
        namedCurve,
        paramEncoding,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      });
      const key = createPrivateKey(privateKey);
      expect(key.asymmetricKeyDetails).toEqual(createPrivateKey(peer.privateKey).asymmetricKeyDetails);
      expect(createPublicKey(publicKey).asymmetricKeyDetails).toEqual(
        createPublicKey(peer.publicKey).asymmetricKeyDetails,
      );
      // All points of a curve have one length, so equal lengths show that the parameters are encoded alike.
      expect(publicKey).toHaveLength(peer.publicKey.length);
      expect(createPublicKey(key).equals(createPublicKey(publicKey))).toBe(true);
    },
  );
});

test.each([
  ['P-192', 'prime192v1'],
  ['P-224', 'secp224r1'],
  ['P-256', 'prime256v1'],
  ['P-384', 'secp384r1'],
  ['P-521', 'secp521r1'],
  ['B-233', 'sect233r1'],
  ['K-283', 'sect283k1'],
])("NIST's name %s is %s", async (namedCurve, expected) => {
  const { publicKey } = await genKey('ec', { namedCurve });
  expect(createPublicKey(publicKey).asymmetricKeyDetails).toEqual({ namedCurve: expected });
});

test('namedCurve accepts exactly the spellings that the running Node accepts', async () => {
  const names = [
    ...getCurves(),
    ...['P-192', 'P-224', 'P-256', 'P-384', 'P-521', 'B-163', 'B-233', 'B-571', 'K-163', 'K-571'],
    ...['ED25519', 'Ed448', 'X25519', 'x448', 'secp256r1', 'nistp256', 'ansip256r1', 'X9.62 P-256', 'wapip192v1'],
    ...['1.2.840.10045.3.1.7', '1.3.132.0.34', 'P-257', ' P-256', 'secp256k1 ', '', 'undef', 'SHA256', 'RSA', 'id-kp'],
  ];
  const spellings = new Set(names.flatMap((name) => [name, name.toUpperCase(), name.toLowerCase()]));
  const ours: Record<string, unknown> = {};
  const theirs: Record<string, unknown> = {};
  for (const namedCurve of spellings) {
    ours[namedCurve] = await ourOutcome('ec', { namedCurve });
    theirs[namedCurve] = await expectedOutcome('ec', { namedCurve });
  }
  expect(ours).toEqual(theirs);
});

test('jwk and openssh name the curve the same for every spelling of namedCurve', async () => {
  const pem = { type: 'spki', format: 'pem' } as const;
  const outcome = await outcomeOf(genKey('ec', { namedCurve: 'PRIME256V1' }));
  for (const format of ['jwk', 'openssh'] as const) {
    const key = genKey('ec', { namedCurve: 'PRIME256V1', publicKeyEncoding: pem, privateKeyEncoding: { format } });
    expect(await outcomeOf(key)).toEqual(outcome);
  }
});

test('a key agrees on a secret with a crypto.ECDH', async () => {
  const { privateKey } = await genKey('ec', { namedCurve: 'secp256k1' });
  const { x, y, d } = createPrivateKey(privateKey).export({ format: 'jwk' });
  const part = (value: string | undefined) => Buffer.from(value ?? '', 'base64url');
  const point = Buffer.concat([Buffer.of(4), part(x), part(y)]);
  const ours = createECDH('secp256k1');
  ours.setPrivateKey(part(d));
  const theirs = createECDH('secp256k1');
  theirs.generateKeys();
  expect(ours.computeSecret(theirs.getPublicKey())).toEqual(theirs.computeSecret(point));
});

test.each(NAMELESS)('OpenSSL refuses %s as a named curve', async (namedCurve) => {
  const { code, reason } = (await rejection(() => genKey('ec', { namedCurve }))) as OpenSslError;
  expect(code).toMatch(/^ERR_OSSL_/);
  expect(reason).toBe('missing OID');
});

test.each([null, undefined])('paramEncoding %s means named', async (paramEncoding) => {
  const { publicKey } = await genKey('ec', { paramEncoding: paramEncoding as undefined });
  expect(createPublicKey(publicKey).export({ type: 'spki', format: 'der' })).toHaveLength(91);
});

describe.each(['ED25519', 'ED448', 'X25519', 'X448'])('the curve %s', (namedCurve) => {
  test('makes a key of that algorithm, as in Node', async () => {
    const { privateKey } = await genKey('ec', { namedCurve });
    expect(createPrivateKey(privateKey).asymmetricKeyType).toBe(namedCurve.toLowerCase());
    expect(await outcomeOf(nodeKeyPair('ec', { namedCurve }))).toBe('resolved');
  });

  test.each(['pem', 'der'] as const)('is refused as SEC 1 in %s, at which Node aborts', async (format) => {
    const { code } = await rejection(() => genKey('ec', { namedCurve, privateKeyEncoding: { type: 'sec1', format } }));
    expect(code).toMatch(/^ERR_/);
  });
});
