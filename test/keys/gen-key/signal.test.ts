// @module-tag no-asan
import { getEventListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { genKey } from 'offloop';
import { afterEach, describe, expect, test } from 'vitest';
import { genAnyKey } from '../../support/keys/key-cases.js';
import { hasProc, keyThreads } from '../../support/pools/threads.js';
import { rejection } from '../../support/rejection.js';
import { until } from '../../support/until.js';

/** A key that takes minutes, so that only an abort ends it. */
const ENDLESS = { modulusLength: 16384 };

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** Keeps every key thread busy until `abort` is called or the test ends. */
function occupyThreads() {
  const controller = new AbortController();
  const keys = Array.from({ length: availableParallelism() }, () =>
    rejection(() => genKey('rsa', { ...ENDLESS, signal: controller.signal })),
  );
  const abort = () => {
    controller.abort();
    return Promise.all(keys);
  };
  endings.push(abort);
  return { keys, abort };
}

const allThreadsRun = () => keyThreads().filter(({ state }) => state === 'R').length === availableParallelism();

/** The state of a promise. */
function watch(promise: Promise<unknown>): { settled: boolean } {
  const watched = { settled: false };
  const settle = () => {
    watched.settled = true;
  };
  promise.then(settle, settle);
  return watched;
}

function expectAbortError(error: Error, signal: AbortSignal): void {
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', message: 'The operation was aborted' });
  expect(error.cause).toBe(signal.reason);
}

describe('the error', () => {
  test.each([
    ['none', undefined],
    ['an error', new Error('enough')],
    ['a string', 'enough'],
    ['null', null],
  ])('has the reason as its cause: %s', async (_, reason) => {
    const already = AbortSignal.abort(reason);
    expectAbortError(await rejection(() => genKey('ed25519', { signal: already })), already);

    const controller = new AbortController();
    const promise = rejection(() => genKey('rsa', { ...ENDLESS, signal: controller.signal }));
    controller.abort(reason);
    expectAbortError(await promise, controller.signal);
  });

  test('is an AbortError for a signal that times out too', async () => {
    const signal = AbortSignal.timeout(1);
    const error = await rejection(() => genKey('rsa', { ...ENDLESS, signal }));
    expectAbortError(error, signal);
    expect(error.cause).toMatchObject({ name: 'TimeoutError' });
  });
});

describe('an abort rejects at once', () => {
  test('before the call', async () => {
    occupyThreads();
    const signal = AbortSignal.abort();
    expectAbortError(await rejection(() => genKey('rsa', { ...ENDLESS, signal })), signal);
  });

  test('right after the call', async () => {
    const controller = new AbortController();
    const promise = rejection(() => genKey('ed25519', { signal: controller.signal }));
    controller.abort();
    expectAbortError(await promise, controller.signal);
  });

  test('while the key is in the queue', async () => {
    const { keys } = occupyThreads();
    const running = watch(Promise.race(keys));
    const controller = new AbortController();
    const promise = rejection(() => genKey('ed25519', { signal: controller.signal }));
    const behind = watch(genKey('ed25519'));
    controller.abort();
    expectAbortError(await promise, controller.signal);
    expect(running.settled).toBe(false);
    expect(behind.settled).toBe(false);
  });

  test.skipIf(!hasProc)('while the key is made, before the event loop has its next turn', async () => {
    const { keys, abort } = occupyThreads();
    await until(allThreadsRun);
    const rejected = watch(Promise.all(keys));
    void abort();
    // All promise reactions run before a tick that one of them schedules.
    await new Promise((resolve) => {
      process.nextTick(resolve);
    });
    expect(rejected.settled).toBe(true);
  });
});

describe('an abort frees the thread', () => {
  test.skipIf(!hasProc)('when every thread is in the middle of a key', async () => {
    const { abort } = occupyThreads();
    await until(allThreadsRun);
    await abort();
    await genKey('ed25519');
  });

  test.skipIf(!hasProc)('at RSA-8192 as at RSA-16384, again and again', async () => {
    for (let i = 0; i < 5; i++) {
      const controller = new AbortController();
      const keys = Array.from({ length: availableParallelism() }, () =>
        rejection(() => genKey('rsa', { modulusLength: 8192, signal: controller.signal })),
      );
      await until(allThreadsRun);
      controller.abort();
      for (const error of await Promise.all(keys)) expectAbortError(error, controller.signal);
      await genKey('ed25519');
    }
  });

  test('and a key that was aborted in the queue is not made', async () => {
    const { abort } = occupyThreads();
    const controller = new AbortController();
    const keys = Array.from({ length: 100 }, () =>
      rejection(() => genKey('rsa', { ...ENDLESS, signal: controller.signal })),
    );
    const behind = genKey('ed25519');
    controller.abort();
    await abort();
    await Promise.all(keys);
    await behind;
  });
});

describe('the signal', () => {
  const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort');

  test('has a listener while calls are pending, and none after', async () => {
    const { signal } = new AbortController();
    const keys = [genKey('ed25519', { signal }), genKey('ed25519', { signal })];
    expect(listeners(signal)).not.toEqual([]);
    await Promise.all(keys);
    expect(listeners(signal)).toEqual([]);
  });

  test('has no listener after a failure', async () => {
    const { signal } = new AbortController();
    await rejection(() => genKey('rsa', { modulusLength: 100, signal }));
    await rejection(() => genKey('ec', { namedCurve: 'nonsense', signal }));
    await rejection(() => genKey('rsa', { modulusLength: -1, signal }));
    expect(listeners(signal)).toEqual([]);
  });

  test('has no listener after an abort', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const promise = rejection(() => genKey('rsa', { ...ENDLESS, signal }));
    controller.abort();
    await promise;
    await rejection(() => genKey('ed25519', { signal }));
    expect(listeners(signal)).toEqual([]);
  });

  test('aborts the call even if another listener stops the event', async () => {
    const controller = new AbortController();
    controller.signal.addEventListener('abort', (event) => {
      event.stopImmediatePropagation();
    });
    const promise = rejection(() => genKey('ed25519', { signal: controller.signal }));
    controller.abort();
    expectAbortError(await promise, controller.signal);
  });

  test('may be passed to many calls without a warning', async () => {
    const warnings: Error[] = [];
    const collect = (warning: Error) => warnings.push(warning);
    process.on('warning', collect);
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 100 }, () => genKey('ed25519', { signal })));
    process.off('warning', collect);
    expect(warnings).toEqual([]);
  });

  test('has no effect after the call has settled', async () => {
    const controller = new AbortController();
    const { privateKey } = await genKey('ed25519', { signal: controller.signal });
    controller.abort();
    expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    await genKey('ed25519');
  });

  test('aborts no other calls', async () => {
    const controller = new AbortController();
    const other = new AbortController();
    const aborted = rejection(() => genKey('rsa', { ...ENDLESS, signal: controller.signal }));
    const keys = Array.from({ length: 20 }, () => genKey('ed25519', { signal: other.signal }));
    controller.abort();
    expectAbortError(await aborted, controller.signal);
    await Promise.all(keys);
  });

  test.each([null, 5, 'abort', true, {}, [], { aborted: false }, () => undefined])('must not be %s', async (signal) => {
    expect(await rejection(() => genAnyKey('ed25519', { signal }))).toMatchObject({
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
    });
  });
});
