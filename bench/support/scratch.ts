import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Makes a folder that is gone when the process has ended. */
export function makeScratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'offloop-bench-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}
