// @module-tag quick-debug
import fc from 'fast-check';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { labelled } from '../../support/labelled.js';
import { rejection } from '../../support/rejection.js';

const TYPE = [TypeError, 'ERR_INVALID_ARG_TYPE'] as const;
const VALUE = [TypeError, 'ERR_INVALID_ARG_VALUE'] as const;
const RANGE = [RangeError, 'ERR_OUT_OF_RANGE'] as const;

async function expectRefused(
  [type, code]: readonly [ErrorConstructor, string],
  path: unknown,
  options?: unknown,
): Promise<void> {
  const error = await rejection(() => readFile(path as string, options as object));
  expect(error).toBeInstanceOf(type);
  expect(error.code).toBe(code);
}

test.each([
  undefined,
  null,
  5,
  NaN,
  true,
  {},
  [],
  ['/dev/null'],
  1n,
  Symbol('path'),
  () => '/dev/null',
  new ArrayBuffer(8),
])('readFile() rejects path %s', async (path) => {
  await expectRefused(TYPE, path);
  await expectRefused(TYPE, path, { signal: AbortSignal.abort() });
});

test.each(['\0', '/dev/null\0', '\0/dev/null', Buffer.from('/dev/null\0')])(
  'readFile() rejects a path with a NUL byte: %j',
  async (path) => {
    await expectRefused(VALUE, path);
  },
);

test.each(labelled([5, true, [], 1n, Symbol('options'), () => ({})]))(
  'readFile() rejects options $title',
  async ({ value: options }) => {
    await expectRefused(TYPE, '/dev/null', options);
  },
);

test.each(['maxBytes', 'position', 'length', 'timeoutMs'])(
  'readFile() rejects %s unless it is a whole number',
  async (name) => {
    for (const value of [NaN, -1, 1.5, Infinity, -Infinity, 2 ** 53, -(2 ** 53), 2 ** 64]) {
      await expectRefused(RANGE, '/dev/null', { [name]: value });
    }
    for (const value of ['1', true, {}, [], 1n, Symbol('1'), () => 1]) {
      await expectRefused(TYPE, '/dev/null', { [name]: value });
    }
  },
);

test('readFile() rejects a timeout that is too long for a timer', async () => {
  await expectRefused(RANGE, '/dev/null', { timeoutMs: 2 ** 31 });
  await expect(readFile('/dev/null', { timeoutMs: 2 ** 31 - 1 })).resolves.toHaveLength(0);
});

test.each(labelled([null, 5, 'signal', true, {}, [], new AbortController(), { aborted: false }]))(
  'readFile() rejects signal $title',
  async ({ value: signal }) => {
    await expectRefused(TYPE, '/dev/null', { signal });
  },
);

test('readFile() ignores options that are undefined', async () => {
  const options = {
    encoding: undefined,
    maxBytes: undefined,
    position: undefined,
    length: undefined,
    signal: undefined,
    timeoutMs: undefined,
  };
  await expect(readFile('/dev/null', options)).resolves.toEqual(Buffer.of());
});

test('readFile() rejects when a getter of the options throws', async () => {
  const cause = new Error('from the getter');
  const options = {
    get length(): number {
      throw cause;
    },
  };
  expect(await rejection(() => readFile('/dev/null', options))).toBe(cause);
});

test("an argument error has a message and a stack that names the caller's file", async () => {
  const error = await rejection(() => readFile('/dev/null', { maxBytes: -7 }));
  expect(error.message).toContain('maxBytes');
  expect(error.message).toContain('-7');
  expect(error.stack).toContain('read-file/arguments.test.ts');
});

test('readFile() rejects arbitrary arguments with a documented code', async () => {
  const codes = [
    ...['ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_VALUE', 'ERR_OUT_OF_RANGE'],
    ...['ENOENT', 'ENAMETOOLONG', 'EFBIG', 'ETIMEDOUT', 'ERR_INVALID_FILE_URL_PATH', 'ERR_INVALID_FILE_URL_HOST'],
  ];
  // Beneath a name that does not exist, so that nothing on this machine is read.
  const path = fc.oneof(
    fc.anything(),
    fc.string().map((name) => `/absent-folder/${name}`),
    fc.constant('/dev/null'),
  );
  const options = fc.oneof(
    fc.anything(),
    fc.record(
      {
        encoding: fc.oneof(fc.anything(), fc.constant('utf8')),
        maxBytes: fc.oneof(fc.anything(), fc.maxSafeNat()),
        position: fc.oneof(fc.anything(), fc.maxSafeNat()),
        length: fc.oneof(fc.anything(), fc.maxSafeNat()),
        timeoutMs: fc.oneof(fc.anything(), fc.nat()),
      },
      { requiredKeys: [] },
    ),
  );
  await fc.assert(
    fc.asyncProperty(path, options, async (name, value) => {
      if (typeof name === 'string' && !name.startsWith('/')) return;
      const pending: unknown = readFile(name as string, value as object);
      expect(pending).toBeInstanceOf(Promise);
      await (pending as Promise<unknown>).catch((error: unknown) => {
        expect(codes).toContain((error as NodeJS.ErrnoException).code);
      });
    }),
    { seed: 20_240_229, numRuns: 2000 },
  );
});
