import { expect } from 'vitest';
import { outcomeOf, type Outcome } from '../outcome.js';
import { genAnyKey } from './key-cases.js';
import { nodeKeyPair } from './node-key-pair.js';

export type Options = Record<string, unknown>;

/** The largest modulus that OpenSSL is not asked in vain for. */
function maxModulusLength(type: unknown): number {
  return type === 'dsa' ? 10000 : 16384;
}

function isRecord(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmptyPassphrase({ passphrase, encoding }: Options): boolean {
  if (typeof passphrase !== 'string') return ArrayBuffer.isView(passphrase) && passphrase.byteLength === 0;
  const isKnown = typeof encoding === 'string' && Buffer.isEncoding(encoding);
  return Buffer.from(passphrase, isKnown ? encoding : 'utf8').length === 0;
}

/**
 * The options by which `crypto.generateKeyPair` does what `genKey` has to do with these: what is documented to be
 * different is put as Node knows it.
 */
export function asNodeHasIt(type: unknown, options: unknown): unknown {
  if (options === undefined) return asNodeHasIt(type, {});
  if (!isRecord(options)) return options;
  const { modulusLength = 512, namedCurve = 'P-256', ...others } = options;
  const publicKeyEncoding = others['publicKeyEncoding'] ?? { type: 'spki', format: 'pem' };
  const privateKeyEncoding = others['privateKeyEncoding'] ?? { type: 'pkcs8', format: 'pem' };
  const isTooLarge = typeof modulusLength === 'number' && modulusLength > maxModulusLength(type);
  // An empty passphrase is refused where none at all is.
  const isEmpty =
    isRecord(privateKeyEncoding) &&
    typeof privateKeyEncoding['cipher'] === 'string' &&
    isEmptyPassphrase(privateKeyEncoding);
  return {
    ...others,
    modulusLength: isTooLarge ? -1 : modulusLength,
    namedCurve,
    publicKeyEncoding,
    privateKeyEncoding: isEmpty ? { ...privateKeyEncoding, passphrase: undefined } : privateKeyEncoding,
  };
}

/** What `genKey` makes of its arguments. It has to return a promise, whatever they are. */
export async function ourOutcome(type: unknown, options: unknown): Promise<Outcome> {
  let promise;
  try {
    promise = genAnyKey(type, options);
  } catch {
    throw new Error('genKey threw instead of rejecting');
  }
  expect(promise).toBeInstanceOf(Promise);
  return await outcomeOf(promise);
}

/** What it should make of them, judged by Node. An error of OpenSSL's has no code in Node before 26; here it always has. */
export async function expectedOutcome(type: unknown, options: unknown): Promise<Outcome> {
  const outcome = await outcomeOf(nodeKeyPair(type, asNodeHasIt(type, options)));
  if (outcome === 'resolved') return outcome;
  if (outcome.code !== undefined) return outcome;
  return { ...outcome, code: expect.stringMatching(/^ERR_OSSL_[A-Z0-9_]+$/) };
}
