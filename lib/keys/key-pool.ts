import { abortError, isNativeFailure, toError } from '../errors.js';
import type { WrittenKeyPair } from '../native/keys.js';
import { toAbortSignal, toOptions } from '../validate.js';
import type { KeyStock } from './key-stock.js';
import type { KeyPair } from './types.js';

export interface TakeOptions {
  /** Ends the wait at once. The key that is being made for the call goes into the pool. */
  signal?: AbortSignal;
}

/** Closes the stock of a collected pool. The registry keeps each stock alive, and through it a pool that is ref()ed. */
const garbage = new FinalizationRegistry<KeyStock>((stock) => void stock.close());

/**
 * Keys made ahead of need. Created by {@link createKeyPool}.
 *
 * A pool belongs to the thread, main or worker, that created it, and ends with that thread. A pool that is garbage
 * collected is closed.
 *
 * @example
 * await using keys = createKeyPool('rsa', { modulusLength: 4096 });
 * const { publicKey, privateKey } = await keys.take();
 */
export class KeyPool<Pair = KeyPair> {
  readonly #stock: KeyStock;
  readonly #toPair: (written: WrittenKeyPair) => Pair;

  /** @internal */
  constructor(stock: KeyStock, toPair: (written: WrittenKeyPair) => Pair) {
    this.#stock = stock;
    this.#toPair = toPair;
    garbage.register(this, stock);
  }

  /** The number of keys that can be taken without a wait. */
  get available(): number {
    return this.#stock.available;
  }

  /**
   * Takes the oldest key. If the pool is empty, a key is made at once on the threads of `genKey`, and the call gets
   * that one or one that was being made ahead, whichever is ready first. No other call gets the same key.
   *
   * A pending call keeps the program alive.
   *
   * @throws Error `ERR_POOL_CLOSED` if the pool is closed before a key is ready; `ABORT_ERR` for either signal; the
   * errors of {@link genKey} if OpenSSL refuses the options.
   * @throws TypeError `ERR_INVALID_ARG_TYPE`.
   * @example
   * const { privateKey } = await keys.take({ signal: AbortSignal.timeout(1000) });
   */
  async take(options?: TakeOptions): Promise<Pair> {
    const signal = toAbortSignal(toOptions<TakeOptions>(options).signal, 'options.signal');
    const stock = this.#stock;
    if (signal?.aborted) throw abortError(signal);
    const closed = stock.whyClosed();
    if (closed) throw closed;
    try {
      return this.#toPair(stock.take() ?? (await stock.wait(signal)));
    } catch (failure) {
      if (!isNativeFailure(failure)) throw failure;
      throw stock.whyClosed() ?? toError(failure, {});
    }
  }

  /** Keeps the program alive while the pool is open. */
  ref(): this {
    this.#stock.ref(this);
    return this;
  }

  /** Undoes `ref()`: only pending calls keep the program alive. */
  unref(): this {
    this.#stock.unref();
    return this;
  }

  /**
   * Stops the generations, rejects pending and later calls (`ERR_POOL_CLOSED`), and wipes the keys. The promise
   * resolves once no thread is making a key for the pool: a generation stops at OpenSSL's next callback. Closing again
   * returns the same promise.
   */
  close(): Promise<void> {
    return this.#stock.close();
  }

  /** The same as {@link close}. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
