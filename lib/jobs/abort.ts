import { addAbortListener } from 'node:events';

interface Waiting {
  stops: Set<() => void>;
  listener: Disposable;
}

/** The callbacks of each signal that a call waits on. */
const waiting = new WeakMap<AbortSignal, Waiting>();

function listen(signal: AbortSignal): Waiting {
  const stops = new Set<() => void>();
  // Unlike addEventListener, it fires even after another listener's stopImmediatePropagation.
  const listener = addAbortListener(signal, () => {
    for (const stop of stops) stop();
  });
  const entry = { stops, listener };
  waiting.set(signal, entry);
  return entry;
}

/**
 * Calls `stop` when the signal is aborted. All calls that share a signal share one listener, because Node warns of a
 * leak when a signal has more than ten.
 *
 * @returns A function that removes `stop` again.
 */
export function onAbort(signal: AbortSignal, stop: () => void): () => void {
  const { stops, listener } = waiting.get(signal) ?? listen(signal);
  stops.add(stop);
  return () => {
    stops.delete(stop);
    if (stops.size > 0) return;
    waiting.delete(signal);
    listener[Symbol.dispose]();
  };
}
