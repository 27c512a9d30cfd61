// @module-tag quick-asan
import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { genKeyFile, type GenKeyFileOptions } from 'offloop';
import { describe, expect, test } from 'vitest';
import { makeFifo } from '../../support/files/fifo.js';
import { folderForMounts, mountTmpfs, whyNoMounts } from '../../support/files/mount.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { runNode } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';

/** The key takes minutes, so a call that settles has rejected before making it. */
const ENDLESS = { modulusLength: 16384 };
const endlessly = (file: string | Buffer, options: GenKeyFileOptions<'rsa'> = {}) =>
  rejection(() => genKeyFile(file, 'rsa', { ...ENDLESS, ...options }));

const folder = temporaryFolder();
const mounts = folderForMounts();
const within = (name: string) => path.join(folder, name);
writeFileSync(within('file'), 'as it was');
mkdirSync(within('folder'));
symlinkSync('nowhere', within('dangling'));
symlinkSync('loop', within('loop'));
const fifo = makeFifo(folder);
const before = readdirSync(folder);

function expectUntouched(): void {
  expect(readdirSync(folder)).toEqual(before);
  expect(readFileSync(within('file'), 'utf8')).toBe('as it was');
  expect(readlinkSync(within('dangling'))).toBe('nowhere');
}

const facts = ({ name, message, code, errno, syscall, path: file }: NodeJS.ErrnoException) => {
  return { name, message, code, errno, syscall, path: file };
};

describe('genKeyFile rejects before it makes a key, with the error of node:fs, for', () => {
  test.each([
    ['a file that exists', within('file')],
    ['a folder', within('folder')],
    ['a dangling link', within('dangling')],
    ['a FIFO', fifo],
    ['a device', '/dev/null'],
    ['a missing folder', within('absent/key')],
    ['a folder that is a file', within('file/key')],
    ['a folder that is a loop of links', within('loop/key')],
    ['a slash at the end', within('new/')],
    ['no name at all', ''],
    ['a name that is too long', within('x'.repeat(256))],
    ['a path that is too long', within(`${'x/'.repeat(2100)}key`)],
  ])('%s', async (_, file) => {
    const error = await endlessly(file);
    expect(error).toBeInstanceOf(Error);
    expect(facts(error)).toEqual(facts(await rejection(() => open(file, 'wx'))));
    expect(error.stack).toContain('gen-key-file/errors.test.ts');
    // The same for the public half, with its own path.
    const other = await endlessly(within('new'), { publicPath: file });
    expect(facts(other)).toEqual(facts(error));
    expectUntouched();
  });

  test.skipIf(process.getuid === undefined)('a folder that may not be written to, or entered', async () => {
    mkdirSync(within('folder/closed'), { mode: 0o700 });
    const { stdout, stderr } = await runNode('keys/key-file-as-nobody.mjs', [
      within('key'),
      within('folder/closed/key'),
      within('file'),
    ]);
    expect(stderr).toBe('');
    const results = JSON.parse(stdout) as { ours: unknown; theirs: unknown }[];
    expect(results).toHaveLength(3);
    for (const { ours, theirs } of results) expect(ours).toEqual(theirs);
    expect(results[0]?.ours).toMatchObject({ code: 'EACCES' });
  });

  test.skipIf(whyNoMounts !== undefined)('a file system that is read-only', async () => {
    const mounted = mountTmpfs(path.join(mounts, 'read-only'), 'ro');
    expect(facts(await endlessly(path.join(mounted, 'key')))).toEqual(
      facts(await rejection(() => open(path.join(mounted, 'key'), 'wx'))),
    );
  });
});

test('overwrite replaces only files and symbolic links', async () => {
  for (const file of [within('folder'), `${folder}/.`, within('folder/')]) {
    expect(await endlessly(file, { overwrite: true })).toMatchObject({ code: 'EISDIR', path: file });
  }
  for (const file of [fifo, '/dev/null']) {
    expect(await endlessly(file, { overwrite: true })).toMatchObject({ code: 'EEXIST', path: file });
  }
  expectUntouched();
});

