// @module-tag quick-portable
// @module-tag tsan
// @module-tag quick-debug
import fc from 'fast-check';
import { descendants, findProcesses, killTree, UsageSampler } from 'offloop';
import { expect, test } from 'vitest';
import { labelled } from '../support/labelled.js';
import { isLeftOut } from '../support/left-out.js';
import { rejection } from '../support/rejection.js';

const sampler = new UsageSampler();
const noProc = isLeftOut('/proc');

const takers: [string, (pid: any) => Promise<unknown>][] = [
  ['descendants', (pid) => descendants(pid)],
  // Signal 0, so that no process is signalled by mistake.
  ['killTree', (pid) => killTree(pid, 0)],
  ['sample', (pid) => sampler.sample(pid)],
  ['sample of a list', (pid) => sampler.sample([process.pid, pid])],
];

const outOfRange = labelled([0, -1, -4242, NaN, 1.5, 2 ** 31, 2 ** 40, Infinity, -Infinity]);
const wrongType = labelled<unknown>([
  '12',
  '',
  null,
  undefined,
  true,
  {},
  1n,
  Symbol('pid'),
  () => 1,
  { valueOf: () => 1 },
]);

for (const [name, call] of takers) {
  test.each(outOfRange)(`${name} rejects pid $title as out of range`, async ({ value }) => {
    const error = await rejection(() => call(value));
    expect(error).toBeInstanceOf(RangeError);
    expect(error.code).toBe('ERR_OUT_OF_RANGE');
  });

  test.each(wrongType)(`${name} rejects pid $title as of the wrong type`, async ({ value }) => {
    const error = await rejection(() => call(value));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.code).toBe('ERR_INVALID_ARG_TYPE');
  });
}

test.skipIf(noProc).each([2 ** 22 + 1, 2 ** 31 - 1])(
  'pid %i, above pid_max, is ESRCH and has no usage',
  async (pid) => {
    await expect(descendants(pid)).rejects.toMatchObject({ code: 'ESRCH', pid });
    await expect(killTree(pid)).rejects.toMatchObject({ code: 'ESRCH', pid });
    await expect(sampler.sample(pid)).resolves.toEqual(new Map());
  },
);

test.each([1, process.pid])('killTree() rejects pid %i', async (pid) => {
  for (const signal of [0, 'TERM'] as const) {
    const error = await rejection(() => killTree(pid, signal));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.code).toBe('ERR_INVALID_ARG_VALUE');
  }
});

test.each([
  ['SIGFOO', 'ERR_UNKNOWN_SIGNAL'],
  ['term', 'ERR_UNKNOWN_SIGNAL'],
  [65, 'ERR_OUT_OF_RANGE'],
  [32, 'ERR_OUT_OF_RANGE'],
  [null, 'ERR_INVALID_ARG_TYPE'],
])('killTree() rejects signal %s', async (signal, code) => {
  expect((await rejection(() => killTree(2 ** 31 - 1, signal as 'TERM'))).code).toBe(code);
});

test.skipIf(noProc)('sample() of an empty list returns no usages', async () => {
  await expect(sampler.sample([])).resolves.toEqual(new Map());
});

test.each([
  [undefined, 'ERR_INVALID_ARG_TYPE'],
  [null, 'ERR_INVALID_ARG_TYPE'],
  ['nginx', 'ERR_INVALID_ARG_TYPE'],
  [80, 'ERR_INVALID_ARG_TYPE'],
  [[], 'ERR_INVALID_ARG_TYPE'],
  [{}, 'ERR_INVALID_ARG_VALUE'],
  [{ name: undefined, port: undefined }, 'ERR_INVALID_ARG_VALUE'],
  [{ protocol: 'tcp' }, 'ERR_INVALID_ARG_VALUE'],
  [{ name: 'nginx', protocol: 'tcp' }, 'ERR_INVALID_ARG_VALUE'],
  [{ port: 80, protocol: 'TCP' }, 'ERR_INVALID_ARG_VALUE'],
  [{ port: 80, protocol: 6 }, 'ERR_INVALID_ARG_VALUE'],
  [{ port: 0 }, 'ERR_OUT_OF_RANGE'],
  [{ port: -1 }, 'ERR_OUT_OF_RANGE'],
  [{ port: 65_536 }, 'ERR_OUT_OF_RANGE'],
  [{ port: 80.5 }, 'ERR_OUT_OF_RANGE'],
  [{ port: NaN }, 'ERR_OUT_OF_RANGE'],
  [{ port: '80' }, 'ERR_INVALID_ARG_TYPE'],
  [{ port: null }, 'ERR_INVALID_ARG_TYPE'],
  [{ name: 1 }, 'ERR_INVALID_ARG_TYPE'],
  [{ name: null }, 'ERR_INVALID_ARG_TYPE'],
])('findProcesses(%o) rejects with %s', async (query, code) => {
  expect((await rejection(() => findProcesses(query as object))).code).toBe(code);
});

test.skipIf(noProc)('findProcesses() answers arbitrary queries with a list or a documented code', async () => {
  const codes = ['ERR_INVALID_ARG_TYPE', 'ERR_OUT_OF_RANGE', 'ERR_INVALID_ARG_VALUE'];
  const query = fc.record(
    {
      name: fc.oneof(fc.string(), fc.anything()),
      port: fc.oneof(fc.nat(70_000), fc.anything()),
      protocol: fc.anything(),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(query, fc.anything()), async (value) => {
      const found = await findProcesses(value as object).catch((error: unknown) => error as NodeJS.ErrnoException);
      if (!Array.isArray(found)) expect(codes).toContain(found.code);
    }),
    { seed: 20_240_229, numRuns: 300 },
  );
});
