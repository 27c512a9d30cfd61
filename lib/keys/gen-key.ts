import { toError } from '../errors.js';
import type { NativeFailure } from '../native/failure.js';
import { native } from '../native/index.js';
import { startKeyJob } from './key-job.js';
import { toKeyPair } from './key-pair.js';
import type { Exactly, GenKeyOptions, Key, KeyPair, KeyPairOf, KeyType } from './types.js';

/**
 * Makes a pair of keys with the OpenSSL of the running Node, off the event loop and off libuv's pool.
 *
 * The options are those of `crypto.generateKeyPair`; other than there, a modulus and a curve have defaults, and a key
 * without an encoding comes as PEM (`spki`, `pkcs8`), ready to be stored. A key of `dh` needs a `group`, a `prime` or a
 * `primeLength`. To find the parameters of `dsa` and `dh` may take minutes, which a `signal` can end.
 *
 * Besides PEM and DER, a half may be a JSON Web Key, a `KeyObject`, or what ssh-keygen writes; the halves need not be in
 * the same format.
 *
 * @throws TypeError `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE` (an unknown type or format, a cipher without a
 * passphrase or the reverse), `ERR_CRYPTO_INVALID_CURVE`, `ERR_CRYPTO_INVALID_DIGEST`, `ERR_MISSING_OPTION` and
 * `ERR_INCOMPATIBLE_OPTION_PAIR` (`dh`).
 * @throws RangeError `ERR_OUT_OF_RANGE`: a modulus over 16,384 bits, of `dsa` over 10,000, among others.
 * @throws Error `ERR_UNSUPPORTED_KEY_TYPE` for `ml-kem-*`, `ml-dsa-*` and `slh-dsa-*` where OpenSSL is older than 3.5;
 * `ERR_CRYPTO_UNKNOWN_CIPHER`, `ERR_CRYPTO_UNKNOWN_DH_GROUP`, `ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS`;
 * `ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE` and `ERR_CRYPTO_JWK_UNSUPPORTED_CURVE` for keys that have no such form; `ERR_OSSL_…`
 * for what OpenSSL refuses, as a modulus under 512 bits, a cipher that cannot encrypt keys, or a digest of RSA-PSS that DER
 * has no form for; `ABORT_ERR`; `ERR_POOL_FULL` when 65,536 keys are waiting to be
 * made, or as many as the pool allows; `ERR_POOL_CLOSED`; `ERR_OPENSSL_UNAVAILABLE` where the runtime has no OpenSSL 3.
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
