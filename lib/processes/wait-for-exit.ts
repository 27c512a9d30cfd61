import { abortError, timeoutError } from '../errors.js';
import { native } from '../native/index.js';
import { toAbortSignal, toOptions, toTimeout } from '../validate.js';
import { waitForEnd } from './exit-watch.js';
import { toPid } from './pid.js';
import { tryOpenProcess } from './try-open-process.js';

export interface WaitForExitOptions {
  /** Rejects with `ETIMEDOUT` after this many milliseconds. Default: never. */
  timeoutMs?: number;
  /** Aborts the wait. */
  signal?: AbortSignal;
}

/**
 * Waits for the end of a process, a child of the caller or not, without polling and without blocking a thread.
 *
 * @returns `'exited'` when it has ended, even if it is still a zombie; `'gone'` if there was no such process.
 * @throws Error `ETIMEDOUT`; `ABORT_ERR`; `EMFILE` if the program has no descriptor left.
 * @throws TypeError `ERR_INVALID_ARG_TYPE` for an argument of the wrong type.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a pid below 1, and for a time out of range.
 * @see pidfd_open(2)
 * @example
 * await kill(pid);
 * await waitForExit(pid, { timeoutMs: 5000 });
 */
export async function waitForExit(pid: number, options?: WaitForExitOptions): Promise<'exited' | 'gone'> {
  toPid(pid);
  const given = toOptions<WaitForExitOptions>(options);
  const signal = toAbortSignal(given.signal, 'options.signal');
  const timeoutMs = toTimeout(given.timeoutMs, 'options.timeoutMs');
  if (signal?.aborted) throw abortError(signal);
  const process = tryOpenProcess(pid);
  if (process === undefined) return 'gone';
  try {
    if (await waitForEnd(process, pid, { signal, timeoutMs })) return 'exited';
    throw timeoutError(timeoutMs ?? 0, 'wait', { pid });
  } finally {
    native.closeProcess(process);
  }
}
