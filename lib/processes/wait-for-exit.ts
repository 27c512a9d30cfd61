import { constants } from 'node:os';
import { abortError, systemError, toError } from '../errors.js';
import { waitImpatiently } from '../job.js';
import { native, type NativeFailure } from '../native.js';
import { toAbortSignal, toOptions, toTimeout } from '../validate.js';
import { watchExit } from './exit-watch.js';
import { toPid } from './pid.js';

export interface WaitForExitOptions {
  /** Rejects with `ETIMEDOUT` after so many milliseconds. Default: never. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/**
 * Waits for the end of a process, our child or not, without polling and without a thread.
 *
 * @returns `'exited'` when it has ended, as a zombie too, and `'gone'` if there was none to begin with.
 * @throws Error `ETIMEDOUT`; `ABORT_ERR`; `EMFILE` when the program has no descriptor left.
 * @throws TypeError `ERR_INVALID_ARG_TYPE`, RangeError `ERR_OUT_OF_RANGE` for a pid that is none; below 1 as well.
 * @see pidfd_open(2)
 * @example
 * await kill(pid);
 * await waitForExit(pid, { timeoutMs: 5000 });
 */
export async function waitForExit(pid: number, options?: WaitForExitOptions): Promise<'exited' | 'gone'> {
  const subject = { pid: toPid(pid) };
  const given = toOptions<WaitForExitOptions>(options);
  const signal = toAbortSignal(given.signal, 'options.signal');
  const timeoutMs = toTimeout(given.timeoutMs, 'options.timeoutMs');
  if (signal?.aborted) throw abortError(signal);
  const process = native.openProcess(pid);
  if (process === constants.errno.ESRCH) return 'gone';
  if (typeof process === 'number') throw systemError(-process, 'open', subject);
  try {
    const watch = watchExit(process);
    await waitImpatiently(
      () => watch.ended,
      () => {
        watch.cancel();
      },
      subject,
      { signal, timeoutMs, syscall: 'wait' },
    );
    return 'exited';
  } catch (failure) {
    throw toError(failure as NativeFailure, subject);
  } finally {
    native.closeProcess(process);
  }
}
