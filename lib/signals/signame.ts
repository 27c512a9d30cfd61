import { invalidType, outOfRange } from '../errors.js';
import { knownSignals, type SignalName } from './names.js';

/**
 * Returns the name of a signal on this platform, `undefined` if no signal has this number. 0 is `'NONE'`. Real-time
 * signals are counted from the nearer end, as the shells' `kill -l` does.
 *
 * @throws TypeError `ERR_INVALID_ARG_TYPE` if `signum` is not a number.
 * @throws RangeError `ERR_OUT_OF_RANGE` if it is not an integer.
 * @see signal(7)
 * @example
 * signame(15); // 'SIGTERM'
 * signame(37); // 'SIGRTMIN+3' on Linux
 */
export function signame(signum: number): SignalName | undefined {
  if (typeof signum !== 'number') throw invalidType('signum', 'of type number', signum);
  if (!Number.isInteger(signum)) throw outOfRange('signum', 'an integer', signum);
  return knownSignals().names.get(signum);
}
