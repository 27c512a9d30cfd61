import { toListener, type ProgressListener } from '../jobs/progress.js';

/** How far the generation of a key has come. */
export interface KeyProgress {
  /**
   * `'searching'`: another candidate for a prime; `'testing'`: a candidate has stood another test; `'found'`: a prime has
   * been found, two for RSA and DSA. Of a key that has no primes only `'found'` is told, when it has been made.
   */
  phase: 'searching' | 'testing' | 'found';
  /** How many of that phase there have been for this key. */
  count: number;
}

/** In the order of `native/keys/generate.cc`. */
const PHASES = ['searching', 'testing', 'found'] as const;

/** The option `onProgress`. */
export function toKeyListener(value: unknown): ProgressListener | undefined {
  const listener = toListener(value, 'options.onProgress');
  if (listener === undefined) return undefined;
  return (phase = NaN, count = NaN) => {
    const step: KeyProgress = { phase: PHASES[phase] ?? 'searching', count };
    listener(step);
  };
}
