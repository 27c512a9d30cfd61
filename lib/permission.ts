import path from 'node:path';
import process from 'node:process';
import { accessDenied } from './errors.js';

/** There under `node --permission` only. Taken at the start, so that nothing that is loaded later takes its place. */
const permission = (process as { permission?: { has(scope: string, reference: string): boolean } }).permission;

/**
 * Throws `ERR_ACCESS_DENIED`, as the functions of `node:fs` do, where the program was started without the permission to
 * read or write a file. An addon is not held back by Node itself.
 */
export function checkPermission(scope: 'fs.read' | 'fs.write', file: string | Buffer, root?: string | Buffer): void {
  if (permission === undefined) return;
  const name = file.toString();
  const asked = root === undefined ? name : path.join(root.toString(), name);
  if (!permission.has(scope, path.resolve(asked))) throw accessDenied(scope, asked);
}
