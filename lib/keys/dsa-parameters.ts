import type { DsaParameters } from '../native/index.js';
import { toInteger } from '../validate.js';
import type { Options } from './encodings.js';
import { MAX_INT32 } from './integers.js';

/** OpenSSL neither signs nor verifies with larger ones, though it would try for hours to make them. */
const MAX_MODULUS_LENGTH = 10000;

export function toDsaParameters({ modulusLength = 2048, divisorLength }: Options): DsaParameters {
  const modulus = toInteger(modulusLength, 'options.modulusLength', 0, MAX_MODULUS_LENGTH);
  if (divisorLength === undefined || divisorLength === null) return { modulusLength: modulus };
  return {
    modulusLength: modulus,
    divisorLength: toInteger(divisorLength, 'options.divisorLength', 0, MAX_INT32),
  };
}
