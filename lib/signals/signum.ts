import { codedTypeError, invalidType, outOfRange } from '../errors.js';
import { knownSignals, type Signal } from './names.js';

/**
 * Returns the number of a signal on this platform. A number is checked and returned unchanged.
 *
 * @throws TypeError `ERR_UNKNOWN_SIGNAL` for a name that this platform does not have. Names are case-sensitive.
 * @throws TypeError `ERR_INVALID_ARG_TYPE` for neither a number nor a string.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a number that no signal has. On Linux that includes 32 and 33, which the C
 * library reserves.
 * @see signal(7)
 * @example
 * signum('SIGTERM'); // 15, as signum('TERM')
 * signum('SIGRTMIN+3'); // 37 on Linux
 */
export function signum(signal: Signal): number {
  const { numbers, names } = knownSignals();
  if (typeof signal === 'number') {
    if (!names.has(signal)) {
      const last = Math.max(...names.keys());
      throw outOfRange('signal', `a signal number of this platform (at most ${last})`, signal);
    }
    return signal;
  }
  if (typeof signal !== 'string') throw invalidType('signal', 'of type number or string', signal);
  const number = numbers.get(signal);
  if (number === undefined) {
    throw codedTypeError(
      'ERR_UNKNOWN_SIGNAL',
      `Unknown signal: '${(signal as string).slice(0, 60)}'; names are case-sensitive, for example 'SIGHUP' or 'HUP'`,
    );
  }
  return number;
}
