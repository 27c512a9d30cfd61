// A copy of the project, for tests of another build than the one that is in use.

import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

/** What git does not keep, but for dist and prebuilds; the packages are linked to. */
const LEFT_OUT = ['.git', '.reports', 'build', 'node_modules', 'runtimes'];

/** Where a copy has the program that runs the tests. */
export const VITEST = 'node_modules/vitest/vitest.mjs';

/** Makes a copy in which the addon is not built, gives its folder to `work`, and removes it after that. */
export function withProjectCopy(work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'offloop-copy-'));
  try {
    for (const name of readdirSync(ROOT)) {
      if (LEFT_OUT.includes(name)) continue;
      cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
    }
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
