// Named: the global one is a getter.
import { Buffer } from 'node:buffer';
import { nextTick } from 'node:process';
import { abortError } from '../errors.js';
import { NO_LIMITS } from '../jobs/job.js';
import { loopBudget } from '../loop/budget.js';
import type { OpenedFile } from '../native/files.js';
import { native } from '../native/index.js';
import { mayLend } from './may-lend.js';
import type { ReadRequest } from './read-request.js';
import { keepSpareMemory } from './spare-memory.js';

/** What is read on the loop at most, in bytes. Text is less: there it is decoded as well. */
const MAX_BYTES = 256 * 1024;
const MAX_TEXT_BYTES = 32 * 1024;

/** Switched off to compare, or where something in the kernel's way makes even such reads block. */
const enabled = process.env.OFFLOOP_HOT_READS !== '0';

/** Says that a thread has to read a file, and what the loop has found out about it. */
export class NeedsThread {
  constructor(
    /** The file, where the loop has opened it and closing it would be noticed. */
    readonly opened?: OpenedFile,
    /** The kernel would write the time of access, and might read from the disk for that. */
    readonly timeIsDue = false,
  ) {}
}

export function needsThread(found: Buffer | string | number | NeedsThread): found is NeedsThread {
  return typeof found === 'object' && 'timeIsDue' in found;
}

/** The file has to be opened, for whatever reason. */
export const NEEDS_THREAD = new NeedsThread();
const TIME_IS_DUE = new NeedsThread(undefined, true);
/** The class of Buffers, whose constructor takes a tenth of a microsecond less than `Buffer.from`. */
const OwnBuffer = (Buffer as unknown as Record<symbol, unknown>)[Symbol.species] as new (memory: ArrayBuffer) => Buffer;

/** As the addon numbers it. */
const TIME_IS_DUE_RESULT = -2;

/** What text is decoded from, with room for a byte more, which tells a file that is too large. No result is made of it. */
let textBytes: Buffer | undefined;

/**
 * Whether a file may be read on the loop now; a promise where that has to wait for the loop's next turn. Who may be called
 * away does not wait for it: a thread can be left.
 */
export function mayReadOnLoop({ pool, limits }: ReadRequest): boolean | Promise<boolean> {
  if (!enabled || pool !== undefined) return false;
  if (!loopBudget.isSpent()) return true;
  return limits === NO_LIMITS && loopBudget.nextTurn().then(() => true);
}

/** Reads a file on the loop if that cannot block: a small one on a local file system whose pages are in memory. */
export function readOnLoop(path: string | Buffer, request: ReadRequest): Buffer | string | NeedsThread {
  const { root, position, length, maxBytes, encoding } = request;
  if (encoding === null) {
    const limit = Math.min(MAX_BYTES, maxBytes);
    const isWhole = root === undefined && position < 0 && length === Number.MAX_SAFE_INTEGER;
    const found = isWhole
      ? native.readHot(path, limit, mayLend())
      : native.readHot(path, limit, mayLend(), root, position, length, undefined);
    if (typeof found === 'number' || !isMemory(found)) return toNeedsThread(found);
    const size = found.byteLength;
    loopBudget.spend(size);
    keepSpareMemory(size);
    return new OwnBuffer(found);
  }
  const limit = Math.min(MAX_TEXT_BYTES, maxBytes);
  textBytes ??= Buffer.allocUnsafeSlow(MAX_TEXT_BYTES + 1);
  const found = native.readHot(path, limit, false, root, position, length, textBytes);
  if (typeof found !== 'number' || found < 0) return toNeedsThread(found as number | OpenedFile);
  loopBudget.spend(found);
  return textBytes.toString(encoding, 0, found);
}

/** Fills `target` on the loop, if that cannot block, and says with how many bytes. */
export function readIntoOnLoop(path: string | Buffer, target: Uint8Array, request: ReadRequest): number | NeedsThread {
  const { root, position, length } = request;
  const found = native.readHot(path, MAX_BYTES, false, root, position, length, target);
  if (typeof found !== 'number' || found < 0) return toNeedsThread(found as number | OpenedFile);
  loopBudget.spend(found);
  return found;
}

/** The other objects that the addon may have found have no properties. */
function isMemory(found: ArrayBuffer | OpenedFile): found is ArrayBuffer {
  return 'byteLength' in found;
}

function toNeedsThread(found: number | OpenedFile): NeedsThread {
  loopBudget.spend(-1);
  if (typeof found !== 'number') return new NeedsThread(found);
  return found === TIME_IS_DUE_RESULT ? TIME_IS_DUE : NEEDS_THREAD;
}

/**
 * An abort right after the call rejects it, although all has been done by then: also one in `process.nextTick`, which is
 * behind this one in the queue. A promise goes on only when that queue is empty.
 */
export async function unlessAborted(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    nextTick(resolve);
  });
  if (signal.aborted) throw abortError(signal);
}
