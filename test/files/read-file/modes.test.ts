import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { makeFifo } from '../../support/files/fifo.js';
import { whyNotOnLoop } from '../../support/files/on-loop.js';
import { pattern } from '../../support/files/pattern.js';
import { readCases, type ReadCase } from '../../support/files/read-cases.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { AS_IT_IS, COLD, refusing } from '../../support/programs/modes.js';

const folder = temporaryFolder();
const within = (name: string) => path.join(folder, name);
const file = within('file');
const deep = within(`${'f'.repeat(200)}/`.repeat(15));
mkdirSync(deep, { recursive: true });
mkdirSync(within('folder'));
mkdirSync(within('closed'));
writeFileSync(file, 'content');
writeFileSync(within('empty'), '');
writeFileSync(within('large'), pattern(1_000_000));
writeFileSync(within('secret'), 'secret');
writeFileSync(within('closed/file'), 'closed');
writeFileSync(within('n'.repeat(255)), 'long name');
writeFileSync(within('имя файла — 名前 🗂'), 'name');
writeFileSync(Buffer.concat([Buffer.from(folder), Buffer.from('2fff80fe', 'hex')]), 'bytes');
writeFileSync(path.join(deep, 'file'), 'deep');
for (const [name, target] of [
  ['link', 'file'],
  ['absolute-link', file],
  ['dangling', 'nowhere'],
  ['loop', 'loop'],
  ['link-to-folder', 'folder'],
  ['link-to-proc', '/proc/version'],
] as const) {
  symlinkSync(target, within(name));
}
for (let link = 1; link <= 41; link++) symlinkSync(link === 1 ? 'file' : `chain-${link - 1}`, within(`chain-${link}`));
chmodSync(within('secret'), 0o000);
chmodSync(within('closed'), 0o000);

const hasDevices = process.getuid?.() === 0 && spawnSync('mknod', [within('zero'), 'c', '1', '5']).status === 0;
const fifo = makeFifo(folder);
const server = net.createServer().listen(within('socket'));
await once(server, 'listening');
afterAll(() => {
  server.close();
});

/** An absolute path of the file that has exactly this many bytes. */
function longName(bytes: number): string {
  const missing = bytes - file.length;
  return `${folder}${missing % 2 === 0 ? '' : '/'}${'/.'.repeat(Math.floor(missing / 2))}/file`;
}

