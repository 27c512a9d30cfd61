import type { Subject } from '../errors.js';
import { startJob } from '../job.js';
import { native, type HeldBytes, type PoolHandle } from '../native.js';
import { copyHeld } from './copy-held.js';
import { encodingNumber, maxStringLength } from './encodings.js';
import { mayLend } from './may-lend.js';
import type { ReadRequest } from './read-request.js';
import { keepSpareMemory } from './spare-memory.js';

/** What a thread has to read, and where. */
export interface ColdRead {
  path: string | Buffer;
  request: ReadRequest;
  /** Where the loop has opened it already; -1: it has not. */
  descriptor: number;
  subject: Subject;
  pool: PoolHandle | undefined;
}

/** Reads a file on a thread. */
export async function readCold(read: ColdRead): Promise<Buffer | string> {
  const { encoding, patience } = read.request;
  if (encoding === null && !mayLend()) {
    const held = await readHeld(read);
    const bytes = Buffer.allocUnsafeSlow(native.sizeOfHeld(held));
    await copyHeld(held, bytes, patience.signal);
    return bytes;
  }
  const content = (await startRead(read, false)) as Buffer | string;
  keepSpareMemory(content.length);
  return content;
}

/** Reads a file on a thread, whatever its encoding, to be copied by {@link copyHeld}. */
export async function readHeld(read: ColdRead): Promise<HeldBytes> {
  const held = (await startRead(read, true)) as HeldBytes;
  keepSpareMemory(native.sizeOfHeld(held));
  return held;
}

async function startRead(
  { path, request, descriptor, subject, pool }: ColdRead,
  hold: boolean,
): Promise<Buffer | HeldBytes | string> {
  const { root, position, length, maxBytes, unsizedBound, patience } = request;
  const encoding = hold || request.encoding === null ? null : encodingNumber(request.encoding);
  return await startJob(
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
        hold,
        jobId,
        pool,
      ),
    subject,
    patience,
    pool,
  );
}