test.skipIf(whyNoMounts !== undefined)('genKeyFile leaves neither half on a full file system', async () => {
  const mounted = mountTmpfs(path.join(mounts, 'full'), 'size=64k');
  const old = { key: 'x'.repeat(100), 'key.pub': 'y'.repeat(100) };
  for (const [name, content] of Object.entries(old)) writeFileSync(path.join(mounted, name), content);
  expect(() => {
    writeFileSync(path.join(mounted, 'filler'), Buffer.alloc(65536));
  }).toThrow('ENOSPC');
  const there = readdirSync(mounted);
  const file = path.join(mounted, 'new');
  const error = await rejection(() => genKeyFile(file, 'ed25519', { publicPath: `${file}.pub` }));
  expect(error).toMatchObject({ code: 'ENOSPC', syscall: 'write', path: `${file}.pub` });
  expect(await rejection(() => genKeyFile(file, 'ed25519'))).toMatchObject({ code: 'ENOSPC', path: file });
  const key = path.join(mounted, 'key');
  const overwritten = () => genKeyFile(key, 'ed25519', { publicPath: `${key}.pub`, overwrite: true });
  expect(await rejection(overwritten)).toMatchObject({ code: 'ENOSPC' });
  expect(readdirSync(mounted)).toEqual(there);
  for (const [name, content] of Object.entries(old)) {
    expect(readFileSync(path.join(mounted, name), 'utf8')).toBe(content);
  }
});

describe('arguments', () => {
  const genAnyKeyFile = genKeyFile as (...args: any[]) => Promise<unknown>;

  test.each([
    [[5, 'ed25519'], 'ERR_INVALID_ARG_TYPE'],
    [[undefined, 'ed25519'], 'ERR_INVALID_ARG_TYPE'],
    [['a\0b', 'ed25519'], 'ERR_INVALID_ARG_VALUE'],
    [[Buffer.from('a\0b'), 'ed25519'], 'ERR_INVALID_ARG_VALUE'],
    [[new URL('http://localhost/key'), 'ed25519'], 'ERR_INVALID_URL_SCHEME'],
    [[within('new'), 'ed25519', { publicPath: null }], 'ERR_INVALID_ARG_TYPE'],
    [[within('new'), 'ed25519', { publicPath: 'a\0b' }], 'ERR_INVALID_ARG_VALUE'],
    [[within('new'), 'ed25519', { overwrite: 'yes' }], 'ERR_INVALID_ARG_TYPE'],
    [[within('new'), 'ed25519', { publicKeyEncoding: { type: 'spki', format: 'der' } }], 'ERR_INVALID_ARG_VALUE'],
    [[within('new'), 'ed25519', { publicKeyEncoding: { format: 'keyObject' } }], 'ERR_INVALID_ARG_VALUE'],
    [[within('new'), 'ed25519', { privateKeyEncoding: { format: 'keyObject' } }], 'ERR_INVALID_ARG_VALUE'],
    [[within('new'), 'ed25519', { signal: 5 }], 'ERR_INVALID_ARG_TYPE'],
    [[within('new'), 'ed25519', 5], 'ERR_INVALID_ARG_TYPE'],
    [[within('new'), 'ed25519', null], 'ERR_INVALID_ARG_TYPE'],
    [[within('new'), 'des'], 'ERR_INVALID_ARG_VALUE'],
    [[within('new')], 'ERR_INVALID_ARG_TYPE'],
    [[within('new'), 'ec', { namedCurve: 'none' }], 'ERR_CRYPTO_INVALID_CURVE'],
  ])('%j are refused: %s', async (args, code) => {
    const error = await rejection(() => genAnyKeyFile(...args));
    expect(error).toMatchObject({ name: 'TypeError', code });
    expect(error).not.toHaveProperty('errno');
    expectUntouched();
  });

  test('a path in transferred memory is empty', async () => {
    const transferred = Buffer.from(new ArrayBuffer(3));
    structuredClone(transferred, { transfer: [transferred.buffer] });
    const error = await rejection(() => genKeyFile(transferred, 'ed25519'));
    expect(error).toMatchObject({ code: 'ENOENT', syscall: 'open', path: '' });
  });

  test('the error of a getter rejects the promise', async () => {
    const error = new Error('on purpose');
    for (const name of ['publicPath', 'overwrite', 'signal', 'pool', 'privateKeyEncoding']) {
      const options = Object.defineProperty({}, name, {
        get() {
          throw error;
        },
      });
      expect(await rejection(() => genAnyKeyFile(within('new'), 'ed25519', options))).toBe(error);
    }
    expectUntouched();
  });

  test('two paths of one file are refused, even through a link to the folder', async () => {
    symlinkSync(folder, within('folder/back'));
    for (const publicPath of [within('new'), `${folder}/./new`, within('folder/back/new')]) {
      for (const overwrite of [false, true]) {
        const error = await endlessly(within('new'), { publicPath, overwrite });
        expect(error).toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' });
      }
    }
    expectUntouched();
  });
});
