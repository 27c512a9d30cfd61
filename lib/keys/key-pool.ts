import { abortError, isNativeFailure, toError } from '../errors.js';
import type { WrittenKeyPair } from '../native/keys.js';
import { toAbortSignal, toOptions } from '../validate.js';
import type { KeyStock } from './key-stock.js';
import type { KeyPair } from './types.js';

export interface TakeOptions {
  /** Ends the wait at once. The key that is made for it stays in the pool. */
  signal?: AbortSignal;
}

/** What is left of a pool that is garbage is closed. It keeps the stock, and by it a pool that is referenced. */
const garbage = new FinalizationRegistry<KeyStock>((stock) => void stock.close());

/**
 * Keys made ahead of need. Made by {@link createKeyPool}.
 *
 * A pool belongs to the thread, main or worker, whose JavaScript made it, and ends with it. One that is garbage is closed.
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

  /** How many keys are there to be taken. */
  get available(): number {
    return this.#stock.available;
  }

  /**
   * The key that has been there the longest. Where none is left, one is made at once, on the threads of `genKey`, and the
   * call gets it or one that was being made ahead, whichever comes first. Nobody else is ever given that key.
   *
   * A call that waits keeps the program alive.
   *
   * @throws Error `ERR_POOL_CLOSED` when the pool is closed before there is a key; `ABORT_ERR` for either signal; what
   * {@link genKey} rejects with, where OpenSSL refuses to make such keys.
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

  /** Back to how it was at first: only calls that wait keep the program alive. */
  unref(): this {
    this.#stock.unref();
    return this;
  }

  /**
   * Stops what is being made, refuses calls that wait and those that come (`ERR_POOL_CLOSED`), and wipes the keys. The
   * promise is resolved once no thread is at any of its keys: they stop at OpenSSL's next callback. Closing again gives
   * the same promise.
   */
  close(): Promise<void> {
    return this.#stock.close();
  }

  /** As {@link close}. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
