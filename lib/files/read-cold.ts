import type { Subject } from '../errors.js';
import { startJob } from '../job.js';
import { native, type PoolHandle } from '../native.js';
import { encodingNumber, maxStringLength } from './encodings.js';
import type { ReadRequest } from './read-request.js';
import { keepSpareMemory } from './spare-memory.js';

/** Reads a file on a thread, from a descriptor if the loop has opened it already; -1: it has not. */
export async function readCold(
  path: string | Buffer,
  request: ReadRequest,
  descriptor: number,
  subject: Subject,
  pool: PoolHandle | undefined,
): Promise<Buffer | string> {
  const { root, position, length, maxBytes, unsizedBound, patience } = request;
  const encoding = request.encoding === null ? null : encodingNumber(request.encoding);
  const content = await startJob(
    (jobId) =>
      native.readFile(
        root,
        path,
        descriptor,
        position,
        length,
        maxBytes,
        unsizedBound,
        encoding,
        maxStringLength(),
        jobId,
        pool,
      ),
    subject,
    patience,
    pool,
  );
  keepSpareMemory(content.length);
  return content;
}
