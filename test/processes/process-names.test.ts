// @module-tag quick-portable
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { findProcesses, listProcesses } from 'offloop';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { labelled } from '../support/labelled.js';
import { needs } from '../support/left-out.js';
import { startChild } from '../support/programs/child.js';
import { fixture } from '../support/programs/run-node.js';

needs('/proc');

const folder = temporaryFolder();
const program = path.join(folder, 'named');
execFileSync('g++', ['-o', program, fixture('processes/named.cc')]);

async function infoOf(pid: number) {
  return (await listProcesses()).find((process) => process.pid === pid);
}

/** Names as PR_SET_NAME stores them: at most 15 bytes. */
const names = ['a b', ')', '(', ') S 1 (', 'x) R 2 3 4 5 6', 'new\nline', '\n', '', ' ', 'ünïcödé', '日本語', '\t\\n'];

const commandLines = [
  [''],
  ['', '', ''],
  ['a', '', 'b', ''],
  ['two words', 'new\nline', ' '],
  ['日本語', 'ü'],
  ['x'.repeat(100_000), 'y'],
  Array.from({ length: 50_000 }, (_, i) => `argument ${i}`),
  Array<string>(20_000).fill(''),
];

const LONG = 'a-program-with-a-long-name';

describe('listProcesses()', () => {
  test.each(labelled(names))('returns the name $title', async ({ value: name }) => {
    const child = await startChild(program, [name]);
    await child.nextLine();
    expect(await infoOf(child.pid)).toMatchObject({ pid: child.pid, ppid: process.pid, name });
    expect((await findProcesses({ name })).map(({ pid }) => pid)).toContain(child.pid);
  });

  test.each(commandLines.map((rest) => ({ title: JSON.stringify(rest).slice(0, 40), rest })))(
    'returns the arguments $title',
    async ({ rest }) => {
      const child = await startChild(program, ['name', ...rest]);
      await child.nextLine();
      expect((await infoOf(child.pid))?.argv).toEqual([program, 'name', ...rest]);
    },
  );

  test('returns a title that the process wrote over its arguments', async () => {
    const title = 'a title without a NUL at its end, '.repeat(10);
    const child = await startChild('perl', ['-e', `$0 = "${title}"; $| = 1; print "named\\n"; <STDIN>`]);
    await child.nextLine();
    const argv = (await infoOf(child.pid))?.argv ?? [];
    expect(title.startsWith(argv[0] ?? ' ')).toBe(true);
    expect(argv.slice(1).every((argument) => argument === '')).toBe(true);
  });
});

describe('findProcesses()', () => {
  test('finds a truncated name by the whole name and by the first 15 bytes only', async () => {
    const long = path.join(folder, LONG);
    copyFileSync(program, long);
    const cut = LONG.slice(0, 15);
    const child = await startChild(long, [cut]);
    await child.nextLine();
    expect(await infoOf(child.pid)).toMatchObject({ name: cut, argv: [long, cut] });
    for (const [name, count] of [
      [LONG, 1],
      [cut, 1],
      [LONG.slice(0, -1), 0],
      [`${LONG}s`, 0],
      [LONG.slice(0, 14), 0],
      [long, 0],
      [LONG.toUpperCase(), 0],
    ] as const) {
      expect(await findProcesses({ name }), name).toHaveLength(count);
    }
  });

  test('uses the base name of argv[0] only for a truncated name', async () => {
    const child = await startChild(program, ['other'], { argv0: '/usr/bin/masked' });
    await child.nextLine();
    expect(await findProcesses({ name: 'masked' })).toEqual([]);
    expect(await findProcesses({ name: 'named' })).toEqual([]);
    expect((await findProcesses({ name: 'other' })).map(({ pid }) => pid)).toEqual([child.pid]);
  });
});
