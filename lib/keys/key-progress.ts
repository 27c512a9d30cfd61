import { toListener, type ProgressListener } from '../jobs/progress.js';

/** A step in the generation of a key. */
export interface KeyProgress {
  /**
   * `'searching'`: OpenSSL tries another candidate for a prime; `'testing'`: a candidate has passed another test;
   * `'found'`: OpenSSL has found a prime, of which RSA and DSA need two. A key without primes reports one `'found'`
   * when it has been made.
   */
  phase: 'searching' | 'testing' | 'found';
  /** The number of steps of that phase so far, for this key. */
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
