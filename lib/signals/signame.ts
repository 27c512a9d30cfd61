import { invalidType, outOfRange } from '../errors.js';
import { knownSignals, type SignalName } from './names.js';

/**
 * The name of a signal on this platform, `undefined` for a number that is no signal's. 0 is `'NONE'`; real-time
 * signals are counted from the nearer end, as the shells' `kill -l` does.
 *
 * @throws TypeError `ERR_INVALID_ARG_TYPE` for what is no number.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a number that is no integer.
 * @example
 * signame(15); // 'SIGTERM'
 * signame(37); // 'SIGRTMIN+3' on Linux
 */
export function signame(signum: number): SignalName | undefined {
  if (typeof signum !== 'number') throw invalidType('signum', 'of type number', signum);
  if (!Number.isInteger(signum)) throw outOfRange('signum', 'an integer', signum);
  return knownSignals().names.get(signum);
}
