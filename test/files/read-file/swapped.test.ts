import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { settlesAtOnce, untilReadOnLoop, whyNotOnLoop } from '../../support/files/on-loop.js';
import { folderForMounts, mountTmpfs, whyNoMounts } from '../../support/files/mount.js';
import { pattern } from '../../support/files/pattern.js';
import { addSwap, removeSwap } from '../../support/files/swap.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { fixture } from '../../support/programs/run-node.js';

const folder = folderForMounts();
const skipped = whyNoMounts !== undefined || whyNotOnLoop(folder) !== undefined;

test.skipIf(skipped)('a thread reads pages of tmpfs that are in swap', async ({ skip }) => {
  const place = mountTmpfs(path.join(folder, 'tmpfs'));
  const file = path.join(place, 'file');
  const content = pattern(128 * 1024);
  writeFileSync(file, content);
  expect(await untilReadOnLoop(() => readFile(file))).toBe(true);

  const swap = path.join(temporaryFolder(), 'swap');
  try {
    addSwap(swap);
  } catch (error) {
    rmSync(swap, { force: true });
    skip((error as Error).message);
  }
  try {
    // From here on offloop asks the kernel whether the file is in memory.
    expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
    const { stdout, stderr } = spawnSync('python3', [fixture('files/page-out.py'), file], { encoding: 'utf8' });
    skip(stdout !== '0\n', `pages stay in memory: ${stdout}${stderr}`);
    await nextTurn();
    const pending = readFile(file);
    expect(await settlesAtOnce(pending)).toBe(false);
    expect((await pending).equals(content)).toBe(true);
    expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
  } finally {
    removeSwap(swap);
  }
  expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
});
