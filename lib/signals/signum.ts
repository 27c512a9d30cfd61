import { codedTypeError, invalidType, outOfRange } from '../errors.js';
import { knownSignals, type Signal } from './names.js';

/**
 * The number of a signal on this platform. A number is returned as it is, once it is known to be a signal's.
 *
 * @throws TypeError `ERR_UNKNOWN_SIGNAL` for a name that is none here; names are case-sensitive.
 * @throws TypeError `ERR_INVALID_ARG_TYPE` for neither a number nor a string.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a number that is no signal's, 32 and 33 on Linux included (the C library
 * keeps them to itself: signal(7)).
 * @example
 * signum('SIGTERM'); // 15, as signum('TERM')
 * signum('SIGRTMIN+3'); // 37 on Linux
 */
export function signum(signal: Signal): number {
  const { numbers, names } = knownSignals();
  if (typeof signal === 'number') {
    if (!names.has(signal)) {
      const last = Math.max(...names.keys());
      throw outOfRange('signal', `the number of a signal of this platform (at most ${last})`, signal);
    }
    return signal;
  }
  if (typeof signal !== 'string') throw invalidType('signal', 'of type number or string', signal);
  const number = numbers.get(signal);
  if (number === undefined) {
    throw codedTypeError(
      'ERR_UNKNOWN_SIGNAL',
      `Unknown signal: '${(signal as string).slice(0, 60)}'; names are case-sensitive, as 'SIGHUP' or 'HUP'`,
    );
  }
  return number;
}
