// @module-tag no-asan
// @module-tag quick-tsan
// @module-tag tsan
import { AsyncLocalStorage } from 'node:async_hooks';
import { genKey, type KeyProgress } from 'offloop';
import { describe, expect, test } from 'vitest';
import { genAnyKey, keyCases } from '../../support/keys/key-cases.js';
import { labelled } from '../../support/labelled.js';
import { makePool } from '../../support/pools/pool.js';
import { runNode } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';
import { manyTurns } from '../../support/turns.js';

/** A listener that records its reports. */
function makeListener() {
  const steps: KeyProgress[] = [];
  const onProgress = (step: KeyProgress) => {
    steps.push(step);
  };
  return { steps, onProgress };
}

/** The reports of one phase. */
function countsOf(steps: KeyProgress[], phase: KeyProgress['phase']): number[] {
  return steps.filter((step) => step.phase === phase).map(({ count }) => count);
}

describe('onProgress reports', () => {
  test.each([1024, 2048])('the search for the primes of RSA-%i', async (modulusLength) => {
    const began = performance.now();
    const { steps, onProgress } = makeListener();
    await genKey('rsa', { modulusLength, onProgress });
    const elapsedMs = performance.now() - began;

    // The counts at that moment depend on the event loop.
    expect(steps[0]?.phase).toMatch(/^(searching|testing)$/);
    expect(steps.at(-1)?.phase).toBe('found');
    // Each prime. Some may not fit the others.
    const found = countsOf(steps, 'found');
    expect(found.length).toBeGreaterThanOrEqual(2);
    expect(found).toEqual(found.map((_, index) => index + 1));
    for (const phase of ['searching', 'testing'] as const) {
      const counts = countsOf(steps, phase);
      expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
    }
    // The other phases fifty times a second.
    expect(steps.length - found.length).toBeLessThanOrEqual(2 + elapsedMs / 20);
  });

  test('the two primes of the parameters of a DSA key', async () => {
    const { steps, onProgress } = makeListener();
    await genKey('dsa', { modulusLength: 1024, divisorLength: 160, onProgress });
    expect(steps.filter(({ phase }) => phase === 'found').map(({ count }) => count)).toEqual([1, 2]);
    expect(steps.at(-1)?.phase).toBe('found');
  });

  test.each(keyCases.filter(({ type }) => !type.startsWith('rsa') && type !== 'dsa'))(
    'once that a key without primes has been made: $name',
    async ({ type, options }) => {
      const { steps, onProgress } = makeListener();
      await genAnyKey(type, { ...options, onProgress });
      expect(steps).toEqual([{ phase: 'found', count: 1 }]);
    },
  );

  test('the progress of its own key only, on any threads', async () => {
    const pool = makePool({ threads: 2 });
    const listeners = Array.from({ length: 50 }, makeListener);
    await Promise.all(
      listeners.map(({ onProgress }, index) => genKey('ed25519', { onProgress, ...(index % 2 ? { pool } : {}) })),
    );
    for (const { steps } of listeners) expect(steps).toEqual([{ phase: 'found', count: 1 }]);
  });

  test('in the context of the call, and before the promise settles', async () => {
    const storage = new AsyncLocalStorage<string>();
    const heard: unknown[] = [];
    const call = () => genKey('rsa', { modulusLength: 1024, onProgress: () => heard.push(storage.getStore()) });
    await storage.run('of the call', call).then(() => heard.push('settled'));
    expect(heard.length).toBeGreaterThanOrEqual(4);
    expect(new Set(heard.slice(0, -1))).toEqual(new Set(['of the call']));
    await manyTurns();
    expect(heard.at(-1)).toBe('settled');
  });

  test('nothing for a key that is refused', async () => {
    const { steps, onProgress } = makeListener();
    const error = await rejection(() => genKey('ec', { namedCurve: 'none', onProgress }));
    expect(error.code).toBe('ERR_CRYPTO_INVALID_CURVE');
    expect(steps).toEqual([]);
  });

  test.each([
    // The key takes minutes.
    ['searching', 16384],
    ['found', 1024],
  ] as const)('nothing after an abort, as its own when it hears %s', async (phase, modulusLength) => {
    const controller = new AbortController();
    const steps: KeyProgress[] = [];
    const error = await rejection(() =>
      genKey('rsa', {
        modulusLength,
        signal: controller.signal,
        onProgress: (step) => {
          steps.push(step);
          if (step.phase === phase) controller.abort();
        },
      }),
    );
    expect(error.code).toBe('ABORT_ERR');
    await genKey('ed25519');
    await manyTurns();
    expect(steps.filter((step) => step.phase === phase)).toHaveLength(1);
    expect(steps.at(-1)?.phase).toBe(phase);
  });
});

describe('an error that a listener throws', () => {
  test('is an uncaught exception, and the key is made nevertheless', async () => {
    const ended = await runNode('keys/throw-while-told.mjs', ['handle']);
    const stdout = 'uncaught: found 1\n-----BEGIN PRIVATE KEY-----\n';
    expect(ended).toEqual({ code: 0, signal: null, stdout, stderr: '' });
  });

  test('ends a program that does not handle it', async () => {
    const ended = await runNode('keys/throw-while-told.mjs');
    expect(ended).toMatchObject({ code: 1, signal: null, stdout: '' });
    expect(ended.stderr).toContain('Error: found 1\n');
  });
});

test.each(labelled([null, 5, 'listener', {}, []]))('onProgress must be a function, not $title', async ({ value }) => {
  const error = await rejection(() => genAnyKey('ed25519', { onProgress: value }));
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
  expect(error.message).toMatch(/^The "options.onProgress" property must be of type function. Received /);
});
