import workerThreads from 'node:worker_threads';
import { abortError } from '../errors.js';
import { PATIENT } from '../job.js';
import { loopBudget } from '../loop-budget.js';
import { native } from '../native.js';
import { mayLend } from './may-lend.js';
import { keepSpareMemory } from './spare-memory.js';
import type { ReadRequest } from './read-request.js';

/** What is read on the loop at most, in bytes. Text is less: there it is decoded as well. */
const MOST_BYTES = 256 * 1024;
const MOST_TEXT = 32 * 1024;

/** Small files share slabs, as Node's small Buffers do: to make a Buffer's memory costs as much as to read into it. */
const SLAB_BYTES = 16 * 1024;
const SLAB_ROOM = 4096;

/** Switched off to compare, or where something in the kernel's way makes even such reads block. */
const enabled = process.env.OFFLOOP_HOT_READS !== '0';

/** Says that a thread has to read the file, and open it; a number below says that it is open already. */
export const ELSEWHERE = -1;

let slab = Buffer.alloc(0);
let used = 0;

function renewSlab(): void {
  slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  // Giving one Buffer away would empty its neighbours.
  workerThreads.markAsUntransferable(slab.buffer);
  used = 0;
}

/**
 * Whether a file may be read on the loop now; a promise where that has to wait for the loop's next turn. Who may be called
 * away does not wait for it: a thread can be left.
 */
export function mayReadHot({ pool, patience }: ReadRequest): boolean | Promise<boolean> {
  if (!enabled || pool !== undefined) return false;
  if (!loopBudget.isSpent()) return true;
  return patience === PATIENT && loopBudget.nextTurn().then(() => true);
}

/** The descriptor that a thread has to read, or -1: it has to open the file. */
export function descriptorOf(notFound: number): number {
  return notFound === ELSEWHERE ? -1 : -2 - notFound;
}

/**
 * Reads a file on the loop if that cannot block: a small one on a local file system whose pages are in memory.
 *
 * @returns its content, or a negative number: see {@link descriptorOf}.
 */
export function readHot(path: string | Buffer, request: ReadRequest): Buffer | string | number {
  const { root, position, length, maxBytes, encoding } = request;
  // A slab that somebody has detached after all has no length.
  if (slab.length - used < SLAB_ROOM) renewSlab();
  const most = encoding === null ? MOST_BYTES : MOST_TEXT;
  const found = native.readHot(path, root, position, length, most, slab, used, SLAB_ROOM, mayLend());
  const size = typeof found === 'number' ? found : found.length;
  loopBudget.spend(size);
  if (size < 0) return size;
  if (size > maxBytes) return ELSEWHERE;
  if (typeof found !== 'number') {
    keepSpareMemory(size);
    return encoding === null ? found : found.toString(encoding);
  }
  if (encoding !== null) return slab.toString(encoding, used, used + size);
  const start = used;
  // Every Buffer begins where a number of eight bytes may, as Node's do.
  used = (start + size + 7) & ~7;
  return Buffer.from(slab.buffer, start, size);
}

/**
 * Fills `target` on the loop, if that cannot block.
 *
 * @returns how many bytes, or a negative number: see {@link descriptorOf}.
 */
export function readHotInto(path: string | Buffer, target: Uint8Array, request: ReadRequest): number {
  const { root, position, length } = request;
  const room = Math.min(target.length, MOST_BYTES);
  const size = native.readHot(path, root, position, length, MOST_BYTES, target, 0, room, false) as number;
  loopBudget.spend(size);
  return size;
}

/** An abort right after the call rejects it, although all has been done by then. */
export async function unlessAborted(signal: AbortSignal): Promise<void> {
  await Promise.resolve();
  if (signal.aborted) throw abortError(signal);
}
