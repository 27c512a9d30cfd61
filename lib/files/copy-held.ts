import { abortError } from '../errors.js';
import { nextTurn } from '../loop/next-turn.js';
import type { HeldBytes } from '../native/files.js';
import { native } from '../native/index.js';

/** The loop has a turn after this many bytes, which take a fraction of a millisecond to copy. */
const SLICE_BYTES = 1024 * 1024;

/**
 * Copies bytes that a thread has read to the beginning of `target`, one slice in each turn of the loop, then frees
 * them.
 *
 * @returns False if `target` was detached or made smaller in the meantime.
 */
export async function copyHeld(held: HeldBytes, target: Uint8Array, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    const size = native.sizeOfHeld(held);
    for (let copied = 0; copied < size; copied += SLICE_BYTES) {
      if (copied > 0) await nextTurn();
      if (signal?.aborted) throw abortError(signal);
      if (!native.copyHeld(held, target, copied, Math.min(SLICE_BYTES, size - copied))) return false;
    }
    return true;
  } finally {
    native.freeHeld(held);
  }
}
