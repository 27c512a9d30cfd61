import { abortError } from '../errors.js';
import { nextTurn } from '../loop/next-turn.js';
import type { HeldBytes } from '../native/files.js';
import { native } from '../native/index.js';

/** What is copied before the loop has its turn: a fraction of a millisecond's worth. */
const SLICE_BYTES = 1024 * 1024;

/**
 * Copies what a thread has read to the beginning of `target`, a slice in a turn of the loop, and frees it.
 *
 * @returns false where `target` has been detached or made smaller meanwhile.
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
