// @module-tag no-asan
// @module-tag quick-debug
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { expectPair } from '../../support/keys/expect-pair.js';
import {
  genAnyKey,
  keyCases,
  privateCases,
  publicCases,
  type PrivateCase,
  type PublicCase,
} from '../../support/keys/key-cases.js';

const LABELS = { pkcs8: 'PRIVATE KEY', pkcs1: 'RSA PRIVATE KEY', sec1: 'EC PRIVATE KEY' };

/** The cipher and the length of its initialisation vector in hexadecimal, as in the DEK-Info header. */
const DEK_INFO: Record<string, [name: string, digits: number]> = {
  'aes-256-cbc': ['AES-256-CBC', 32],
  'aes-192-cbc': ['AES-192-CBC', 32],
  'aes-128-cbc': ['AES-128-CBC', 32],
  'des-ede3-cbc': ['DES-EDE3-CBC', 16],
  des3: ['DES-EDE3-CBC', 16],
};

function expectPem(key: string | Buffer, label: string, headers = ''): void {
  const body = '(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{1,64}={0,2}\n';
  expect(key).toMatch(new RegExp(`^-----BEGIN ${label}-----\n${headers}${body}-----END ${label}-----\n$`));
}

function expectPublicForm(key: string | Buffer, { type, format }: PublicCase['encoding']): void {
  if (format === 'der') expect(key).toBeInstanceOf(Buffer);
  else expectPem(key, type === 'pkcs1' ? 'RSA PUBLIC KEY' : 'PUBLIC KEY');
}

function expectPrivateForm(key: string | Buffer, { type, format, cipher }: PrivateCase['encoding']): void {
  if (format === 'der') {
    expect(key).toBeInstanceOf(Buffer);
  } else if (cipher === undefined) {
    expectPem(key, LABELS[type]);
  } else if (type === 'pkcs8') {
    expectPem(key, 'ENCRYPTED PRIVATE KEY');
  } else {
    const [name, digits] = DEK_INFO[cipher] ?? ['', 0];
    expectPem(key, LABELS[type], `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${name},[0-9A-F]{${digits}}\n\n`);
  }
}

describe.each(keyCases)('$name', ({ type, options }) => {
  const peer = generateKeyPairSync(type as 'rsa', options as { modulusLength: number });

  test.each(privateCases(type))('$name', async ({ encoding: privateKeyEncoding }) => {
    for (const { encoding: publicKeyEncoding } of publicCases(type)) {
      const pair = await genAnyKey(type, { ...options, publicKeyEncoding, privateKeyEncoding });
      const publicKey = createPublicKey({ key: pair.publicKey, ...publicKeyEncoding });
      const privateKey = createPrivateKey({ key: pair.privateKey, ...privateKeyEncoding });

      for (const key of [publicKey, privateKey]) {
        expect(key.asymmetricKeyType).toBe(type);
        expect(key.asymmetricKeyDetails).toEqual(peer.publicKey.asymmetricKeyDetails);
      }
      expectPair({ type, options }, publicKey, privateKey);

      // Byte for byte the same as from node:crypto. Node 24 cannot export a key that it has read as PKCS #1.
      expectPublicForm(pair.publicKey, publicKeyEncoding);
      expect(pair.publicKey).toEqual(
        createPublicKey(privateKey).export(publicKeyEncoding as { type: 'spki'; format: 'pem' }),
      );
      expectPrivateForm(pair.privateKey, privateKeyEncoding);
      if (privateKeyEncoding.cipher === undefined) {
        expect(pair.privateKey).toEqual(privateKey.export(privateKeyEncoding as { type: 'pkcs8'; format: 'pem' }));
      } else {
        const locked = { key: pair.privateKey, ...privateKeyEncoding };
        expect(() => createPrivateKey({ ...locked, passphrase: undefined })).toThrow();
        expect(() => createPrivateKey({ ...locked, passphrase: 'not this' })).toThrow();
      }
    }
  });
});
