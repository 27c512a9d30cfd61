import { invalidType, invalidValue, outOfRange, systemError } from '../errors.js';
import { nextTurn } from '../loop/next-turn.js';
import { native } from '../native/index.js';
import { toInteger, toOptions } from '../validate.js';
import type { Signal } from './names.js';
import { signum } from './signum.js';

/** The result for one pid of a list. */
export interface KillResult {
  pid: number;
  /** Whether the signal was delivered. */
  delivered: boolean;
  /** The reason if not: `ESRCH`, `EPERM`, or the error of an invalid pid. */
  error?: NodeJS.ErrnoException;
}

export interface KillOptions {
  /** An int32 that is sent along with the signal: sigqueue(3). */
  value?: number;
}

/** After this many pids the event loop has a turn. */
const SLICE = 128;

/**
 * Sends a signal to a process. As in kill(2), pid 0 means the caller's process group and a negative pid another group.
 * Makes the system call directly, without starting a process.
 *
 * Signal 0 (`'NONE'`) only checks that the process exists. Pid -1, which means every process, is refused.
 *
 * @param signal - A name, with or without `SIG`, or a number. Default: `'SIGTERM'`.
 * @throws Error `ESRCH` if there is no such process or group; `EPERM` if the caller may not signal it; with `value`,
 * `EAGAIN` if the receiver's queue is full.
 * @throws TypeError `ERR_INVALID_ARG_TYPE` if the pid is not a number; `ERR_UNKNOWN_SIGNAL`; `ERR_INVALID_ARG_VALUE`
 * for pid -1, and for `value` with a group.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a pid or a value that is not an int32, and for a signal out of range.
 * @see kill(2), sigqueue(3)
 * @example
 * await kill(pid, 'HUP');
 * await kill(pid, 'SIGRTMIN+1', { value: 42 });
 */
export async function kill(pid: number, signal?: Signal, options?: KillOptions): Promise<void>;
/**
 * Sends a signal to each of many processes and returns a result for each, in the same order. A pid that is invalid or
 * cannot be signalled is a result with an `error`: the promise does not reject.
 *
 * @example
 * const missed = (await kill(pids, 'TERM')).filter((result) => !result.delivered);
 */
export async function kill(pids: readonly number[], signal?: Signal): Promise<KillResult[]>;
export async function kill(
  target: number | readonly number[],
  signal: Signal = 'SIGTERM',
  options?: KillOptions,
): Promise<void | KillResult[]> {
  if (Array.isArray(target)) return await killEach(target as readonly number[], signal, options);
  const pid = toTarget(target);
  const number = signum(signal);
  if (options === undefined) {
    const errno = native.kill(pid, number);
    if (errno !== 0) throw systemError(-errno, 'kill', { pid });
    return;
  }
  const { value } = toOptions(options);
  const [syscall, errno] =
    value === undefined
      ? (['kill', native.kill(pid, number)] as const)
      : ([
          'sigqueue',
          native.sigqueue(toSingle(pid), number, toInteger(value, 'options.value', -(2 ** 31), 2 ** 31 - 1)),
        ] as const);
  if (errno !== 0) throw systemError(-errno, syscall, { pid });
}

function toTarget(pid: unknown): number {
  if (typeof pid !== 'number') throw invalidType('pid', 'of type number or an array of numbers', pid);
  if ((pid | 0) !== pid) throw outOfRange('pid', 'a 32-bit integer', pid);
  if (pid === -1) throw invalidValue('pid', 'must not be -1, which means every process', pid);
  return pid;
}

function toSingle(pid: number): number {
  if (pid <= 0) throw invalidValue('pid', 'must be above 0 with options.value, because a group takes no value', pid);
  return pid;
}

async function killEach(pids: readonly number[], signal: Signal, options: unknown): Promise<KillResult[]> {
  const number = signum(signal);
  if (options !== undefined) throw invalidValue('options', 'must not be given with a list of pids', options);
  const wanted = [...pids];
  const results: KillResult[] = [];
  for (let start = 0; start < wanted.length; start += SLICE) {
    if (start > 0) await nextTurn();
    results.push(...killSlice(wanted.slice(start, start + SLICE), number));
  }
  return results;
}

function killSlice(pids: readonly number[], signal: number): KillResult[] {
  const results = pids.map((pid): KillResult => {
    try {
      return { pid: toTarget(pid), delivered: true };
    } catch (error) {
      return { pid, delivered: false, error: error as NodeJS.ErrnoException };
    }
  });
  const valid = results.filter((result) => result.delivered);
  const outcomes = Int32Array.from(valid, (result) => result.pid);
  native.killAll(outcomes, signal);
  for (const [index, result] of valid.entries()) {
    const errno = outcomes[index] ?? 0;
    if (errno === 0) continue;
    result.delivered = false;
    result.error = systemError(-errno, 'kill', { pid: result.pid });
  }
  return results;
}
