import type { Subject } from '../errors.js';
import { startJob } from '../jobs/job.js';
import type { HeldBytes, OpenedFile } from '../native/files.js';
import { native } from '../native/index.js';
import type { PoolHandle } from '../native/pools.js';
import { countPending } from './beside.js';
import { copyHeld } from './copy-held.js';
import { encodingNumber, maxStringLength } from './encodings.js';
import { mayBeExternal } from './may-be-external.js';
import type { NeedsThread } from './read-on-loop.js';
import type { ReadRequest } from './read-request.js';
import { keepSpareMemory } from './spare-memory.js';

/** A read for a thread. */
export interface ThreadRead {
  path: string | Buffer;
  request: ReadRequest;
  /** The reason why a thread has to do it, and the file if the loop has opened it. */
  verdict: NeedsThread;
  subject: Subject;
  pool: PoolHandle | undefined;
}

/** Reads a file on a thread. */
export async function readOnThread(read: ThreadRead): Promise<Buffer | string> {
  const { encoding, limits } = read.request;
  if (encoding === null && !mayBeExternal()) {
    const held = await readHeld(read);
    const bytes = Buffer.allocUnsafeSlow(native.sizeOfHeld(held));
    await copyHeld(held, bytes, limits.signal);
    return bytes;
  }
  const content = (await startRead(read, false)) as Buffer | string;
  keepSpareMemory(content.length);
  return content;
}

/** Reads the bytes of a file on a thread, whatever the encoding, and keeps them in the addon for {@link copyHeld}. */
export async function readHeld(read: ThreadRead): Promise<HeldBytes> {
  const held = (await startRead(read, true)) as HeldBytes;
  keepSpareMemory(native.sizeOfHeld(held));
  return held;
}

function startRead(
  { path, request, verdict, subject, pool }: ThreadRead,
  hold: boolean,
): Promise<Buffer | HeldBytes | string> {
  const { root, position, length, maxBytes, limits } = request;
  const { opened, timeIsDue, isLikelyCached } = verdict;
  const encoding = hold || request.encoding === null ? null : encodingNumber(request.encoding);
  const job = startJob(
    (jobId) =>
      native.readFile(
        pool,
        jobId,
        root,
        path,
        opened,
        position,
        length,
        maxBytes,
        encoding,
        maxStringLength(),
        hold,
        timeIsDue,
      ),
    subject,
    limits,
    pool,
  );
  if (isLikelyCached) countPending(job);
  return opened === undefined ? job : closeAfter(job, opened);
}

/** The job may not have started and taken the file, because the methods of a custom signal may throw. */
async function closeAfter<T>(job: Promise<T>, opened: OpenedFile): Promise<T> {
  try {
    return await job;
  } finally {
    native.closeOpenedFile(opened);
  }
}
