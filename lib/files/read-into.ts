import util from 'node:util';
import { abortError, invalidType, invalidValue, toError } from '../errors.js';
import type { NativeFailure } from '../native/failure.js';
import { native } from '../native/index.js';
import { checkPermission } from '../permission.js';
import { toFilePool } from '../pools/set-file-pool.js';
import { toOptions, toPath, type PathLike } from '../validate.js';
import { byteLengthOf } from './byte-length-of.js';
import { copyHeld } from './copy-held.js';
import { readHeld } from './read-on-thread.js';
import { NEEDS_THREAD, needsThread, mayReadOnLoop, readIntoOnLoop, unlessAborted } from './read-on-loop.js';
import { subjectOf, toReadRequest, type ReadRange, type ReadRequest } from './read-request.js';

export type ReadIntoOptions = ReadRange;

/**
 * Reads a file into the caller's memory, until the end of the file or of `target`. A small file in the page cache is
 * read on the event loop without an allocation.
 *
 * Bytes that a thread reads are copied into `target` on the event loop, never after a rejection.
 *
 * @returns The number of bytes that were written to the beginning of `target`.
 * @throws Error as {@link readFile}. After a rejection `target` may contain a part of the file.
 * @throws TypeError `ERR_INVALID_ARG_TYPE`; `ERR_INVALID_ARG_VALUE`, also if `target` is detached or made smaller
 * during the call.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a number that is not an integer or is negative.
 * @see open(2), read(2)
 * @example
 * const header = Buffer.allocUnsafe(64);
 * const bytes = await readInto('/var/lib/app/index.db', header, { position: 4096 });
 */
export async function readInto(
  path: PathLike,
  target: Uint8Array,
  options?: (ReadIntoOptions & object) | null,
): Promise<number> {
  const file = toPath(path);
  if (!util.types.isUint8Array(target)) throw invalidType('target', 'an instance of Buffer or Uint8Array', target);
  const given = toRequest(options);
  const { signal } = given.limits;
  const count = Math.min(given.length, byteLengthOf(target));
  const request = { ...given, length: count, maxBytes: count };
  if (signal?.aborted) throw abortError(signal);
  checkPermission('fs.read', file, request.root);
  const pool = request.pool ?? toFilePool();

  let onLoop = mayReadOnLoop(request);
  if (typeof onLoop !== 'boolean') onLoop = await onLoop;
  // The caller may have detached or resized it during the wait.
  if (byteLengthOf(target) < request.length) throw targetChanged(target);
  let held;
  try {
    const found = onLoop ? readIntoOnLoop(file, target, request) : NEEDS_THREAD;
    if (!needsThread(found)) {
      if (signal !== undefined) await unlessAborted(signal);
      return found;
    }
    held = await readHeld({ path: file, request, verdict: found, subject: subjectOf(file, request), pool });
  } catch (failure) {
    throw toError(failure as NativeFailure, subjectOf(file, request));
  }
  const size = native.sizeOfHeld(held);
  if (!(await copyHeld(held, target, signal))) throw targetChanged(target);
  return size;
}

/** Leaves out the options of readFile that readInto does not have. */
function toRequest(options: (ReadIntoOptions & object) | null | undefined): ReadRequest {
  if (options === undefined || options === null) return toReadRequest(undefined);
  const { root, position, length, signal, timeoutMs, pool } = toOptions<ReadIntoOptions>(options);
  return toReadRequest({ root, position, length, signal, timeoutMs, pool });
}

function targetChanged(target: Uint8Array): TypeError {
  return invalidValue('target', 'must not be detached or made smaller during the call', target);
}
