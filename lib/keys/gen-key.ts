import { toError } from '../errors.js';
import type { NativeFailure } from '../native/failure.js';
import { native } from '../native/index.js';
import { startKeyJob } from './key-job.js';
import { toKeyPair } from './key-pair.js';
import type { Exactly, GenKeyOptions, Key, KeyPair, KeyPairOf, KeyType } from './types.js';

/**
 * Makes a key pair with the OpenSSL of the running Node, off the event loop and off libuv's pool.
 *
 * The options are those of `crypto.generateKeyPair`. Unlike there, the modulus and the curve have defaults, and a half
 * without an encoding is PEM (`spki`, `pkcs8`), ready to be stored. A `dh` key needs a `group`, a `prime` or a
 * `primeLength`. The search for the parameters of `dsa` and `dh` may take minutes; a `signal` stops it.
 *
 * Besides PEM and DER, a half may be a JSON Web Key, a `KeyObject`, or in the format of ssh-keygen. The two halves may
 * have different formats.
 *
 * @throws TypeError `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE` (an unknown type or format, a cipher without a
 * passphrase, or a passphrase without a cipher), `ERR_CRYPTO_INVALID_CURVE`, `ERR_CRYPTO_INVALID_DIGEST`,
 * `ERR_MISSING_OPTION` and `ERR_INCOMPATIBLE_OPTION_PAIR` (`dh`).
 * @throws RangeError `ERR_OUT_OF_RANGE`: a modulus over 16,384 bits, of `dsa` over 10,000, among others.
 * @throws Error `ERR_UNSUPPORTED_KEY_TYPE` for `ml-kem-*`, `ml-dsa-*` and `slh-dsa-*` if OpenSSL is older than 3.5;
 * `ERR_CRYPTO_UNKNOWN_CIPHER`, `ERR_CRYPTO_UNKNOWN_DH_GROUP`, `ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS`;
 * `ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE` and `ERR_CRYPTO_JWK_UNSUPPORTED_CURVE` for keys that JWK does not support;
 * `ERR_OSSL_…` if OpenSSL refuses: a modulus under 512 bits, a cipher that cannot encrypt keys, an RSA-PSS digest that
 * DER cannot name; `ABORT_ERR`; `ERR_POOL_FULL` if 65,536 keys, or the pool's own limit, are already queued;
 * `ERR_POOL_CLOSED`; `ERR_OPENSSL_UNAVAILABLE` if the runtime has no OpenSSL 3.
 * @see openssl-genpkey(1), ssh-keygen(1), RFC 5208, RFC 8017, RFC 5915, RFC 7517, RFC 3526, FIPS 203 to 205
 * @example
 * const { publicKey, privateKey } = await genKey('ed25519');
 * const encrypted = await genKey('rsa', {
 *   modulusLength: 4096,
 *   privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase },
 * });
 * const forSsh = await genKey('ed25519', {
 *   publicKeyEncoding: { format: 'openssh', comment: 'user@host' },
 *   privateKeyEncoding: { format: 'openssh', comment: 'user@host', passphrase },
 * });
 */
export async function genKey(type: KeyType, options?: Record<string, never>): Promise<KeyPair>;
export async function genKey<T extends KeyType, const O extends GenKeyOptions<T> & object>(
  type: T,
  options?: O & Exactly<O, T>,
): Promise<KeyPairOf<O>>;
export async function genKey(type: KeyType, options?: GenKeyOptions): Promise<KeyPair<Key, Key>> {
  try {
    return await startKeyJob(type, options, async (pool, jobId, hasListener, request) =>
      toKeyPair(request, await native.genKey(pool, jobId, hasListener, request)),
    );
  } catch (failure) {
    throw toError(failure as NativeFailure, {});
  }
}
