// @module-tag no-asan
import { createPrivateKey, getCipherInfo, getCiphers } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { genAnyKey } from '../../support/keys/key-cases.js';
import { nodeKeyPair } from '../../support/keys/node-key-pair.js';

const publicKeyEncoding = { type: 'spki', format: 'pem' };

// A wrapping cipher accepts only some lengths of keys, and not all keys have the same length.
const ciphers = getCiphers().filter((cipher) => getCipherInfo(cipher)?.mode !== 'wrap');

/** The outcome: a key that its passphrase decrypts, a key that cannot be decrypted, or an error. */
async function fate(makeKey: (options: object) => Promise<{ privateKey: unknown }>, encoding: object) {
  const privateKeyEncoding = { ...encoding, passphrase: 'secret' };
  let privateKey;
  try {
    ({ privateKey } = await makeKey({ namedCurve: 'P-256', publicKeyEncoding, privateKeyEncoding }));
  } catch {
    return 'refused';
  }
  try {
    createPrivateKey({ key: privateKey, ...privateKeyEncoding } as { key: string });
    return 'made and opened';
  } catch {
    return 'made, but not to be opened';
  }
}

describe.each([
  { type: 'pkcs8', format: 'pem' },
  { type: 'pkcs8', format: 'der' },
  { type: 'sec1', format: 'pem' },
])('every cipher of OpenSSL gives the same outcome for $type $format as in crypto.generateKeyPair', (encoding) => {
  test.each(ciphers)('%s', async (cipher) => {
    const ours = await fate((options) => genAnyKey('ec', options), { ...encoding, cipher });
    const theirs = await fate((options) => nodeKeyPair('ec', options), { ...encoding, cipher });
    // genKey refuses a cipher if the key cannot be decrypted.
    expect(ours).toBe(theirs === 'made, but not to be opened' ? 'refused' : theirs);
  });
});

// Node encrypts with them, and OpenSSL overruns its memory.
test.each(getCiphers().filter((cipher) => cipher.includes('wrap')))('%s is refused', async (cipher) => {
  for (const encoding of [
    { type: 'pkcs8', format: 'pem' },
    { type: 'pkcs8', format: 'der' },
    { type: 'sec1', format: 'pem' },
  ]) {
    expect(await fate((options) => genAnyKey('ec', options), { ...encoding, cipher })).toBe('refused');
  }
});

test.each(['AES-256-CBC', 'aes256', 'DES-EDE3-CBC', 'id-aes256-CBC'])(
  'the cipher name %s is accepted too',
  async (cipher) => {
    const encoding = { type: 'pkcs8', format: 'pem', cipher };
    expect(await fate((options) => genAnyKey('ec', options), encoding)).toBe(
      await fate((options) => nodeKeyPair('ec', options), encoding),
    );
  },
);
