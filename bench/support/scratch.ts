import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Creates a directory that is removed when the process ends. */
export function makeScratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'offloop-bench-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}
