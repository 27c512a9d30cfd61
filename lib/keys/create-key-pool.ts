import { callNative } from '../jobs/await-job.js';
import { toPoolHandle } from '../pools/thread-pool.js';
import { toAbortSignal, toInteger } from '../validate.js';
import { toKeyPair } from './key-pair.js';
import { KeyPool } from './key-pool.js';
import { toKeyListener } from './key-progress.js';
import { KeyStock } from './key-stock.js';
import { toKeyRequest } from './request.js';
import type { Exactly, GenKeyOptions, Key, KeyPair, KeyPairOf, KeyType } from './types.js';

export interface KeyPoolSize {
  /** The number of keys to make ahead, 1 to 65,536. Default: 16. */
  size?: number;
}

/** The options of {@link genKey}, for all keys of the pool. */
export type KeyPoolOptions<T extends KeyType = KeyType> = GenKeyOptions<T> & KeyPoolSize;

const MAX_SIZE = 65536;

/**
 * Makes keys ahead of need, at the lowest priority, so that `take` rarely has to wait for one.
 *
 * The pool refills itself on threads at niceness 19, which all key pools of the process share. With `options.pool`,
 * those threads make all keys, and the ones made ahead one at a time. `options.signal` closes the key pool.
 * `options.onProgress` reports on keys that calls wait for, in the `AsyncLocalStorage` context of this call. The addon
 * holds the keys and the passphrase outside the JavaScript heap, in memory that it wipes.
 *
 * @throws TypeError, RangeError, Error for invalid arguments, at once, with the errors of {@link genKey}. If OpenSSL
 * refuses the options, `take` rejects.
 * @see nice(2)
 * @example
 * const keys = createKeyPool('rsa', { modulusLength: 4096, size: 100 });
 * const { publicKey, privateKey } = await keys.take();
 */
export function createKeyPool(type: KeyType, options?: KeyPoolSize & Record<string, never>): KeyPool;
export function createKeyPool<T extends KeyType, const O extends KeyPoolOptions<T> & object>(
  type: T,
  options?: O & Exactly<O, T, KeyPoolSize>,
): KeyPool<KeyPairOf<O>>;
export function createKeyPool(type: KeyType, options?: KeyPoolOptions): KeyPool<KeyPair<Key, Key>> {
  const given = options as KeyPoolOptions | null | undefined;
  const signal = toAbortSignal(given?.signal, 'options.signal');
  const pool = toPoolHandle(given?.pool, 'options.pool');
  const listener = toKeyListener(given?.onProgress);
  const size = toInteger(given?.size ?? 16, 'options.size', 1, MAX_SIZE);
  const request = toKeyRequest(type, options);
  try {
    const stock = callNative(() => new KeyStock(request, { size, signal, pool, listener }));
    return new KeyPool(stock, (written) => toKeyPair(request, written));
  } finally {
    request.privateKeyEncoding.passphrase.fill(0);
  }
}
