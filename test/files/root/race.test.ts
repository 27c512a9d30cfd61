import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { startChild } from '../../support/programs/child.js';
import { AS_IT_IS, COLD, refusing, runIn } from '../../support/programs/modes.js';
import { fixture } from '../../support/programs/run-node.js';

const folder = temporaryFolder();
let trees = 0;

/** A root with a file that may be read, beside a file that may not. */
function makeTree(): (name: string) => string {
  const tree = path.join(folder, String(++trees));
  const within = (name: string) => path.join(tree, name);
  for (const name of ['root/deep/folder', 'outside/deep']) mkdirSync(within(name), { recursive: true });
  for (const name of ['root/file', 'root/deep/file', 'root/deep/folder/file']) writeFileSync(within(name), 'inside');
  for (const name of ['file', 'outside/file', 'outside/deep/file']) writeFileSync(within(name), 'OUTSIDE');
  symlinkSync('../outside', within('root/link'));
  symlinkSync(within('outside'), within('root/absolute'));
  symlinkSync('../../outside/file', within('root/deep/file-link'));
  return within;
}

/** The allowed results: the content, ERR_PATH_OUTSIDE_ROOT, or the error of a path that changes during the look-up. */
const ALLOWED = ['inside', 'ERR_PATH_OUTSIDE_ROOT', 'ENOENT', 'ENOTDIR', 'ELOOP'];

const races: [what: string, swap: [how: string, a: string, b: string], names: string[]][] = [
  ['a folder and a link to outside', ['exchange', 'root/deep', 'root/link'], ['deep/file', 'link/file']],
  ['a folder and an absolute link', ['exchange', 'root/deep', 'root/absolute'], ['deep/file', 'absolute/file']],
  ['a folder and a link, on the way', ['exchange', 'root/deep/folder', 'root/link'], ['deep/folder/file']],
  [
    'a file and a link to outside',
    ['exchange', 'root/deep/file', 'root/deep/file-link'],
    ['deep/file', 'deep/file-link'],
  ],
  [
    'a directory that moves outside',
    ['move', 'root/deep/folder', 'outside/moved'],
    ['deep/folder/../file', 'deep/folder/../../file'],
  ],
  [
    'a parent directory that moves outside',
    ['move', 'root/deep', 'outside/moved'],
    ['deep/folder/../file', 'deep/folder/../../file'],
  ],
];

// One error for a refused system call is enough: a race does not depend on it.
describe.each([AS_IT_IS, COLD, ...refusing('openat2').slice(0, 1)])('$title', (mode) => {
  test.each(races)('readFile() never leaves the root while %s are swapped', async (_, [how, a, b], names) => {
    const within = makeTree();
    const swapper = await startChild('python3', [fixture('files/swap.py'), how, within(a), within(b)]);
    const answer = await swapper.nextLine();
    if (answer !== 'started') {
      console.warn(`skipped: names cannot be swapped here: ${answer}`);
      return;
    }
    const { stdout, stderr } = await runIn(mode, 'files/read-while-swapped.mjs', [within('root'), ...names]);
    expect(stderr).toBe('');
    const outcomes = Object.keys(JSON.parse(stdout) as object);
    expect(outcomes).toContain('inside');
    expect(outcomes.length).toBeGreaterThan(1);
    expect(outcomes.filter((outcome) => !ALLOWED.includes(outcome))).toEqual([]);
  });
});
