import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];

// Registered here, because afterAll cannot be called inside a test.
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Creates a directory that every user may read. It is removed after the test file. */
export function temporaryFolder(): string {
  // The real path, because the links in /proc/self/fd show that.
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'offloop-test-')));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}
