import { createECDH, createPrivateKey, createPublicKey, generateKeyPairSync, getCurves } from 'node:crypto';
import { genKey, type OpenSslError } from 'offloop';
import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../support/outcome.js';
import { rejection } from '../support/rejection.js';
import { nodeKeyPair } from '../support/node-key-pair.js';

/** Curves that have no object identifier, and so cannot be named in a key. */
const NAMELESS = ['Oakley-EC2N-3', 'Oakley-EC2N-4'];

describe.each(['named', 'explicit'] as const)('every curve that OpenSSL has, %s', (paramEncoding) => {
  test.each(getCurves().filter((curve) => paramEncoding === 'explicit' || !NAMELESS.includes(curve)))(
    '%s',
    async (namedCurve) => {
      const { publicKey, privateKey } = await genKey('ec', { namedCurve, paramEncoding });
      // Read again, as ours: some curves have two names, of which a key remembers the one it was made by.
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
      // A point has one length, so the lengths are equal where the parameters are encoded alike.
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

test('a key agrees with one of ECDH', async () => {
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

test.each(NAMELESS)('%s is refused by OpenSSL where it would have to be named', async (namedCurve) => {
  const { code, reason } = (await rejection(() => genKey('ec', { namedCurve }))) as OpenSslError;
  expect(code).toMatch(/^ERR_OSSL_/);
  expect(reason).toBe('missing OID');
});

test.each([null, undefined])('a paramEncoding of %s is named', async (paramEncoding) => {
  const { publicKey } = await genKey('ec', { paramEncoding: paramEncoding as undefined });
  expect(createPublicKey(publicKey).export({ type: 'spki', format: 'der' })).toHaveLength(91);
});

describe.each(['ED25519', 'ED448', 'X25519', 'X448'])('the curve %s', (namedCurve) => {
  test('makes a key of that name, as in Node', async () => {
    const { privateKey } = await genKey('ec', { namedCurve });
    expect(createPrivateKey(privateKey).asymmetricKeyType).toBe(namedCurve.toLowerCase());
    expect(await outcomeOf(nodeKeyPair('ec', { namedCurve }))).toBe('resolved');
  });

  test.each(['pem', 'der'] as const)('has no SEC 1 as %s, at which Node aborts', async (format) => {
    const { code } = await rejection(() => genKey('ec', { namedCurve, privateKeyEncoding: { type: 'sec1', format } }));
    expect(code).toMatch(/^ERR_/);
  });
});
