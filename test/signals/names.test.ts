// @module-tag quick-portable
// @module-tag quick-runtimes
import { execFileSync } from 'node:child_process';
import { constants } from 'node:os';
import fc from 'fast-check';
import { signame, signum, type SignalName } from 'offloop';
import { describe, expect, test } from 'vitest';
import { labelled } from '../support/labelled.js';

const numbers = Array.from({ length: 64 }, (_, index) => index + 1);

/** The name that bash has for a signal, or the number if it has none. */
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

describe('signame()', () => {
  test.each(numbers)('agrees with bash about signal %i', (number) => {
    const bashName = bashNames[number - 1] ?? '';
    const name = /^\d*$/.test(bashName) ? undefined : `SIG${bashName}`;
    expect(signame(number)).toBe(name);
    if (name === undefined) return;
    expect(signum(name as SignalName)).toBe(number);
    expect(signum(bashName as SignalName)).toBe(number);
  });

  test('throws for anything but a number', () => {
    expect(thrown(() => signame('SIGTERM' as never)).code).toBe('ERR_INVALID_ARG_TYPE');
  });
});

describe('signum()', () => {
  test.each(Object.entries(constants.signals))('agrees with Node about %s', (name, number) => {
    expect(signum(name as SignalName)).toBe(number);
    expect(signum(name.slice('SIG'.length) as SignalName)).toBe(number);
    expect(constants.signals[signame(number) as NodeJS.Signals]).toBe(number);
  });

  test('counts real-time signals from either end', () => {
    expect(signum('SIGRTMIN')).toBe(34);
    expect(signum('RTMAX')).toBe(64);
    for (let distance = 1; distance <= 30; distance++) {
      expect(signum(`SIGRTMIN+${distance}` as SignalName)).toBe(34 + distance);
      expect(signum(`RTMIN+${distance}` as SignalName)).toBe(34 + distance);
      expect(signum(`SIGRTMAX-${distance}` as SignalName)).toBe(64 - distance);
      expect(signum(`RTMAX-${distance}` as SignalName)).toBe(64 - distance);
    }
  });

  test('returns a number unchanged', () => {
    for (const number of numbers) {
      if (number === 32 || number === 33) continue;
      expect(signum(number)).toBe(number);
    }
  });

  test.each([32, 33, 65, 1000, -1, -5])('throws for %i, which no signal has', (number) => {
    const error = thrown(() => signum(number));
    expect(error).toBeInstanceOf(RangeError);
    expect(error.code).toBe('ERR_OUT_OF_RANGE');
    expect(signame(number)).toBeUndefined();
  });

  test.each(labelled([undefined, null, {}, [], true, 1n, Symbol('SIGTERM')]))(
    'throws for $title, which is neither a name nor a number',
    ({ value }) => {
      for (const call of [() => signum(value as never), () => signame(value as never)]) {
        const error = thrown(call);
        expect(error).toBeInstanceOf(TypeError);
        expect(error.code).toBe('ERR_INVALID_ARG_TYPE');
      }
    },
  );

  test.each(['sigterm', 'Term', 'SIGFOO', '', '15', 'SIG', 'toString', '__proto__'])(
    'throws for the unknown name %j',
    (name) => {
      const error = thrown(() => signum(name as SignalName));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.code).toBe('ERR_UNKNOWN_SIGNAL');
    },
  );

  test('returns a signal for arbitrary values or throws a documented code', () => {
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
          // By ===, which treats 0 and -0 as equal.
          expect(signum(signame(number) as SignalName) === number).toBe(true);
        } catch (error) {
          if (!('code' in (error as Error))) throw error;
          expect(codes).toContain((error as NodeJS.ErrnoException).code);
        }
      }),
      { seed: 20_240_229, numRuns: 5000 },
    );
  });
});

describe('signum() and signame()', () => {
  test('invert each other', () => {
    for (const number of numbers) {
      const name = signame(number);
      if (name !== undefined) expect(signum(name)).toBe(number);
      else expect([32, 33]).toContain(number);
    }
  });

  test('signal 0 is NONE', () => {
    expect(signum('NONE')).toBe(0);
    expect(signum(0)).toBe(0);
    expect(signame(0)).toBe('NONE');
  });

  test.each([NaN, 1.5, Infinity, -Infinity])('throw for %d, which is not a whole number', (number) => {
    for (const call of [() => signum(number), () => signame(number)]) {
      const error = thrown(call);
      expect(error).toBeInstanceOf(RangeError);
      expect(error.code).toBe('ERR_OUT_OF_RANGE');
    }
  });
});
