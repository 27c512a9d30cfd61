import { startJob } from '../job.js';
import type { Subject } from '../errors.js';
import { native } from '../native.js';
import type { ReadRequest } from './read-request.js';

/** Reads a file on a thread, from a descriptor if the loop has opened it already; -1: it has not. */
export function readCold(
  path: string | Buffer,
  request: ReadRequest,
  descriptor: number,
  subject: Subject,
): Promise<Buffer> {
  const { root, position, length, maxBytes, unsizedBound, patience } = request;
  return startJob(
    (jobId) => native.readFile(root, path, descriptor, position, length, maxBytes, unsizedBound, jobId),
    subject,
    patience,
  );
}
