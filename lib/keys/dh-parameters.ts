import { getDiffieHellman } from 'node:crypto';
import { codedError, codedTypeError, invalidType, outOfRange } from '../errors.js';
import type { DhParameters } from '../native.js';
import { toInteger, toText } from '../validate.js';
import type { Options } from './encodings.js';
import { MAX_INT32 } from './integers.js';

/** That of all groups of RFC 2409 and RFC 3526. */
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
  if (isGiven('group')) return { prime: primeOf(toText(group, 'options.group')), primeLength: 0, generator: GENERATOR };
  if (isGiven('prime')) return { prime: toPrime(prime), primeLength: 0, generator: toGenerator(generator) };
  if (isGiven('primeLength')) {
    const length = toInteger(primeLength, 'options.primeLength', 0, MAX_INT32);
    return { prime: undefined, primeLength: length, generator: toGenerator(generator) };
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
  if (value.byteLength > MAX_INT32) {
    throw outOfRange('options.prime.byteLength', `<= ${MAX_INT32}`, value.byteLength);
  }
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
}

/** The running Node knows which groups it has. */
function primeOf(group: string): Uint8Array {
  try {
    return getDiffieHellman(group).getPrime();
  } catch {
    throw codedError(
      'ERR_CRYPTO_UNKNOWN_DH_GROUP',
      `Unknown DH group: '${group}'; there are modp1, modp2, modp5 and modp14 to modp18`,
    );
  }
}
