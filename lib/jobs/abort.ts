import { addAbortListener } from 'node:events';

interface Waiting {
  stops: Set<() => void>;
  listener: Disposable;
}

/** What each signal stops, while something waits on it. */
const waiting = new WeakMap<AbortSignal, Waiting>();

function listen(signal: AbortSignal): Waiting {
  const stops = new Set<() => void>();
  // Other than addEventListener, it hears of the abort also where another listener has stopped the event.
  const listener = addAbortListener(signal, () => {
    for (const stop of stops) stop();
  });
  const entry = { stops, listener };
  waiting.set(signal, entry);
  return entry;
}

/**
 * Calls `stop` when the signal is aborted. However many share a signal, it gets one listener: Node warns of a leak
 * from the eleventh on.
 *
 * @returns A function that ends the wait.
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
