import { Refusal, refuse } from '../refusal.js';
import { bytes, type Reply } from '../reply.js';
import type { Work } from '../work.js';

const MAX_FILE_BYTES = 1024 * 1024;

/** The time limit of a read, for a pipe without a writer or a disk that does not respond. */
const MAX_WAIT_MS = 2000;

/** `GET /files/…` answers with a file below `root`. The kernel refuses paths that lead out of it. */
export async function sendFile(work: Work, root: string, encodedName: string): Promise<Reply> {
  try {
    const name = decodeName(encodedName);
    return bytes(await work.readFile(name, { root, maxBytes: MAX_FILE_BYTES, timeoutMs: MAX_WAIT_MS }));
  } catch (error) {
    return refuse({
      EACCES: [403, 'not for reading'],
      EISDIR: [404, 'no such file'],
      ELOOP: [404, 'no such file'],
      ENAMETOOLONG: [404, 'no such file'],
      ENOENT: [404, 'no such file'],
      ENOTDIR: [404, 'no such file'],
      ENXIO: [404, 'no such file'],
      ERR_PATH_OUTSIDE_ROOT: [403, 'outside of the served directory'],
      EFBIG: [413, `at most ${MAX_FILE_BYTES} bytes`],
      ETIMEDOUT: [503, 'the file does not answer'],
    })(error);
  }
}

/** Decodes the path before the look-up, because an encoded `..` or `/` counts as well. */
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
