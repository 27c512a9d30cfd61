import { realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { Refusal, refuse } from '../refusal.js';
import { bytes, type Reply } from '../reply.js';
import type { Work } from '../work.js';

const MAX_FILE_BYTES = 1024 * 1024;

/** How long a file may keep its client waiting: a pipe without a writer, a disk that has gone away. */
const MAX_WAIT_MS = 2000;

/** `GET /files/…` answers with a file below `root`, a real path. Whatever leads out of it is refused. */
export async function sendFile(work: Work, root: string, encodedName: string): Promise<Reply> {
  try {
    const path = await locate(root, decodeName(encodedName));
    return bytes(await work.readFile(path, { maxBytes: MAX_FILE_BYTES, timeoutMs: MAX_WAIT_MS }));
  } catch (error) {
    return refuse({
      EACCES: [403, 'not for reading'],
      EISDIR: [404, 'no such file'],
      ELOOP: [404, 'no such file'],
      ENAMETOOLONG: [404, 'no such file'],
      ENOENT: [404, 'no such file'],
      ENOTDIR: [404, 'no such file'],
      ENXIO: [404, 'no such file'],
      EFBIG: [413, `at most ${MAX_FILE_BYTES} bytes`],
      ETIMEDOUT: [503, 'the file does not answer'],
    })(error);
  }
}

/** Decoded before it is checked: an encoded `..` or `/` is one as well. */
function decodeName(encodedName: string): string {
  let name;
  try {
    name = decodeURIComponent(encodedName);
  } catch {
    throw new Refusal(400, 'not a percent-encoded name');
  }
  if (name.includes('\0')) throw new Refusal(400, 'no file has a NUL byte in its name');
  return name;
}

/**
 * Finds the real path of a file. The name is checked before the disk is asked, so that nobody learns what there is
 * outside; what symbolic links made of it, after. Who can write below the root could still swap in a link between
 * this check and the read: serve no directory to the network that others can write to.
 */
async function locate(root: string, name: string): Promise<string> {
  const path = resolve(root, name);
  if (!isBeneath(root, path)) throw new Refusal(403, 'outside of the served directory');
  const real = await realpath(path);
  if (!isBeneath(root, real)) throw new Refusal(403, 'outside of the served directory');
  return real;
}

function isBeneath(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
}
