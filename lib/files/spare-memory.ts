import { AsyncResource } from 'node:async_hooks';
import { native } from '../native.js';

/** Results of this size on have memory of the addon's, or had it while they were made; smaller ones never have. */
const LARGE = 64 * 1024;
/** How long memory waits for its next use: one to two of these. */
const IDLE_MS = 500;

let timer: NodeJS.Timeout | undefined;
let isUsed = false;

function freeIdle(): void {
  if (!isUsed) {
    clearInterval(timer);
    timer = undefined;
    native.keepSpareMemory(false);
    return;
  }
  isUsed = false;
  native.freeIdleMemory();
}

/** Bound to where this module is loaded: the timer must not keep the async context of whoever reads first. */
const startTimer = AsyncResource.bind(() => setInterval(freeIdle, IDLE_MS).unref());

/**
 * Has the memory of large results wait for the next of them once they are collected; to be called for each result, by
 * its length. When no more come, it is given back to the system.
 */
export function keepSpareMemory(length: number): void {
  if (length < LARGE) return;
  isUsed = true;
  if (timer !== undefined) return;
  native.keepSpareMemory(true);
  timer = startTimer();
}
