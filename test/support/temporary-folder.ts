import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** Makes a folder that every user may look into, gone when the test file has been run. */
export function temporaryFolder(): string {
  // The real path, for that is what the links in /proc/self/fd show.
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'offloop-test-')));
  chmodSync(folder, 0o755);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
