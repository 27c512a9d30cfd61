// @module-tag no-asan
import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, sign, verify } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KeyType } from 'offloop';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import {
  digestOf,
  genAnyKey,
  isAgreeing,
  keyCases,
  passphrase,
  privateCases,
  publicCases,
} from '../../support/keys/key-cases.js';
import { hasOpenssl, openssl } from '../../support/programs/openssl.js';

const folder = temporaryFolder();

/** The path of a new file with this content. */
async function file(name: string, content: string | Buffer): Promise<string> {
  const target = path.join(folder, name);
  await writeFile(target, content);
  return target;
}

const message = Buffer.from('signed by one, verified by the other');

/** Encodings in which each kind occurs once. encodings.test.ts tries more of them with node:crypto, which is faster. */
function encodingCases(type: KeyType) {
  const publics = publicCases(type);
  const privates = privateCases(type).filter(({ encoding }) => !encoding.cipher?.startsWith('aes-1'));
  return privates.flatMap((privateCase, index) => {
    const publicCase = publics[index % publics.length];
    if (publicCase === undefined) return [];
    const encodings = { publicKeyEncoding: publicCase.encoding, privateKeyEncoding: privateCase.encoding };
    return [{ name: `${privateCase.name}; ${publicCase.name}`, ...encodings }];
  });
}

/** The arguments with which openssl reads a key. */
function keyArgs(inkey: string, keyform: string): string[] {
  return ['-inkey', inkey, '-keyform', keyform, '-passin', 'env:PASSPHRASE'];
}

/** The keys that OpenSSL 3.0 also supports. */
const known = keyCases.filter(({ type }) => !/^(ml|slh)-/.test(type));

const signing = known.filter(({ type }) => !isAgreeing(type));
describe.skipIf(!hasOpenssl).each(signing)('$name signs', ({ type, options }) => {
  const digest = digestOf(type);
  const digestArgs = digest === null ? [] : ['-digest', digest];

  test.each(encodingCases(type))('$name', async ({ publicKeyEncoding, privateKeyEncoding }) => {
    const pair = await genAnyKey(type, { ...options, publicKeyEncoding, privateKeyEncoding });
    const publicKey = createPublicKey({ key: pair.publicKey, ...publicKeyEncoding });
    const privateKey = createPrivateKey({ key: pair.privateKey, ...privateKeyEncoding });
    const inFile = await file('message', message);

    const signed = path.join(folder, 'signed');
    const inkey = keyArgs(await file('private', pair.privateKey), privateKeyEncoding.format);
    await openssl(['pkeyutl', '-sign', '-rawin', ...digestArgs, '-in', inFile, '-out', signed, ...inkey], {
      passphrase,
    });
    expect(verify(digest, message, publicKey, await readFile(signed))).toBe(true);

    const sigfile = await file('signature', sign(digest, message, privateKey));
    const pubkey = keyArgs(await file('public', pair.publicKey), publicKeyEncoding.format);
    const verdict = await openssl(
      ['pkeyutl', '-verify', '-rawin', ...digestArgs, '-in', inFile, '-sigfile', sigfile, '-pubin', ...pubkey],
      { passphrase },
    );
    expect(verdict.toString()).toContain('Signature Verified Successfully');
  });
});

const agreeing = known.filter(({ type }) => isAgreeing(type));
describe.skipIf(!hasOpenssl).each(agreeing)('$name agrees', ({ type, options }) => {
  test.each(encodingCases(type))('$name', async ({ publicKeyEncoding, privateKeyEncoding }) => {
    const pair = await genAnyKey(type, { ...options, publicKeyEncoding, privateKeyEncoding });
    const publicKey = createPublicKey({ key: pair.publicKey, ...publicKeyEncoding });
    const privateKey = createPrivateKey({ key: pair.privateKey, ...privateKeyEncoding });
    const peer = generateKeyPairSync(type as 'x25519', options as object);

    // openssl gets our private half, node:crypto our public half.
    const inkey = keyArgs(await file('private', pair.privateKey), privateKeyEncoding.format);
    const peerPublic = await file('peer', peer.publicKey.export({ type: 'spki', format: 'pem' }));
    const secret = await openssl(['pkeyutl', '-derive', ...inkey, '-peerkey', peerPublic], { passphrase });
    expect(secret).toEqual(diffieHellman({ privateKey: peer.privateKey, publicKey }));

    // Then the other way round.
    const peerPrivate = keyArgs(
      await file('peer-private', peer.privateKey.export({ type: 'pkcs8', format: 'pem' })),
      'pem',
    );
    const ours = await file('public', pair.publicKey);
    const sameSecret = await openssl(
      ['pkeyutl', '-derive', ...peerPrivate, '-peerkey', ours, '-peerform', publicKeyEncoding.format],
      { passphrase },
    );
    expect(sameSecret).toEqual(diffieHellman({ privateKey, publicKey: peer.publicKey }));
    expect(sameSecret).toEqual(secret);
  });
});

describe.skipIf(!hasOpenssl)('the usual commands of openssl', () => {
  const encrypted = { format: 'pem', cipher: 'des3', passphrase } as const;

  test.each(privateCases('rsa'))('openssl rsa reads $name', async ({ encoding }) => {
    const { publicKey, privateKey } = await genAnyKey('rsa', { modulusLength: 1024, privateKeyEncoding: encoding });
    const inFile = await file('rsa', privateKey);
    const args = ['rsa', '-inform', encoding.format, '-passin', 'env:PASSPHRASE', '-in', inFile];
    expect((await openssl([...args, '-check', '-noout'], { passphrase })).toString()).toBe('RSA key ok\n');
    expect((await openssl([...args, '-pubout'], { passphrase })).toString()).toBe(publicKey);
  });

  test.each(privateCases('ec'))('openssl ec reads $name', async ({ encoding }) => {
    const { publicKey, privateKey } = await genAnyKey('ec', { privateKeyEncoding: encoding });
    const inFile = await file('ec', privateKey);
    const args = ['ec', '-inform', encoding.format, '-passin', 'env:PASSPHRASE', '-in', inFile, '-pubout'];
    expect((await openssl(args, { passphrase })).toString()).toBe(publicKey);
  });

  test.each(known)('openssl pkey decrypts $name to what node:crypto exports', async ({ type, options }) => {
    const { privateKey } = await genAnyKey(type, {
      ...options,
      privateKeyEncoding: { ...encrypted, type: 'pkcs8' },
    });
    const inFile = await file('pkey', privateKey);
    const decrypted = await openssl(['pkey', '-in', inFile, '-passin', 'stdin'], { input: `${passphrase}\n` });
    const key = createPrivateKey({ key: privateKey, passphrase });
    expect(decrypted.toString()).toBe(key.export({ type: 'pkcs8', format: 'pem' }));
  });

  test('openssl pkey -check accepts the keys', async () => {
    for (const { type, options } of known.filter(({ type }) => type !== 'rsa-pss')) {
      const { privateKey } = await genAnyKey(type, options);
      const answer = await openssl(['pkey', '-in', await file('check', privateKey), '-check', '-noout']);
      expect(answer.toString()).toContain('Key is valid');
    }
  });

  test('openssl cannot decrypt a key with a wrong passphrase', async () => {
    for (const type of ['pkcs8', 'pkcs1'] as const) {
      const { privateKey } = await genAnyKey('rsa', { modulusLength: 512, privateKeyEncoding: { ...encrypted, type } });
      const args = ['pkey', '-in', await file('locked', privateKey), '-noout', '-passin', 'stdin'];
      await expect(openssl(args, { input: 'not this\n' })).rejects.toThrow();
    }
  });
});
