// A copy of the project, for tests of another build.

import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

const LEFT_OUT = ['.git', '.reports', 'build'];

/** Large directories that do not change. The copy links to them. */
const LINKED = ['node_modules', 'scripts/runtimes'];

/** The path of vitest in a copy. */
export const VITEST = 'node_modules/vitest/vitest.mjs';

/** Copies the project without the built addon, passes the directory to `work`, and removes it afterwards. */
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
