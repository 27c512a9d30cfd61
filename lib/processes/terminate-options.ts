import { abortError, invalidType } from '../errors.js';
import type { KillResult } from '../signals/kill.js';
import type { Signal } from '../signals/names.js';
import { signum } from '../signals/signum.js';
import { toAbortSignal, toOptions, toTimeout } from '../validate.js';
import { toTreeRoot } from './pid.js';

export interface TerminateOptions {
  /** What is sent first. Default: `'SIGTERM'`. */
  killSignal?: Signal;
  /** After so many milliseconds what is left is sent SIGKILL; `Infinity`: never. Default: 5000. */
  forceAfterMs?: number;
  /** All that descend from the process as well. Default: `false`. */
  tree?: boolean;
  /** Frees the caller; nothing more is sent then. */
  signal?: AbortSignal;
}

export interface TerminateResult {
  /**
   * `'exited'`: all have ended by themselves; `'forced'`: some after SIGKILL; `'gone'`: there was none; `'partial'`: some
   * could not be signalled.
   */
  outcome: 'exited' | 'forced' | 'gone' | 'partial';
  /** Those that were signalled and have ended. */
  pids: number[];
  /** Those that could not be signalled, and why. */
  failed: KillResult[];
}

/** The options with every default filled in. */
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

/** What there is to say where there was no such process. */
export function gone(): TerminateResult {
  return { outcome: 'gone', pids: [], failed: [] };
}

function toForceAfter(value: unknown): number | undefined {
  if (value === Infinity) return undefined;
  return toTimeout(value, 'options.forceAfterMs') ?? DEFAULT_FORCE_AFTER_MS;
}
