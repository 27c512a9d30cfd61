import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];

// Here and not where a folder is made: inside a test, nothing can be told to happen after the last of them.
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Makes a folder that every user may look into, gone when the test file has been run. */
export function temporaryFolder(): string {
  // The real path, for that is what the links in /proc/self/fd show.
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'offloop-test-')));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}
