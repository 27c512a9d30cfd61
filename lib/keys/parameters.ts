import { emitWarning } from 'node:process';
import { invalidValue } from '../errors.js';
import type { RsaParameters } from '../native/index.js';
import { toInteger, toText } from '../validate.js';
import type { Options } from './encodings.js';
import { MAX_INT32, MAX_UINT32 } from './integers.js';

/** Beyond it OpenSSL tries for hours. */
const MAX_MODULUS_LENGTH = 16384;

/** From Node 25 on, the old names of two options are refused, and an empty name of a digest is the name of none. */
const isStrict = Number.parseInt(process.versions.node) >= 25;

/** Said, for the addon would else read what a program has put into `Object.prototype`. */
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
  // Each read once, inherited or not.
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

/** `hash` and `mgf1Hash` are what Node once called these options. */
function withOldName(given: Options, oldName: string, name: string, value: string | undefined): string | undefined {
  if (given[oldName] === undefined) return value;
  if (isStrict) throw invalidValue(`options.${oldName}`, `is called ${name} now`, given[oldName]);
  emitWarning(`"options.${oldName}" is deprecated, use "options.${name}" instead.`, 'DeprecationWarning', 'DEP0154');
  const old = toText(given[oldName], `options.${oldName}`);
  if (value && old !== value) throw invalidValue(`options.${oldName}`, `must be the same as ${name}`, old);
  return old;
}
