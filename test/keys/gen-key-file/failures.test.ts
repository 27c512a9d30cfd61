// @module-tag quick-portable
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { isLeftOut, isPortable } from '../../support/left-out.js';
import { fixture, run } from '../../support/programs/run-node.js';

const strace = await run('strace', ['-V']).catch(() => undefined);
if (strace === undefined) console.warn('skipped: gen-key-file/failures.test.ts needs strace (apt-get install strace)');

const folder = temporaryFolder();
let tried = 0;

/** The outcome of a call in which these system calls fail, and the files in the folder afterwards. */
async function make(failing: readonly string[], overwrite: boolean) {
  const place = path.join(folder, String(++tried));
  mkdirSync(place);
  const key = path.join(place, 'key');
  if (overwrite) for (const file of [key, `${key}.pub`]) writeFileSync(file, 'old');
  const calls = failing.flatMap((call) => ['-e', `inject=${call}`]);
  const names = failing.map((call) => call.slice(0, call.indexOf(':')));
  const command = ['-f', '--seccomp-bpf', '-qq', '-e', `trace=${names.join()}`, ...calls, '-o', '/dev/null'];
  const program = [process.execPath, fixture('keys/key-file.mjs'), key, 'ed25519', JSON.stringify({ overwrite })];
  const { stdout, stderr } = await run('strace', [...command, ...program]);
  expect(stderr).toBe('');
  const files = readdirSync(place).map((name) => [name, readFileSync(path.join(place, name), 'utf8')]);
  return { outcome: stdout.trim(), files: Object.fromEntries(files) as Record<string, string> };
}

describe.skipIf(strace === undefined)('genKeyFile leaves no file if a system call fails:', () => {
  test.each([
    [['fchmod:error=EIO:when=1'], 'EIO fchmod key'],
    // genKeyFile writes and places the public half first, then syncs its folder; then the same for the private half.
    [['fsync:error=EIO:when=1'], 'EIO fsync key.pub'],
    [['fsync:error=ENOSPC:when=2'], 'ENOSPC fsync key'],
    [['fsync:error=EIO:when=3'], 'EIO fsync key.pub'],
    [['fsync:error=EIO:when=4'], 'EIO fsync key'],
    [['linkat:error=EMLINK:when=1'], 'EMLINK link key.pub'],
    [['linkat:error=ENOSPC:when=2'], 'ENOSPC link key'],
    [['linkat:error=EEXIST:when=2'], 'EEXIST link key'],
  ])('%j', async (failing, outcome) => {
    expect(await make(failing, false)).toEqual({ outcome, files: {} });
  });
});

describe.skipIf(strace === undefined)('in a folder that is writable but not readable', () => {
  /** The outcome of a call, its calls to sync, and the files in the folder afterwards. */
  async function makeIn(name: string, ...injected: string[]) {
    const place = path.join(folder, name);
    mkdirSync(place);
    // Root ignores modes.
    const nobody = process.getuid?.() === 0 ? 65534 : undefined;
    if (nobody !== undefined) chownSync(place, nobody, nobody);
    chmodSync(place, 0o300);
    const traced = ['-f', '--seccomp-bpf', '-qq', '-e', 'trace=sync,syncfs', ...injected];
    const program = [process.execPath, fixture('keys/key-file.mjs'), path.join(place, 'key'), 'ed25519', '{}'];
    if (nobody !== undefined) program.push(String(nobody));
    const { stdout, stderr } = await run('strace', [...traced, ...program]);
    chmodSync(place, 0o700);
    const synced = [...stderr.matchAll(/\b(sync\w*)\(/g)].map(([, call]) => call);
    return { outcome: stdout.trim(), synced, files: readdirSync(place) };
  }

  test('genKeyFile syncs the file system, and not the whole machine', async () => {
    const { outcome, synced, files } = await makeIn('not-to-be-read');
    expect({ outcome, files }).toEqual({ outcome: 'made', files: ['key', 'key.pub'] });
    // POSIX has no call that syncs one file system.
    expect(synced).toEqual(isLeftOut('syncfs') ? [] : ['syncfs', 'syncfs']);
  });

  test.skipIf(isPortable)('genKeyFile leaves no file if that fails', async () => {
    const { outcome, files } = await makeIn('not-to-be-synced', '-e', 'inject=syncfs:error=EIO:when=2');
    expect({ outcome, files }).toEqual({ outcome: 'EIO syncfs key', files: [] });
  });
});

const old = { key: 'old', 'key.pub': 'old' };

describe.skipIf(strace === undefined)('genKeyFile with overwrite leaves the old files if a system call fails:', () => {
  // Without renameat2(2), genKeyFile keeps the old file through a link, and rename(2) replaces it.
  const noExchange = 'renameat2:error=EINVAL';
  // A file that already has a name is not linked to another.
  const linked: [string[], string][] = [[['linkat:error=EIO:when=4'], 'EIO link key']];
  test.each([
    [['fsync:error=EIO:when=3'], 'EIO fsync key.pub'],
    [['fsync:error=EIO:when=4'], 'EIO fsync key'],
    ...(isLeftOut('O_TMPFILE') ? [] : linked),
    [[noExchange, 'fsync:error=EIO:when=4'], 'EIO fsync key'],
    [[noExchange, 'renameat:error=EIO:when=2'], 'EIO rename key'],
    [[noExchange, 'renameat:error=EIO:when=1'], 'EIO rename key.pub'],
  ])('%j', async (failing, outcome) => {
    expect(await make(failing, true)).toEqual({ outcome, files: old });
  });

  test('the old files are replaced if they could not be kept', async () => {
    const { outcome, files } = await make([noExchange, 'linkat:error=EPERM:when=3+3'], true);
    expect(outcome).toBe('made');
    expect(Object.keys(files)).toEqual(['key', 'key.pub']);
    expect(files['key']).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });
});
