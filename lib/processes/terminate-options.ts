import { abortError, invalidType } from '../errors.js';
import type { KillResult } from '../signals/kill.js';
import type { Signal } from '../signals/names.js';
import { signum } from '../signals/signum.js';
import { toAbortSignal, toOptions, toTimeout } from '../validate.js';
import { toTreeRoot } from './pid.js';

export interface TerminateOptions {
  /** The first signal. Default: `'SIGTERM'`. */
  killSignal?: Signal;
  /** Processes that are still alive after this many milliseconds get SIGKILL; `Infinity`: never. Default: 5000. */
  forceAfterMs?: number;
  /** Whether to terminate all descendants as well. Default: `false`. */
  tree?: boolean;
  /** Aborts the call: the promise rejects at once and no more signals are sent. */
  signal?: AbortSignal;
}

export interface TerminateResult {
  /**
   * `'exited'`: all ended after the first signal; `'forced'`: some ended after SIGKILL; `'gone'`: there was no such
   * process; `'partial'`: some could not be signalled.
   */
  outcome: 'exited' | 'forced' | 'gone' | 'partial';
  /** The processes that were signalled and have ended. */
  pids: number[];
  /** The processes that could not be signalled, with their errors. */
  failed: KillResult[];
}

/** The options with all defaults filled in. */
export interface TerminateRequest {
  killSignal: number;
  /** undefined: never. */
  forceAfterMs: number | undefined;
  tree: boolean;
  signal: AbortSignal | undefined;
}

const DEFAULT_FORCE_AFTER_MS = 5000;

export function toTerminateOptions(pid: number, options: TerminateOptions | null | undefined): TerminateRequest {
  const { killSignal = 'SIGTERM', forceAfterMs, tree = false, signal } = toOptions<TerminateOptions>(options);
  if (typeof tree !== 'boolean') throw invalidType('options.tree', 'of type boolean', tree);
  if (tree) toTreeRoot(pid);
  const request = {
    killSignal: signum(killSignal),
    forceAfterMs: toForceAfter(forceAfterMs),
    tree,
    signal: toAbortSignal(signal, 'options.signal'),
  };
  if (request.signal?.aborted) throw abortError(request.signal);
  return request;
}

/** The result if there was no such process. */
export function gone(): TerminateResult {
  return { outcome: 'gone', pids: [], failed: [] };
}

function toForceAfter(value: unknown): number | undefined {
  if (value === Infinity) return undefined;
  return toTimeout(value, 'options.forceAfterMs') ?? DEFAULT_FORCE_AFTER_MS;
}
