import path from 'node:path';
import process from 'node:process';
import { accessDenied } from './errors.js';

/** Set under `node --permission` only. Read at load time, so that no module loaded later can replace it. */
const permission = (process as { permission?: { has(scope: string, reference: string): boolean } }).permission;

/**
 * Throws `ERR_ACCESS_DENIED`, as `node:fs` does, if the program has no permission to read or write a file. Node does
 * not restrict an addon's system calls.
 */
export function checkPermission(scope: 'fs.read' | 'fs.write', file: string | Buffer, root?: string | Buffer): void {
  if (permission === undefined) return;
  const name = file.toString();
  const asked = root === undefined ? name : path.join(root.toString(), name);
  if (!permission.has(scope, path.resolve(asked))) throw accessDenied(scope, asked);
}
