import { emitWarning } from 'node:process';
import { invalidValue, codedTypeError, invalidType, outOfRange } from '../errors.js';
import type { RsaParameters, EcParameters, DsaParameters, DhParameters } from '../native/keys.js';
import { toInteger, toText, MAX_INT32, MAX_UINT32 } from '../validate.js';
import { bytesOf } from './bytes.js';
import { asksOpenSsl } from './curve-names.js';
import type { Options } from './encodings.js';

/** For a longer one OpenSSL searches for hours. */
const MAX_MODULUS_LENGTH = 16384;

/** Node 25 and later refuse the old names of two options, and an empty name of a digest as unknown. */
const isStrict = Number.parseInt(process.versions.node) >= 25;

/** Own properties, because otherwise the addon would read what a program has put into `Object.prototype`. */
const UNRESTRICTED = { hashAlgorithm: undefined, mgf1HashAlgorithm: undefined, saltLength: undefined };

export function toRsaParameters({ modulusLength = 2048, publicExponent }: Options): RsaParameters {
  return {
    modulusLength: toInteger(modulusLength, 'options.modulusLength', 0, MAX_MODULUS_LENGTH),
    publicExponent: toInteger(publicExponent ?? 0x10001, 'options.publicExponent', 0, MAX_UINT32),
    ...UNRESTRICTED,
  };
}

export function toRsaPssParameters(options: Options): RsaParameters {
  const size = toRsaParameters(options);
  // Read each option once, because it may be a getter.
  const { saltLength, hashAlgorithm, mgf1HashAlgorithm, hash, mgf1Hash } = options;
  const given = { hashAlgorithm, mgf1HashAlgorithm, hash, mgf1Hash };
  const restrictions = {
    saltLength: saltLength === undefined ? undefined : toInteger(saltLength, 'options.saltLength', 0, MAX_INT32),
    hashAlgorithm: toHash(given, 'hashAlgorithm'),
    mgf1HashAlgorithm: toHash(given, 'mgf1HashAlgorithm'),
  };
  return {
    ...size,
    ...restrictions,
    hashAlgorithm: withOldName(given, 'hash', 'hashAlgorithm', restrictions.hashAlgorithm),
    mgf1HashAlgorithm: withOldName(given, 'mgf1Hash', 'mgf1HashAlgorithm', restrictions.mgf1HashAlgorithm),
  };
}

function toHash(given: Options, name: string): string | undefined {
  if (given[name] === undefined) return undefined;
  const hash = toText(given[name], `options.${name}`);
  return hash === '' && !isStrict ? undefined : hash;
}

/** Node once called these options `hash` and `mgf1Hash`. */
function withOldName(given: Options, oldName: string, name: string, value: string | undefined): string | undefined {
  if (given[oldName] === undefined) return value;
  if (isStrict) throw invalidValue(`options.${oldName}`, `is now called ${name}`, given[oldName]);
  emitWarning(`"options.${oldName}" is deprecated, use "options.${name}" instead.`, 'DeprecationWarning', 'DEP0154');
  const old = toText(given[oldName], `options.${oldName}`);
  if (value && old !== value) throw invalidValue(`options.${oldName}`, `must be the same as ${name}`, old);
  return old;
}

export function toEcParameters({ namedCurve = 'P-256', paramEncoding }: Options): EcParameters {
  const curve = toText(namedCurve, 'options.namedCurve');
  const encoding = paramEncoding ?? 'named';
  if (encoding !== 'named' && encoding !== 'explicit') {
    throw invalidValue('options.paramEncoding', "must be 'named' or 'explicit'", encoding);
  }
  return {
    namedCurve: curve,
    isLookedUpByOpenSsl: asksOpenSsl(curve),
    explicitParameters: encoding === 'explicit',
  };
}

/** OpenSSL cannot sign or verify with a longer one, although it would search for hours. */
const MAX_DSA_MODULUS_LENGTH = 10000;

export function toDsaParameters({ modulusLength = 2048, divisorLength }: Options): DsaParameters {
  const modulus = toInteger(modulusLength, 'options.modulusLength', 0, MAX_DSA_MODULUS_LENGTH);
  if (divisorLength === undefined || divisorLength === null) return { modulusLength: modulus };
  return {
    modulusLength: modulus,
    divisorLength: toInteger(divisorLength, 'options.divisorLength', 0, MAX_INT32),
  };
}

/** The default, and the generator of all groups of RFC 2409 and RFC 3526. */
const DH_GENERATOR = 2;

/** Pairs of options that exclude each other, in the order in which Node checks them. */
const DH_PAIRS = [
  ['group', 'prime'],
  ['group', 'primeLength'],
  ['group', 'generator'],
  ['prime', 'primeLength'],
] as const;

export function toDhParameters({ group, prime, primeLength, generator }: Options): DhParameters {
  const given = { group, prime, primeLength, generator };
  const isGiven = (name: keyof typeof given) => given[name] !== undefined && given[name] !== null;
  for (const [one, other] of DH_PAIRS) {
    if (!isGiven(one) || !isGiven(other)) continue;
    throw codedTypeError(
      'ERR_INCOMPATIBLE_OPTION_PAIR',
      `Option "${one}" cannot be used in combination with option "${other}"`,
    );
  }
  const none = { group: undefined, prime: undefined, primeLength: 0, generator: DH_GENERATOR };
  if (isGiven('group')) return { ...none, group: toText(group, 'options.group') };
  if (isGiven('prime')) return { ...none, prime: toPrime(prime), generator: toGenerator(generator) };
  if (isGiven('primeLength')) {
    const length = toInteger(primeLength, 'options.primeLength', 0, MAX_INT32);
    return { ...none, primeLength: length, generator: toGenerator(generator) };
  }
  throw codedTypeError(
    'ERR_MISSING_OPTION',
    "One of the options group, prime and primeLength is required; use { group: 'modp14' } unless you need another",
  );
}

function toGenerator(value: unknown): number {
  return toInteger(value ?? DH_GENERATOR, 'options.generator', 0, MAX_INT32);
}

/** A copy, because the caller may write to their buffer as soon as they have the promise. */
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
