// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag quick-debug
import fc from 'fast-check';
import { kill } from 'offloop';
import { expect, test } from 'vitest';
import { labelled } from '../../support/labelled.js';
import { arrival, compileReceiver, startReceiver } from '../../support/processes/signal-receiver.js';
import { rejection } from '../../support/rejection.js';

const receiverProgram = compileReceiver();

/** Above the highest pid that Linux can assign. */
const NOBODY = 2 ** 31 - 1;

interface Refused {
  title: string;
  value: unknown;
  type: ErrorConstructor;
  code: string;
}

const refused =
  (type: ErrorConstructor, code: string) =>
  (...values: unknown[]): Refused[] =>
    labelled(values).map((bad) => ({ ...bad, type, code }));

const wrongType = refused(TypeError, 'ERR_INVALID_ARG_TYPE');
const wrongValue = refused(TypeError, 'ERR_INVALID_ARG_VALUE');
const outOfRange = refused(RangeError, 'ERR_OUT_OF_RANGE');
const unknownName = refused(TypeError, 'ERR_UNKNOWN_SIGNAL');

const badPids = [
  ...outOfRange(NaN, 1.5, 2 ** 31, 2 ** 40, -(2 ** 31) - 1, Infinity, -Infinity),
  ...wrongValue(-1),
  ...wrongType('12', '', null, undefined, true, {}, 1n, Symbol('pid'), () => process.pid),
  ...wrongType({ valueOf: () => process.pid }, Int32Array.of(process.pid), new Set([process.pid])),
];

const badSignals = [
  ...unknownName('sigterm', 'term', 'SIGFOO', 'SIGSIGTERM', 'SIG', '', ' SIGTERM', 'SIGTERM\0', '15', 'EXIT'),
  ...unknownName('SIGNONE', 'none', 'RTMIN+0', 'RTMIN+31', 'RTMIN-1', 'RTMAX-0', 'RTMAX-31', 'RTMAX+1', 'RTMIN+01'),
  ...unknownName('SIGRTMIN+', '__proto__', 'constructor'),
  ...outOfRange(32, 33, 65, -1, -5, 128, 2 ** 32 + 15, NaN, 1.5, Infinity, -Infinity),
  ...wrongType(null, true, {}, [], ['SIGTERM'], 15n, Symbol('SIGTERM'), () => 15, new String('HUP'), new Number(15)),
];

const badValues = [
  ...outOfRange(NaN, 1.5, 2 ** 31, -(2 ** 31) - 1, Infinity),
  ...wrongType('1', null, true, {}, [], 1n, Symbol('1')),
];

const badOptions = wrongType(5, 'value', true, [], Symbol('options'), () => 1, 1n);

test.each(badPids)('kill() rejects pid $title', async ({ value: pid, type, code }) => {
  for (const options of [undefined, { value: 1 }]) {
    const error = await rejection(() => kill(pid as number, 0, options));
    expect(error).toBeInstanceOf(type);
    expect(error.code).toBe(code);
  }
});

test.each(badSignals)(
  'kill() rejects signal $title, for a pid and for a list, and sends nothing',
  async ({ value: signal, type, code }) => {
    const receiver = await startReceiver(receiverProgram);
    for (const call of [
      () => kill(receiver.pid, signal as number),
      () => kill(receiver.pid, signal as number, { value: 1 }),
      () => kill([receiver.pid], signal as number),
      () => kill([], signal as number),
    ]) {
      const error = await rejection(call);
      expect(error).toBeInstanceOf(type);
      expect(error.code).toBe(code);
    }
    // The kernel delivers the highest signal last, after any earlier one.
    await kill(receiver.pid, 'RTMAX');
    expect(await receiver.nextLine()).toBe(arrival(64));
  },
);

test.each(badValues)('kill() rejects value $title and sends nothing', async ({ value, type, code }) => {
  const receiver = await startReceiver(receiverProgram);
  const error = await rejection(() => kill(receiver.pid, 'HUP', { value: value as number }));
  expect(error).toBeInstanceOf(type);
  expect(error.code).toBe(code);
  await kill(receiver.pid, 'RTMAX');
  expect(await receiver.nextLine()).toBe(arrival(64));
});

test.each(badOptions)('kill() rejects options $title and sends nothing', async ({ value: options, type, code }) => {
  const receiver = await startReceiver(receiverProgram);
  const error = await rejection(() => kill(receiver.pid, 'HUP', options as object));
  expect(error).toBeInstanceOf(type);
  expect(error.code).toBe(code);
  await kill(receiver.pid, 'RTMAX');
  expect(await receiver.nextLine()).toBe(arrival(64));
});

test.each([0, -NOBODY, -(2 ** 31), -1])('kill() rejects a value for the group %i', async (pid) => {
  // Signal 0, because one of these groups is the test runner's.
  const error = await rejection(() => kill(pid, 0, { value: 1 }));
  expect(error).toBeInstanceOf(TypeError);
  expect(error.code).toBe('ERR_INVALID_ARG_VALUE');
});

test('kill() rejects a value for a list and sends nothing', async () => {
  const receiver = await startReceiver(receiverProgram);
  const toList = kill as unknown as (...values: unknown[]) => Promise<unknown>;
  await expect(toList([receiver.pid], 'HUP', { value: 1 })).rejects.toThrow(TypeError);
  await kill(receiver.pid, 'RTMAX');
  expect(await receiver.nextLine()).toBe(arrival(64));
});

test('kill() rejects when a getter of the options throws', async () => {
  const cause = new Error('from the getter');
  const options = {
    get value(): number {
      throw cause;
    },
  };
  expect(await rejection(() => kill(process.pid, 0, options))).toBe(cause);
});

test("an argument error has a message and a stack that names the caller's file", async () => {
  const error = await rejection(() => kill(1.5, 'HUP'));
  expect(error.message).toContain('"pid"');
  expect(error.message).toContain('1.5');
  expect(error.stack).toContain('kill/arguments.test.ts');
  await expect(kill(1, 'SIGFOO' as 'SIGHUP')).rejects.toThrow('SIGFOO');
});

test('kill() rejects arbitrary pids and signals with a documented code', async () => {
  const codes = ['ERR_INVALID_ARG_TYPE', 'ERR_OUT_OF_RANGE', 'ERR_INVALID_ARG_VALUE', 'ERR_UNKNOWN_SIGNAL', 'ESRCH'];
  const anything = fc.oneof(fc.anything(), fc.integer(), fc.double(), fc.string());
  await fc.assert(
    fc.asyncProperty(anything, anything, anything, async (pid, signal, value) => {
      // Never both valid at once, because that could signal a process.
      await kill(pid as number, 0).catch((error: unknown) => {
        expect([...codes, 'EPERM']).toContain((error as NodeJS.ErrnoException).code);
      });
      const error = await rejection(() => kill(NOBODY, signal as number, { value } as object));
      expect(codes).toContain(error.code);
    }),
    { seed: 20_240_229, numRuns: 2000 },
  );
});
