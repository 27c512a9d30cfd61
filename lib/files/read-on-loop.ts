// Imported, because the global is a getter.
import { Buffer } from 'node:buffer';
import { nextTick } from 'node:process';
import { abortError } from '../errors.js';
import { NO_LIMITS } from '../jobs/job.js';
import { loopBudget } from '../loop/budget.js';
import type { OpenedFile } from '../native/files.js';
import { native } from '../native/index.js';
import { mayWaitBeside } from './beside.js';
import { mayBeExternal } from './may-be-external.js';
import type { ReadRequest } from './read-request.js';
import { keepSpareMemory } from './spare-memory.js';

/** The most that is read on the loop, in bytes. Less for text, because it is also decoded there. */
const MAX_BYTES = 256 * 1024;
const MAX_TEXT_BYTES = 32 * 1024;

/** Disabled for comparisons, or on systems where even these reads block. */
const enabled = process.env.OFFLOOP_HOT_READS !== '0';

/** The result of a read that needs a thread. */
export class NeedsThread {
  constructor(
    /** The file, if the loop has opened it and closing it would have an effect. */
    readonly opened?: OpenedFile,
    /** Whether the kernel would update the access time, for which it may read from the disk. */
    readonly timeIsDue = false,
    /** Whether the file is probably in memory. */
    readonly isLikelyCached = false,
  ) {}
}

/** Compares constructors, because looking up a property that a Buffer lacks takes 0.1 µs. */
export function needsThread(found: Buffer | string | number | NeedsThread): found is NeedsThread {
  return typeof found === 'object' && found.constructor === NeedsThread;
}

/** The thread has to open the file. */
export const NEEDS_THREAD = new NeedsThread();
const TIME_IS_DUE = new NeedsThread(undefined, true);
const IS_LIKELY_CACHED = new NeedsThread(undefined, false, true);
/** The class of Buffers. Its constructor is 0.1 µs faster than `Buffer.from`. */
const OwnBuffer = (Buffer as unknown as Record<symbol, unknown>)[Symbol.species] as new (memory: ArrayBuffer) => Buffer;

/** The result of `native.readHot` if the access time is due. */
const TIME_IS_DUE_RESULT = -2;
/** The result if the file is probably in memory. */
const LIKELY_CACHED_RESULT = -3;

/**
 * The bytes of a text before it is decoded. One byte longer than the limit, to detect a larger file. Never returned.
 */
let textBytes: Buffer | undefined;

/**
 * Whether a file may be read on the loop; a promise if it has to wait for the loop's next turn. A call with a signal or
 * timeout does not wait for that turn: it goes to a thread, which it can abandon.
 */
export function mayReadOnLoop({ pool, limits }: ReadRequest): boolean | Promise<boolean> {
  if (!enabled || pool !== undefined) return false;
  if (!loopBudget.isSpent()) return true;
  return limits === NO_LIMITS && loopBudget.nextTurn().then(() => true);
}

/** Reads a file on the loop if that cannot block: a small file in the page cache of a local file system. */
export function readOnLoop(path: string | Buffer, request: ReadRequest): Buffer | string | NeedsThread {
  const { root, position, length, maxBytes, encoding } = request;
  if (encoding === null) {
    const limit = Math.min(MAX_BYTES, maxBytes);
    const isWhole = position < 0 && length === Number.MAX_SAFE_INTEGER;
    let found = isWhole
      ? native.readHot(root, path, limit, mayBeExternal())
      : native.readHot(root, path, limit, mayBeExternal(), position, length, undefined);
    if (found === LIKELY_CACHED_RESULT && mayWaitBeside()) {
      found = native.readBeside(root, path, limit, mayBeExternal(), position, length, undefined);
    }
    if (typeof found === 'number' || !isMemory(found)) return toNeedsThread(found);
    const size = found.byteLength;
    loopBudget.spend(size);
    keepSpareMemory(size);
    return new OwnBuffer(found);
  }
  const limit = Math.min(MAX_TEXT_BYTES, maxBytes);
  textBytes ??= Buffer.allocUnsafeSlow(MAX_TEXT_BYTES + 1);
  const found = readToTarget(path, textBytes, limit, request);
  return typeof found === 'number' ? textBytes.toString(encoding, 0, found) : found;
}

/** Reads a file into `target` on the loop if that cannot block. Returns the number of bytes. */
export function readIntoOnLoop(path: string | Buffer, target: Uint8Array, request: ReadRequest): number | NeedsThread {
  return readToTarget(path, target, MAX_BYTES, request);
}

function readToTarget(
  path: string | Buffer,
  target: Uint8Array,
  limit: number,
  { root, position, length }: ReadRequest,
): number | NeedsThread {
  let found = native.readHot(root, path, limit, false, position, length, target);
  if (found === LIKELY_CACHED_RESULT && mayWaitBeside()) {
    found = native.readBeside(root, path, limit, false, position, length, target);
  }
  if (typeof found !== 'number' || found < 0) return toNeedsThread(found as number | OpenedFile);
  loopBudget.spend(found);
  return found;
}

/** An opened file has no properties. */
function isMemory(found: ArrayBuffer | OpenedFile): found is ArrayBuffer {
  return 'byteLength' in found;
}

function toNeedsThread(found: number | OpenedFile): NeedsThread {
  loopBudget.spend(-1);
  if (typeof found !== 'number') return new NeedsThread(found);
  if (found === LIKELY_CACHED_RESULT) return IS_LIKELY_CACHED;
  return found === TIME_IS_DUE_RESULT ? TIME_IS_DUE : NEEDS_THREAD;
}

/**
 * Rejects if the signal is aborted right after the call, although the file has been read by then. This includes an
 * abort in a `process.nextTick` callback that the caller queues after this one: promises resume only when that queue is
 * empty.
 */
export async function unlessAborted(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    nextTick(resolve);
  });
  if (signal.aborted) throw abortError(signal);
}
