import { codedTypeError, invalidType, outOfRange } from '../errors.js';
import type { DhParameters } from '../native/index.js';
import { toInteger, toText } from '../validate.js';
import { bytesOf } from './bytes.js';
import type { Options } from './encodings.js';
import { MAX_INT32 } from './integers.js';

/** The default, and that of all groups of RFC 2409 and RFC 3526. */
const GENERATOR = 2;

/** Each pair of which only one may be given, in the order in which Node looks. */
const PAIRS = [
  ['group', 'prime'],
  ['group', 'primeLength'],
  ['group', 'generator'],
  ['prime', 'primeLength'],
] as const;

export function toDhParameters({ group, prime, primeLength, generator }: Options): DhParameters {
  const given = { group, prime, primeLength, generator };
  const isGiven = (name: keyof typeof given) => given[name] !== undefined && given[name] !== null;
  for (const [one, other] of PAIRS) {
    if (!isGiven(one) || !isGiven(other)) continue;
    throw codedTypeError(
      'ERR_INCOMPATIBLE_OPTION_PAIR',
      `Option "${one}" cannot be used in combination with option "${other}"`,
    );
  }
  const none = { group: undefined, prime: undefined, primeLength: 0, generator: GENERATOR };
  if (isGiven('group')) return { ...none, group: toText(group, 'options.group') };
  if (isGiven('prime')) return { ...none, prime: toPrime(prime), generator: toGenerator(generator) };
  if (isGiven('primeLength')) {
    const length = toInteger(primeLength, 'options.primeLength', 0, MAX_INT32);
    return { ...none, primeLength: length, generator: toGenerator(generator) };
  }
  throw codedTypeError(
    'ERR_MISSING_OPTION',
    "One of the options group, prime and primeLength is required; { group: 'modp14' } suits most",
  );
}

function toGenerator(value: unknown): number {
  return toInteger(value ?? GENERATOR, 'options.generator', 0, MAX_INT32);
}

/** A copy: the caller may write to theirs as soon as they have the promise. */
function toPrime(value: unknown): Uint8Array {
  if (!ArrayBuffer.isView(value)) {
    throw invalidType('options.prime', 'an instance of Buffer, TypedArray, or DataView', value);
  }
  const bytes = bytesOf(value);
  if (bytes.byteLength > MAX_INT32) {
    throw outOfRange('options.prime.byteLength', `<= ${MAX_INT32}`, bytes.byteLength);
  }
  return bytes.slice();
}
