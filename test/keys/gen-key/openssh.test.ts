// @module-tag no-asan
// @module-tag quick-debug
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import path from 'node:path';
import { createKeyPool, genKey, genKeyFile, type KeyPair } from 'offloop';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { genAnyKey } from '../../support/keys/key-cases.js';
import { readOpensshKey, toJwk } from '../../support/keys/openssh-key.js';
import { run, runNode } from '../../support/programs/run-node.js';
import { hasSshKeygen, sshKeygen, writeKey } from '../../support/programs/ssh-keygen.js';

const folder = temporaryFolder();
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn('skipped: a user that is in no database can be become by root only');
const passphrase = 'correct horse, naïve staple';

const CASES = [
  { name: 'rsa', type: 'rsa', options: { modulusLength: 1024 }, ssh: 'ssh-rsa', shown: '1024', kind: 'RSA' },
  { name: 'rsa, exponent 3', type: 'rsa', options: { modulusLength: 1032, publicExponent: 3 }, ssh: 'ssh-rsa', shown: '1032', kind: 'RSA' }, // prettier-ignore
  { name: 'P-256', type: 'ec', options: {}, ssh: 'ecdsa-sha2-nistp256', shown: '256', kind: 'ECDSA' },
  { name: 'P-384', type: 'ec', options: { namedCurve: 'secp384r1' }, ssh: 'ecdsa-sha2-nistp384', shown: '384', kind: 'ECDSA' }, // prettier-ignore
  { name: 'P-521', type: 'ec', options: { namedCurve: 'P-521' }, ssh: 'ecdsa-sha2-nistp521', shown: '521', kind: 'ECDSA' }, // prettier-ignore
  { name: 'P-256 with explicit parameters', type: 'ec', options: { paramEncoding: 'explicit' }, ssh: 'ecdsa-sha2-nistp256', shown: '256', kind: 'ECDSA' }, // prettier-ignore
  { name: 'ed25519', type: 'ed25519', options: {}, ssh: 'ssh-ed25519', shown: '256', kind: 'ED25519' },
  { name: 'the curve Ed25519', type: 'ec', options: { namedCurve: 'ED25519' }, ssh: 'ssh-ed25519', shown: '256', kind: 'ED25519' }, // prettier-ignore
] as const;

const publicKeyEncoding = { format: 'openssh', comment: 'both halves' } as const;
const plain = { format: 'openssh', comment: 'both halves' } as const;
const encrypted = { ...plain, passphrase } as const;

type Case = (typeof CASES)[number];

function make({ type, options }: Case, privateKeyEncoding: object): Promise<KeyPair> {
  return genAnyKey(type, { ...options, publicKeyEncoding, privateKeyEncoding }) as Promise<KeyPair>;
}

/** The comments of the public and of the private half. */
function commentsOf({ publicKey, privateKey }: KeyPair): string[] {
  const [, , ...words] = publicKey.trimEnd().split(' ');
  return [words.join(' '), toJwk(readOpensshKey(privateKey)).comment];
}

describe.each(CASES)('$name', (made) => {
  const { ssh, shown, kind } = made;

  test('has the same parts as in node:crypto', async () => {
    const { publicKey, privateKey } = await make(made, plain);
    const key = readOpensshKey(privateKey);
    expect(key).toMatchObject({ cipher: 'none', kdf: 'none', rounds: 0 });
    expect(publicKey).toBe(`${ssh} ${key.publicBlob.toString('base64')} both halves\n`);
    const { jwk, comment } = toJwk(key);
    expect(comment).toBe('both halves');
    const read = createPrivateKey({ key: jwk, format: 'jwk' });
    const digest = kind === 'ED25519' ? null : 'sha256';
    expect(verify(digest, Buffer.from('x'), createPublicKey(read), sign(digest, Buffer.from('x'), read))).toBe(true);
    expect(read.export({ format: 'jwk' })).toEqual(jwk);
  });

  test.skipIf(!hasSshKeygen)('works with ssh-keygen: read, sign, verify', async () => {
    const { publicKey, privateKey } = await make(made, plain);
    const keyFile = await writeKey(path.join(folder, 'plain'), privateKey);
    const publicFile = path.join(folder, 'plain.pub');
    await writeFile(publicFile, publicKey);
    expect(await sshKeygen('-y', '-P', '', '-f', keyFile)).toBe(publicKey);
    expect(await sshKeygen('-l', '-f', publicFile)).toMatch(
      new RegExp(`^${shown} SHA256:[A-Za-z0-9+/]{43} both halves \\(${kind}\\)\n$`),
    );

    const message = path.join(folder, 'message');
    await writeFile(message, 'signed by one half, verified by the other');
    await sshKeygen('-Y', 'sign', '-n', 'test', '-f', keyFile, message);
    const signers = path.join(folder, 'signers');
    await writeFile(signers, `me ${publicKey}`);
    const verified = await run('sh', ['-c', 'ssh-keygen -Y verify -f "$1" -I me -n test -s "$2.sig" < "$2"', '', signers, message]); // prettier-ignore
    expect(verified.stdout).toMatch(/^Good "test" signature/);
    await run('rm', [`${message}.sig`]);
  });
});

