// @module-tag quick-asan
// @module-tag quick-debug
import { createPrivateKey, createPublicKey, type JsonWebKey } from 'node:crypto';
import { genKey } from 'offloop';
import { describe, expect, test } from 'vitest';
import { genAnyKey, keyCases } from '../../support/keys/key-cases.js';
import { nodeKeyPair } from '../../support/keys/node-key-pair.js';
import { outcomeOf } from '../../support/outcome.js';

const jwk = { format: 'jwk' } as const;
const CASES = [
  ...keyCases,
  ...['P-224', 'brainpoolP256r1', 'ED448'].map((namedCurve) => {
    return { name: `ec ${namedCurve}`, type: 'ec', options: { namedCurve } } as const;
  }),
];

/** The types that both node:crypto and its OpenSSL can export as JWK. */
async function isKnown(type: string, options: object): Promise<boolean> {
  return (await outcomeOf(nodeKeyPair(type, { ...options, publicKeyEncoding: jwk }))) === 'resolved';
}

describe.each(CASES)('$name', ({ type, options }) => {
  test('is the same as from node:crypto, or refused as there', async () => {
    for (const halves of [{ publicKeyEncoding: jwk }, { privateKeyEncoding: jwk }]) {
      expect(await outcomeOf(genAnyKey(type, { ...options, ...halves }))).toEqual(
        await outcomeOf(nodeKeyPair(type, { ...options, ...halves })),
      );
    }
    if (!(await isKnown(type, options))) return;

    const byJwk = await genAnyKey(type, { ...options, publicKeyEncoding: jwk });
    expect(createPublicKey(byJwk.privateKey as string).export(jwk)).toEqual(byJwk.publicKey);

    const both = await genAnyKey(type, { ...options, publicKeyEncoding: jwk, privateKeyEncoding: jwk });
    const read = createPrivateKey({ key: both.privateKey as unknown as JsonWebKey, ...jwk });
    expect(read.export(jwk)).toEqual(both.privateKey);
    expect(createPublicKey(read).export(jwk)).toEqual(both.publicKey);
  });
});

test('a coordinate has the length of the field even if it begins with zeros', async () => {
  for (let i = 0; i < 300; i++) {
    const { privateKey } = await genKey('ec', { privateKeyEncoding: jwk });
    for (const part of [privateKey.x, privateKey.y, privateKey.d]) expect(part).toHaveLength(43);
    expect(createPrivateKey({ key: privateKey, ...jwk }).export(jwk)).toEqual(privateKey);
  }
});

test('a type is accepted and ignored', async () => {
  const { publicKey, privateKey } = await genKey('rsa', {
    modulusLength: 512,
    publicKeyEncoding: { ...jwk, type: 'pkcs1' },
    privateKeyEncoding: { ...jwk, type: 'pkcs8' },
  });
  expect([publicKey.kty, privateKey.kty]).toEqual(['RSA', 'RSA']);
});
