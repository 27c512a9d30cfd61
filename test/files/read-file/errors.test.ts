// @module-tag quick-portable
// @module-tag quick-runtimes
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { promises as fsPromises, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { readFile } from 'offloop';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { runNode } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');
symlinkSync('nowhere', path.join(folder, 'dangling'));
symlinkSync('loop', path.join(folder, 'loop'));
symlinkSync('.', path.join(folder, 'to-folder'));

/** Returns the errors of offloop and of fs.promises. Fails if they differ in more than the message. */
async function errorsOf(name: string | Buffer | URL): Promise<Record<'ours' | 'theirs', NodeJS.ErrnoException>> {
  const ours = await rejection(() => readFile(name));
  const theirs = await rejection(() => fsPromises.readFile(name));
  const facts = ({ name, code, errno, syscall }: NodeJS.ErrnoException) => ({ name, code, errno, syscall });
  expect(facts(ours)).toEqual(facts(theirs));
  expect(ours).toBeInstanceOf(theirs.constructor);
  return { ours, theirs };
}

/** Node omits the path once the file is open. Our errors always name it. */
async function expectAsNode(name: string, code: string, syscall: string): Promise<void> {
  const { ours, theirs } = await errorsOf(name);
  expect(ours).toMatchObject({ code, syscall, path: name });
  expect(ours.message).toBe(theirs.path === undefined ? `${theirs.message} '${name}'` : theirs.message);
}

test.each([
  ['an absent file', path.join(folder, 'absent'), 'ENOENT', 'open'],
  ['an empty name', '', 'ENOENT', 'open'],
  ['a folder', folder, 'EISDIR', 'read'],
  ['a link to a folder', path.join(folder, 'to-folder'), 'EISDIR', 'read'],
  ['a dangling link', path.join(folder, 'dangling'), 'ENOENT', 'open'],
  ['a link to itself', path.join(folder, 'loop'), 'ELOOP', 'open'],
  ['a name in a file', path.join(file, 'name'), 'ENOTDIR', 'open'],
  ['a file with a slash', `${file}/`, 'ENOTDIR', 'open'],
  ['a long name', path.join(folder, 'x'.repeat(300)), 'ENAMETOOLONG', 'open'],
  ['a long path', `/${'x/'.repeat(5000)}`, 'ENAMETOOLONG', 'open'],
  ['memory that is not mapped', '/proc/self/mem', 'EIO', 'read'],
])('readFile() of %s rejects with the error of fs.promises', async (_, name, code, syscall) => {
  await expectAsNode(name, code, syscall);
});

test('readFile() of a directory rejects with EISDIR even if the length is 0', async () => {
  await expect(readFile(folder, { length: 0 })).rejects.toMatchObject({ code: 'EISDIR' });
  await expect(readFile(folder, { position: 10 })).rejects.toMatchObject({ code: 'EISDIR' });
});

test('readFile() of a socket rejects with the error of fs.promises', async () => {
  const name = path.join(folder, 'socket');
  const server = net.createServer().listen(name);
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  await expectAsNode(name, 'ENXIO', 'open');
});

test('readFile() of an unreadable file rejects with the error of fs.promises', async () => {
  const secret = path.join(folder, 'secret');
  writeFileSync(secret, 'secret', { mode: 0o000 });
  const closed = path.join(folder, 'closed');
  mkdirSync(closed, { mode: 0o000 });
  const ended = await runNode('files/read-as-nobody.mjs', [secret, path.join(closed, 'file')]);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  for (const { ours, theirs } of JSON.parse(ended.stdout) as { ours: object; theirs: object }[]) {
    expect(ours).toMatchObject({ code: 'EACCES', syscall: 'open' });
    expect(ours).toEqual(theirs);
  }
});

test('readFile() rejects with the error of fs.promises when no descriptor is left', () => {
  const program = `
    import { openSync, promises } from 'node:fs';
    import { readFile } from 'offloop';
    const facts = ({ message, code, errno, syscall, path }) => ({ message, code, errno, syscall, path });
    // Loads the modules that errors need while descriptors are left.
    await Promise.allSettled([readFile('/absent'), promises.readFile('/absent')]);
    try {
      for (;;) openSync('/dev/null');
    } catch {}
    const results = await Promise.allSettled([readFile('/dev/null'), promises.readFile('/dev/null')]);
    console.log(JSON.stringify(results.map(({ reason }) => facts(reason))));
  `;
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', 'ulimit -n 100 && exec "$0" --input-type=module -e "$1"', process.execPath, program],
    { encoding: 'utf8', cwd: path.resolve(import.meta.dirname, '../../..') },
  );
  expect(stderr).toBe('');
  const [ours, theirs] = JSON.parse(stdout) as NodeJS.ErrnoException[];
  expect(ours).toMatchObject({ code: 'EMFILE' });
  expect(ours).toEqual(theirs);
});

test.each([
  ['a URL of another scheme', new URL('https://example.org/file')],
  ['a URL with a host', new URL('file://host/file')],
  ['a URL with an encoded slash', new URL('file:///a%2Fb')],
  ['a URL with a NUL byte', new URL('file:///a%00b')],
  ['a string with a NUL byte', `${file}\0`],
  ['a Buffer with a NUL byte', Buffer.from(`${file}\0.txt`)],
])('readFile() rejects %s like fs.promises', async (_, name) => {
  await errorsOf(name);
});

test('an error has the path as a string even if the call has it as bytes', async () => {
  const name = path.join(folder, 'absent');
  const { ours } = await errorsOf(Buffer.from(name));
  expect(ours).toMatchObject({ message: `ENOENT: no such file or directory, open '${name}'`, path: name });
});

test("the stack of an error names the caller's file", async () => {
  for (const options of [undefined, { timeoutMs: 60_000 }, { signal: new AbortController().signal }]) {
    try {
      await readFile('/absent', options);
      expect.unreachable();
    } catch (error) {
      expect((error as Error).stack).toContain('read-file/errors.test.ts');
    }
  }
});