// One key of each kind, because the encryption does not depend on the key.
const encryptedCases = CASES.filter(({ name }) => ['rsa', 'P-256', 'ed25519'].includes(name));
describe.skipIf(!hasSshKeygen).each(encryptedCases)('$name, encrypted', (made) => {
  test('is decrypted by ssh-keygen with the passphrase, and not without', async () => {
    const { publicKey, privateKey } = await make(made, encrypted);
    const { cipher, kdf, salt, rounds } = readOpensshKey(privateKey);
    expect({ cipher, kdf, rounds, bytesOfSalt: salt.length }).toEqual({ cipher: 'aes256-ctr', kdf: 'bcrypt', rounds: 24, bytesOfSalt: 16 }); // prettier-ignore
    const keyFile = await writeKey(path.join(folder, 'encrypted'), privateKey);
    expect(await sshKeygen('-y', '-P', passphrase, '-f', keyFile)).toBe(publicKey);
    await expect(sshKeygen('-y', '-P', 'not this', '-f', keyFile)).rejects.toThrow(/incorrect passphrase/);
    // Without its passphrase, node:crypto reads it too.
    await sshKeygen('-p', '-P', passphrase, '-N', '', '-f', keyFile);
    const { jwk } = toJwk(readOpensshKey(await readFile(keyFile, 'utf8')));
    expect(createPrivateKey({ key: jwk, format: 'jwk' }).type).toBe('private');
  });
});

describe.skipIf(!hasSshKeygen)('passphrases', () => {
  test.each([
    ['one character', { passphrase: 'x' }, 'x'],
    ['bytes', { passphrase: Buffer.from('sésame') }, 'sésame'],
    ['hexadecimal', { passphrase: '736563726574', encoding: 'hex' }, 'secret'],
    ["with the cipher by OpenSSH's name", { passphrase: 'secret', cipher: 'aes256-ctr' }, 'secret'],
    ["with the cipher by OpenSSL's name", { passphrase: 'secret', cipher: 'aes-256-ctr' }, 'secret'],
    ['more than a block of SHA-512', { passphrase: 'long '.repeat(100) }, 'long '.repeat(100)],
  ])('%s', async (_, given, meaning) => {
    const { publicKey, privateKey } = await genAnyKey('ed25519', {
      publicKeyEncoding: { format: 'openssh' },
      privateKeyEncoding: { format: 'openssh', ...given },
    });
    const keyFile = await writeKey(path.join(folder, 'passphrase'), privateKey as string);
    expect(await sshKeygen('-y', '-P', meaning, '-f', keyFile)).toBe(publicKey);
  });
});

