// @module-tag no-asan
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { hasProc, threads } from '../support/pools/threads.js';
import { startChild } from '../support/programs/child.js';
import { run } from '../support/programs/run-node.js';
import { hasSshKeygen, sshKeygen } from '../support/programs/ssh-keygen.js';
import { until } from '../support/until.js';

const program = fileURLToPath(new URL('../../examples/keygen.ts', import.meta.url));
const folder = temporaryFolder();

/** The path for a key, in a directory of its own. */
function place(name: string): string {
  mkdirSync(path.join(folder, name));
  return path.join(folder, name, 'key');
}

const command = (args: string[]) => ['--import', 'tsx', program, ...args];
const keygen = (...args: string[]) => run(process.execPath, command(args));
const startKeygen = (...args: string[]) => startChild(process.execPath, command(args));

test('keygen writes a key that ssh-keygen accepts, and replaces it only if told to', async () => {
  const file = place('openssh');
  const { code, stdout, stderr } = await keygen('-C', 'me@example', file);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [told, fingerprint = ''] = stdout.split('\n');
  expect(told).toBe(`${file} and ${file}.pub are written.`);
  const before = readFileSync(file, 'utf8');
  if (hasSshKeygen) {
    expect(await sshKeygen('-l', '-f', file)).toBe(`256 ${fingerprint} me@example (ED25519)\n`);
    expect(await sshKeygen('-y', '-f', file)).toBe(readFileSync(`${file}.pub`, 'utf8'));
  }
  expect(await keygen(file)).toMatchObject({ code: 1, stderr: `EEXIST: file already exists, open '${file}'\n` });
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(await keygen('--overwrite', file)).toMatchObject({ code: 0 });
  expect(readFileSync(file, 'utf8')).not.toBe(before);
});

test('keygen encrypts PEM with the passphrase that it reads', async () => {
  const file = place('pem');
  const child = await startKeygen('-t', 'ec', '-f', 'pem', '-e', file);
  child.tell('a passphrase');
  expect(await child.ended).toBe(0);
  const key = createPrivateKey({ key: readFileSync(file), passphrase: 'a passphrase' });
  expect(createPublicKey(key).equals(createPublicKey(readFileSync(`${file}.pub`)))).toBe(true);
});

test.skipIf(!hasProc)('keygen stops at SIGINT and leaves no file', async () => {
  const file = place('stopped');
  // A key that takes minutes.
  const child = await startKeygen('-t', 'rsa', '-b', '16384', file);
  await until(() => threads(child.pid).some(({ name }) => name === 'offloop-keys'));
  process.kill(child.pid, 'SIGINT');
  expect(await child.ended).toBe(130);
  expect(readdirSync(path.dirname(file))).toEqual([]);
});
