import { expect } from 'vitest';
import { outcomeOf, type Outcome } from '../outcome.js';
import { genAnyKey } from './key-cases.js';
import { nodeKeyPair } from './node-key-pair.js';

export type Options = Record<string, unknown>;

/** The largest modulus that genKey asks OpenSSL for. */
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
 * The options with which `crypto.generateKeyPair` must do the same as `genKey` with these: documented differences are
 * translated.
 */
export function asNodeHasIt(type: unknown, options: unknown): unknown {
  if (options === undefined) return asNodeHasIt(type, {});
  if (!isRecord(options)) return options;
  const { modulusLength = 512, namedCurve = 'P-256', ...others } = options;
  const publicKeyEncoding = others['publicKeyEncoding'] ?? { type: 'spki', format: 'pem' };
  const privateKeyEncoding = others['privateKeyEncoding'] ?? { type: 'pkcs8', format: 'pem' };
  const isTooLarge = typeof modulusLength === 'number' && modulusLength > maxModulusLength(type);
  // genKey refuses an empty passphrase as it refuses none at all.
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

/** The outcome of `genKey`. It must return a promise, whatever its arguments are. */
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

/** The outcome that Node gives. An error of OpenSSL has no code in Node before 26; in offloop it always has one. */
export async function expectedOutcome(type: unknown, options: unknown): Promise<Outcome> {
  const outcome = await outcomeOf(nodeKeyPair(type, asNodeHasIt(type, options)));
  if (outcome === 'resolved') return outcome;
  if (outcome.code !== undefined) return outcome;
  return { ...outcome, code: expect.stringMatching(/^ERR_OSSL_[A-Z0-9_]+$/) };
}
