import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Creates a directory in another one, which every user may read. */
export function newFolderIn(parent: string): string {
  const folder = mkdtempSync(path.join(parent, 'folder-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Writes a file called "file" into a directory, which is created if it does not exist. Returns its path. */
export function fill(folder: string, content: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'file');
  writeFileSync(file, content);
  return file;
}