const paths: [title: string, path: string | Buffer | URL, options?: ReadCase['options']][] = [
  ['a file', file],
  ['an empty file', within('empty')],
  ['a large file', within('large')],
  ['the middle of a large file', within('large'), { position: 500_000, length: 10_000 }],
  ['beyond the end', file, { position: 100 }],
  ['as far as numbers go', file, { position: Number.MAX_SAFE_INTEGER, length: Number.MAX_SAFE_INTEGER }],
  ['nothing of a file', file, { length: 0 }],
  ['too much', within('large'), { maxBytes: 999_999 }],
  ['too much of a small file', file, { maxBytes: 6 }],
  ['just enough', file, { maxBytes: 7 }],
  ['text', file, { encoding: 'utf16le' }],
  ['a Buffer', Buffer.from(file)],
  ['a URL', pathToFileURL(file)],
  ['a relative name', path.relative(process.cwd(), file)],
  ['a detour', `${folder}/folder/../link-to-folder/../../${path.basename(folder)}/file`],
  ['many slashes', `//${file.replaceAll('/', '//')}`],
  ['a name of 255 bytes', within('n'.repeat(255))],
  ['a name of 256 bytes', within('n'.repeat(256))],
  ['a deep folder', path.join(deep, 'file')],
  ['letters of all the world', within('имя файла — 名前 🗂')],
  ['a name that is no UTF-8', Buffer.concat([Buffer.from(folder), Buffer.from('2fff80fe', 'hex')])],
  ['lone surrogates', within('\ud800')],
  ...[4090, 4091, 4092, 4093, 4094, 4095, 4096, 4097, 5000].map((bytes): [string, string] => [
    `a path of ${bytes} bytes`,
    longName(bytes),
  ]),
  ...['é', '€', '🗂', '€ and more'].flatMap((letters) =>
    [4092, 4093, 4094, 4095].map((bytes): [string, string] => [
      `${bytes} bytes and ${letters}`,
      longName(bytes) + letters,
    ]),
  ),
  ['a path of 4095 bytes in a Buffer', Buffer.from(longName(4095))],
  ['a path of 4096 bytes in a Buffer', Buffer.from(longName(4096))],
  ['an empty name', ''],
  ['an empty Buffer', Buffer.of()],
  ['the root', '/'],
  ['this folder', '.'],
  ['the folder above', '..'],
  ['a folder', folder],
  ['nothing of a folder', folder, { length: 0 }],
  ['a folder with a slash', `${folder}/`],
  ['a file with a slash', `${file}/`],
  ['a file with a dot', `${file}/.`],
  ['a name in a file', `${file}/name`],
  ['an absent file', within('absent')],
  ['an absent folder', within('absent/file')],
  ['a link', within('link')],
  ['an absolute link', within('absolute-link')],
  ['a dangling link', within('dangling')],
  ['a loop', within('loop')],
  ['40 links', within('chain-40')],
  ['41 links', within('chain-41')],
  ['a link to a folder', within('link-to-folder')],
  ['a link to another file system', within('link-to-proc')],
  ['an unreadable file', within('secret')],
  ['a file in a directory without search permission', within('closed/file')],
  ['a FIFO without a writer', fifo, { timeoutMs: 1 }],
  ['a position in a FIFO', fifo, { position: 0 }],
  ['nothing of a FIFO', fifo, { length: 0 }],
  ['a socket', within('socket')],
  ['a device without content', '/dev/null'],
  ['a device without end', '/dev/zero', { length: 100_000 }],
  ['too much of a device', '/dev/zero', { maxBytes: 100 }],
  ['a file in /proc', '/proc/version'],
  ['a link in /proc', '/proc/self/cwd/package.json'],
  ['a part of a file in /proc', '/proc/version', { position: 6, length: 7 }],
  ['a file in /sys', '/sys/devices/system/cpu/online'],
  ['memory that is not mapped', '/proc/self/mem'],
];
if (hasDevices) {
  paths.push(['a device of ours without end', within('zero'), { length: 100_000 }]);
  paths.push(['a few bytes of it', within('zero'), { length: 10 }]);
  paths.push(['too much of it', within('zero'), { maxBytes: 10 }]);
}
const cases = paths.map(([title, path, options]): ReadCase => ({ title, path, ...(options && { options }) }));

const expected = await readCases(COLD, folder, cases);

test('the expected values of the cases are right', () => {
  expect(expected.onLoop).toBe(false);
  expect(longName(4095)).toHaveLength(4095);
  for (const [index, { path: name, options }] of cases.entries()) {
    const content = expected.outcomes[index]?.['content'];
    if (content !== undefined && options === undefined) expect(content).toBe(readFileSync(name, 'latin1'));
  }
});

describe.each([AS_IT_IS, ...refusing('openat2', 'preadv2', 'mincore', 'statx')])('$title', async (mode) => {
  const { onLoop, outcomes } = await readCases(mode, folder, cases);

  test('reads happen on the loop where the mode allows it', ({ skip }) => {
    const reason = whyNotOnLoop(folder);
    skip(reason !== undefined, reason);
    if (mode === AS_IT_IS) expect(onLoop).toBe(true);
    if (mode.refused?.calls === 'openat2' || mode.refused?.calls === 'preadv2') expect(onLoop).toBe(false);
  });

  test.each(cases.map(({ title }, index) => ({ title, index })))('$title', ({ index }) => {
    expect(outcomes[index]).toEqual(expected.outcomes[index]);
  });
});
