// @module-tag quick-asan
// @module-tag quick-debug
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { genKeyFile, type GenKeyFileOptions, type KeyProgress, type KeyType } from 'offloop';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { outcomeOf } from '../../support/outcome.js';
import { hasOpenssl, openssl } from '../../support/programs/openssl.js';
import { hasSshKeygen, sshKeygen } from '../../support/programs/ssh-keygen.js';

const folder = temporaryFolder();
let made = 0;
/** The path of a new file in a folder of its own. */
function place(name = 'key.pem'): string {
  const own = path.join(folder, String(++made));
  mkdirSync(own);
  return path.join(own, name);
}

const modeOf = (file: string) => (statSync(file).mode & 0o7777).toString(8);
const sha256 = (bytes: Buffer) => `SHA256:${createHash('sha256').update(bytes).digest('base64').replaceAll('=', '')}`;

describe('the file holds the private half', () => {
  const passphrase = 'correct horse';
  const cases: [string, KeyType, GenKeyFileOptions & object][] = [
    ['ed25519', 'ed25519', {}],
    ['ec', 'ec', { namedCurve: 'P-384', privateKeyEncoding: { type: 'sec1', format: 'pem' } }],
    ['rsa', 'rsa', { modulusLength: 1024, publicKeyEncoding: { type: 'pkcs1', format: 'pem' } }],
    ['rsa-pss', 'rsa-pss', { modulusLength: 1024 }],
    ['DER', 'x448', { privateKeyEncoding: { type: 'pkcs8', format: 'der' } }],
    ['encrypted', 'ed448', { privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase } }],
  ];
  test.each(cases)('%s', async (_, type, options) => {
    const key = place();
    const { publicKey } = await genKeyFile(key, type, { ...options, publicPath: `${key}.pub` });
    expect(readdirSync(path.dirname(key)).sort()).toEqual(['key.pem', 'key.pem.pub']);
    expect(readFileSync(`${key}.pub`, 'utf8')).toBe(publicKey);
    const privateKey = createPrivateKey({ key: readFileSync(key), passphrase, ...options.privateKeyEncoding } as never);
    expect(createPublicKey(privateKey).equals(createPublicKey(publicKey))).toBe(true);
  });

  test('as a JSON Web Key', async () => {
    const key = place();
    const jwk = { format: 'jwk' } as const;
    const { publicKey } = await genKeyFile(key, 'ec', { publicKeyEncoding: jwk, privateKeyEncoding: jwk });
    const { d, ...others } = JSON.parse(readFileSync(key, 'utf8')) as Record<string, string>;
    expect(d).toHaveLength(43);
    expect(JSON.parse(publicKey)).toEqual(others);
  });

  test.skipIf(!hasOpenssl)('as openssl reads it', async () => {
    const key = place();
    const { publicKey } = await genKeyFile(key, 'ec');
    expect((await openssl(['pkey', '-in', key, '-pubout'])).toString()).toBe(publicKey);
  });
});

describe('the fingerprint', () => {
  const openssh = { format: 'openssh', comment: 'it@example.org' } as const;
  test.skipIf(!hasSshKeygen).each(['rsa', 'ec', 'ed25519'] as const)(
    'of %s is the one that ssh-keygen -l shows',
    async (type) => {
      const key = place();
      const options = { publicKeyEncoding: openssh, privateKeyEncoding: openssh, publicPath: `${key}.pub` };
      const { publicKey, fingerprint } = await genKeyFile(key, type, options);
      for (const file of [key, `${key}.pub`]) {
        expect((await sshKeygen('-l', '-f', file)).split(' ')[1]).toBe(fingerprint);
      }
      // ssh-keygen reads only files of mode 0600.
      expect(await sshKeygen('-y', '-f', key)).toBe(publicKey);
    },
  );

  test('of a type that SSH does not know is the digest of the SubjectPublicKeyInfo', async () => {
    const { publicKey, fingerprint } = await genKeyFile(place(), 'x25519');
    expect(fingerprint).toBe(sha256(createPublicKey(publicKey).export({ type: 'spki', format: 'der' })));
  });
});

describe('the mode', () => {
  test.each([0o000, 0o022, 0o077, 0o777])('of the private half is 0600 with umask 0%o', async (umask) => {
    const key = place();
    const before = process.umask(umask);
    try {
      await genKeyFile(key, 'ed25519', { publicPath: `${key}.pub` });
      expect(modeOf(key)).toBe('600');
      expect(modeOf(`${key}.pub`)).toBe((0o644 & ~umask).toString(8));
      // The mode of the replaced file is not kept.
      await genKeyFile(`${key}.pub`, 'ed25519', { overwrite: true });
      expect(modeOf(`${key}.pub`)).toBe('600');
    } finally {
      process.umask(before);
    }
  });
});

describe('the path', () => {
  test('may be a Buffer of any bytes, or a URL', async () => {
    const bytes = Buffer.concat([Buffer.from(place('')), Buffer.from([0xff, 0xfe])]);
    await genKeyFile(bytes, 'ed25519');
    createPrivateKey(readFileSync(bytes));
    const url = pathToFileURL(place('a key.pem'));
    await genKeyFile(url, 'ed25519', { publicPath: new URL('a.pub', url) });
    createPrivateKey(readFileSync(url));
    createPublicKey(readFileSync(new URL('a.pub', url)));
  });

  test('is relative to the working directory at the time of the call', async () => {
    const here = path.dirname(place());
    const elsewhere = path.dirname(place());
    const before = process.cwd();
    process.chdir(here);
    const files = ['a', Buffer.from('b')].map((name) =>
      genKeyFile(name, 'ed25519', { publicPath: `${String(name)}.pub` }),
    );
    process.chdir(elsewhere);
    await Promise.all(files).finally(() => {
      process.chdir(before);
    });
    expect(readdirSync(here).sort()).toEqual(['a', 'a.pub', 'b', 'b.pub']);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test('is resolved like the kernel does, and stays in a folder that is renamed meanwhile', async () => {
    const inner = path.join(path.dirname(place()), 'inner');
    mkdirSync(inner);
    const link = place('link');
    symlinkSync(inner, link);
    await genKeyFile(`${link}/../beside.pem`, 'ed25519');
    createPrivateKey(readFileSync(path.join(inner, '../beside.pem')));

    const call = outcomeOf(genKeyFile(path.join(inner, 'key.pem'), 'rsa', { modulusLength: 2048 }));
    renameSync(inner, `${inner}-2`);
    const outcome = await call;
    // The thread may not have opened the folder earlier.
    if (outcome !== 'resolved') expect(outcome.code).toBe('ENOENT');
    expect(readdirSync(`${inner}-2`)).toEqual(outcome === 'resolved' ? ['key.pem'] : []);
  });
});

test('onProgress is called before the promise is fulfilled', async () => {
  const found: number[] = [];
  const onProgress = ({ phase, count }: KeyProgress) => {
    if (phase === 'found') found.push(count);
  };
  await genKeyFile(place(), 'rsa', { modulusLength: 1024, onProgress });
  expect(found).toEqual([1, 2]);
});