describe('comments', () => {
  test.each(['', 'user@host', 'with  spaces, and "quotes"', 'ключ 🔑 naïve', 'x'.repeat(1023)])(
    '%s',
    async (comment) => {
      const { publicKey, privateKey } = await genKey('ed25519', {
        publicKeyEncoding: { format: 'openssh', comment },
        privateKeyEncoding: { format: 'openssh', comment },
      });
      expect(publicKey).toMatch(new RegExp(`^ssh-ed25519 [A-Za-z0-9+/]{68}${comment === '' ? '' : ` ${comment}`}\n$`));
      expect(toJwk(readOpensshKey(privateKey)).comment).toBe(comment);
      if (!hasSshKeygen) return;
      const keyFile = await writeKey(path.join(folder, 'comment'), privateKey);
      expect(await sshKeygen('-y', '-f', keyFile)).toBe(publicKey);
    },
  );

  const openssh = { format: 'openssh' } as const;
  const { username } = userInfo();

  test('are written to the half they are given for, and are user@host by default', async () => {
    for (const comment of ['given', '']) {
      const given = { format: 'openssh', comment } as const;
      const one = await genKey('ed25519', { publicKeyEncoding: given, privateKeyEncoding: openssh });
      expect(commentsOf(one)).toEqual([comment, `${username}@${hostname()}`]);
      const other = await genKey('ed25519', { publicKeyEncoding: openssh, privateKeyEncoding: given });
      expect(commentsOf(other)).toEqual([`${username}@${hostname()}`, comment]);
    }
  });

  test.skipIf(!hasSshKeygen)('are those of ssh-keygen by default', async () => {
    const theirs = path.join(folder, 'by-ssh-keygen');
    await sshKeygen('-q', '-t', 'ed25519', '-N', '', '-f', theirs);
    const [publicKey, privateKey] = await Promise.all([`${theirs}.pub`, theirs].map((file) => readFile(file, 'utf8')));
    const ours = await genKey('ed25519', { publicKeyEncoding: openssh, privateKeyEncoding: openssh });
    expect(commentsOf(ours)).toEqual(commentsOf({ publicKey: publicKey ?? '', privateKey: privateKey ?? '' }));
  });

  test('are the same from genKeyFile and from a key pool', async () => {
    const file = path.join(folder, 'in-a-file');
    const options = { publicKeyEncoding: openssh, privateKeyEncoding: openssh } as const;
    const { publicKey } = await genKeyFile(file, 'ed25519', options);
    await using keys = createKeyPool('ed25519', { ...options, size: 1 });
    for (const made of [{ publicKey, privateKey: await readFile(file, 'utf8') }, await keys.take()]) {
      expect(commentsOf(made)).toEqual([`${username}@${hostname()}`, `${username}@${hostname()}`]);
    }
  });

  test.skipIf(!isRoot)('name a user without an entry in the user database by its number', async () => {
    const { stdout } = await runNode('keys/comments.mjs', ['64321']);
    expect(commentsOf(JSON.parse(stdout) as KeyPair)).toEqual([`64321@${hostname()}`, `64321@${hostname()}`]);
  });

  // Paramiko takes a 0 there for the length of the padding. An empty comment may leave one.
  test('leave no 0 as the last byte of a private key by default', async () => {
    const lastBytes = async (privateKeyEncoding: object) => {
      const keys = await Promise.all(
        Array.from({ length: 64 }, () => genAnyKey('ec', { privateKeyEncoding }) as Promise<KeyPair>),
      );
      return keys.map(({ privateKey }) => readOpensshKey(privateKey).privateList.at(-1));
    };
    expect(await lastBytes({ format: 'openssh' })).not.toContain(0);
    // Half of these keys need no padding. The chance that none of 64 is such a key is less than one in 10^19.
    expect(await lastBytes({ format: 'openssh', comment: '' })).toContain(0);
  });
});

test('numbers have their shortest form, whatever their length', async () => {
  const lengths = new Set<number>();
  for (const [type, namedCurve, count] of [
    ['ec', 'P-256', 300],
    ['ec', 'P-521', 50],
    ['ed25519', '', 50],
  ] as const) {
    const digest = type === 'ec' ? 'sha256' : null;
    for (let i = 0; i < count; i++) {
      const { publicKey, privateKey } = await genAnyKey(type, {
        namedCurve,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { format: 'openssh' },
      });
      const { jwk } = toJwk(readOpensshKey(privateKey as string));
      const { d = '', ...others } = jwk;
      lengths.add(Buffer.from(d, 'base64url').findIndex((byte) => byte !== 0));
      expect(createPublicKey(publicKey as string).export({ format: 'jwk' })).toEqual(others);
      const signature = sign(digest, Buffer.from('x'), createPrivateKey({ key: jwk, format: 'jwk' }));
      expect(verify(digest, Buffer.from('x'), publicKey, signature)).toBe(true);
    }
  }
  // Some numbers begin with a zero. The chance that none of these does is less than one in 10^15.
  expect(lengths.size).toBeGreaterThan(1);
});
