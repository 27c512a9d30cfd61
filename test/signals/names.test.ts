// @module-tag quick-portable
// @module-tag quick-runtimes
import { execFileSync } from 'node:child_process';
import { constants } from 'node:os';
import fc from 'fast-check';
import { signame, signum, type SignalName } from 'offloop';
import { expect, test } from 'vitest';
import { labelled } from '../support/labelled.js';

const numbers = Array.from({ length: 64 }, (_, index) => index + 1);

/** What bash calls a signal, or its number where bash knows none. */
const bashNames = execFileSync('bash', ['-c', 'for n in {1..64}; do echo "$(kill -l $n)"; done'], { encoding: 'utf8' })
  .trimEnd()
  .split('\n');

function thrown(call: () => unknown): NodeJS.ErrnoException {
  try {
    call();
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
  throw new Error('returned, where it should have thrown');
}

test.each(numbers)('signal %i is called what bash calls it', (number) => {
  const bashName = bashNames[number - 1] ?? '';
  const name = /^\d*$/.test(bashName) ? undefined : `SIG${bashName}`;
  expect(signame(number)).toBe(name);
  if (name === undefined) return;
  expect(signum(name as SignalName)).toBe(number);
  expect(signum(bashName as SignalName)).toBe(number);
});

test.each(Object.entries(constants.signals))('%s is the number that Node has for it', (name, number) => {
  expect(signum(name as SignalName)).toBe(number);
  expect(signum(name.slice('SIG'.length) as SignalName)).toBe(number);
  expect(constants.signals[signame(number) as NodeJS.Signals]).toBe(number);
});

test('a name leads to its number and back, a number to its name and back', () => {
  for (const number of numbers) {
    const name = signame(number);
    if (name !== undefined) expect(signum(name)).toBe(number);
    else expect([32, 33]).toContain(number);
  }
});

test('real-time signals can be counted from either end', () => {
  expect(signum('SIGRTMIN')).toBe(34);
  expect(signum('RTMAX')).toBe(64);
  for (let distance = 1; distance <= 30; distance++) {
    expect(signum(`SIGRTMIN+${distance}` as SignalName)).toBe(34 + distance);
    expect(signum(`RTMIN+${distance}` as SignalName)).toBe(34 + distance);
    expect(signum(`SIGRTMAX-${distance}` as SignalName)).toBe(64 - distance);
    expect(signum(`RTMAX-${distance}` as SignalName)).toBe(64 - distance);
  }
});

test('0 is NONE', () => {
  expect(signum('NONE')).toBe(0);
  expect(signum(0)).toBe(0);
  expect(signame(0)).toBe('NONE');
});

test('a number is its own', () => {
  for (const number of numbers) {
    if (number === 32 || number === 33) continue;
    expect(signum(number)).toBe(number);
  }
});

test.each([32, 33, 65, 1000, -1, -5])('%i is no signal', (number) => {
  const error = thrown(() => signum(number));
  expect(error).toBeInstanceOf(RangeError);
  expect(error.code).toBe('ERR_OUT_OF_RANGE');
  expect(signame(number)).toBeUndefined();
});

test.each([NaN, 1.5, Infinity, -Infinity])('%d is not even a whole number', (number) => {
  for (const call of [() => signum(number), () => signame(number)]) {
    const error = thrown(call);
    expect(error).toBeInstanceOf(RangeError);
    expect(error.code).toBe('ERR_OUT_OF_RANGE');
  }
});

test.each(labelled([undefined, null, {}, [], true, 1n, Symbol('SIGTERM')]))(
  '$title is neither a name nor a number',
  ({ value }) => {
    for (const call of [() => signum(value as never), () => signame(value as never)]) {
      const error = thrown(call);
      expect(error).toBeInstanceOf(TypeError);
      expect(error.code).toBe('ERR_INVALID_ARG_TYPE');
    }
  },
);

test.each(['sigterm', 'Term', 'SIGFOO', '', '15', 'SIG', 'toString', '__proto__'])('%j is an unknown name', (name) => {
  const error = thrown(() => signum(name as SignalName));
  expect(error).toBeInstanceOf(TypeError);
  expect(error.code).toBe('ERR_UNKNOWN_SIGNAL');
});

test('signame takes a number only', () => {
  expect(thrown(() => signame('SIGTERM' as never)).code).toBe('ERR_INVALID_ARG_TYPE');
});

test('anything is either a signal or refused with a documented code', () => {
  const codes = ['ERR_INVALID_ARG_TYPE', 'ERR_OUT_OF_RANGE', 'ERR_UNKNOWN_SIGNAL'];
  const known = fc.constantFrom('SIG', 'RTMIN', 'RTMAX', 'TERM', '+', '-');
  const anything = fc.oneof(
    fc.anything(),
    fc.integer({ min: -100, max: 100 }),
    fc.double(),
    fc.string(),
    fc
      .array(fc.oneof(known, fc.integer({ min: 0, max: 40 }).map(String)), { maxLength: 4 })
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anything, (value) => {
      try {
        const number = signum(value as number);
        expect(numbers.includes(number) || number === 0).toBe(true);
        // By ===, to which 0 and -0 are one.
        expect(signum(signame(number) as SignalName) === number).toBe(true);
      } catch (error) {
        if (!('code' in (error as Error))) throw error;
        expect(codes).toContain((error as NodeJS.ErrnoException).code);
      }
    }),
    { seed: 20_240_229, numRuns: 5000 },
  );
});
