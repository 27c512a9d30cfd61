// @module-tag tsan
// @module-tag quick-debug
import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { createThreadPool, ThreadPool } from 'offloop';
import { expect, test } from 'vitest';
import { labelled } from '../support/labelled.js';
import { makePool } from '../support/pools/pool.js';

/** Calls it without types. */
const create = createThreadPool as (options?: unknown) => ThreadPool;

function expectRefused(type: ErrorConstructor, code: string, options?: unknown): void {
  let error: unknown;
  try {
    create(options);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(type);
  expect(error).toMatchObject({ code });
}

test('createThreadPool() uses the options or their defaults', () => {
  const pool = makePool({ name: 'reports', threads: 3, maxQueue: 10, niceness: 5 });
  expect(pool).toBeInstanceOf(ThreadPool);
  expect(pool).toMatchObject({ name: 'reports', threads: 3 });
  expect(makePool().threads).toBe(availableParallelism());
  expect(makePool({ threads: undefined, maxQueue: undefined, niceness: undefined }).threads).toBe(
    availableParallelism(),
  );
});

test('createThreadPool() creates two pools of the same name', () => {
  const [first, second] = [makePool({ name: 'twin', threads: 1 }), makePool({ name: 'twin', threads: 2 })];
  expect(first).not.toBe(second);
  expect([first.threads, second.threads]).toEqual([1, 2]);
});

test.each(labelled([5, null, undefined, true, {}, ['a'], Symbol('a')]))(
  'createThreadPool() rejects the name $title',
  ({ value }) => {
    expectRefused(TypeError, 'ERR_INVALID_ARG_TYPE', { name: value });
  },
);

test.each(labelled(['', '\0', 'a\0b', 'libuv', 'keys']))('createThreadPool() rejects the name $title', ({ value }) => {
  expectRefused(TypeError, 'ERR_INVALID_ARG_VALUE', { name: value });
});

test('createThreadPool() rejects missing and invalid options', () => {
  for (const options of [undefined, null, {}, 5, 'name', [], () => undefined]) {
    expectRefused(TypeError, 'ERR_INVALID_ARG_TYPE', options);
  }
});

const RANGES = { threads: [1, 1024], maxQueue: [1, 2 ** 31 - 1], niceness: [0, 19] } as const;

test.each(Object.entries(RANGES))(
  'createThreadPool() accepts only whole numbers in range for %s',
  async (option, [min, max]) => {
    for (const value of [min - 1, max + 1, NaN, 1.5, Infinity, -Infinity, -1, 2 ** 53]) {
      expectRefused(RangeError, 'ERR_OUT_OF_RANGE', { name: 'pool', [option]: value });
    }
    for (const value of [null, '1', 1n, true, {}, [1]]) {
      expectRefused(TypeError, 'ERR_INVALID_ARG_TYPE', { name: 'pool', [option]: value });
    }
    for (const value of [min, max]) await create({ name: 'pool', [option]: value }).close();
  },
);

test('createThreadPool() accepts arbitrary options or throws a documented code', async () => {
  const codes = ['ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_VALUE', 'ERR_OUT_OF_RANGE'];
  const number = fc.oneof(fc.anything(), fc.integer(), fc.double());
  const options = fc.record(
    { name: fc.oneof(fc.string(), fc.anything()), threads: number, maxQueue: number, niceness: number },
    { requiredKeys: ['name'] },
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(options, fc.anything()), async (given) => {
      let pool;
      try {
        pool = create(given);
      } catch (error) {
        expect(codes).toContain((error as NodeJS.ErrnoException).code);
        return;
      }
      expect(pool.stats()).toMatchObject({ name: pool.name, threads: pool.threads });
      await pool.close();
    }),
    { seed: 20_240_301, numRuns: 2000 },
  );
});

test('the constructor of ThreadPool throws', () => {
  const Constructor = ThreadPool as unknown as new (...args: unknown[]) => unknown;
  for (const args of [[], [Symbol('ThreadPool'), { name: 'a', threads: 1 }, {}]]) {
    expect(() => new Constructor(...args)).toThrow(
      expect.objectContaining({ name: 'TypeError', code: 'ERR_ILLEGAL_CONSTRUCTOR' }),
    );
  }
});
