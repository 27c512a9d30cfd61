// A copy of the project, for tests of another build than the one that is in use.

import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

const LEFT_OUT = ['.git', '.reports', 'build'];

/** What is large, and stays as it is. */
const LINKED = ['node_modules', 'scripts/runtimes'];

/** Where a copy has the program that runs the tests. */
export const VITEST = 'node_modules/vitest/vitest.mjs';

/** Makes a copy in which the addon is not built, gives its folder to `work`, and removes it after that. */
export function withProjectCopy(work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'offloop-copy-'));
  try {
    const isCopied = (original) => ![...LEFT_OUT, ...LINKED].includes(path.relative(ROOT, original));
    cpSync(ROOT, folder, { recursive: true, filter: isCopied });
    for (const name of LINKED) symlinkSync(path.join(ROOT, name), path.join(folder, name));
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
