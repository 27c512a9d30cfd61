import { codedTypeError, invalidType } from '../errors.js';
import { callNative } from '../jobs/await-job.js';
import { nextTurn } from '../loop/next-turn.js';
import { native } from '../native/index.js';
import type { PoolHandle } from '../native/pools.js';
import type { PoolStats } from './pool-stats.js';

/** Private to this module, so that only createThreadPool can construct a ThreadPool. */
const secret = Symbol('ThreadPool');

/** Pools that keep the program alive. The set also keeps them from being garbage collected. */
const referenced = new Set<ThreadPool>();

// Private access for other files of lib/.
export let handleOf: (pool: ThreadPool) => PoolHandle;
export let isThreadPool: (value: unknown) => value is ThreadPool;
export let isClosed: (pool: ThreadPool) => boolean;

/**
 * A pool of threads for the calls that name it in the option `pool`. {@link createThreadPool} creates it.
 *
 * A pool belongs to the main thread or worker that created it, and ends with it. A pool that is garbage collected is
 * closed.
 *
 * @example
 * await using uploads = createThreadPool({ name: 'uploads', threads: 2 });
 * await readFile(path, { pool: uploads });
 */
export class ThreadPool {
  readonly #handle: PoolHandle;
  #closed: Promise<void> | undefined;

  /** The pool's name. Its threads are called `offloop-NAME`; Linux shows the first 15 bytes of that. */
  readonly name: string;
  /** The maximum number of threads. */
  readonly threads: number;

  static {
    handleOf = (pool) => pool.#handle;
    isThreadPool = (value): value is ThreadPool => typeof value === 'object' && value !== null && #handle in value;
    isClosed = (pool) => pool.#closed !== undefined;
  }

  private constructor(key: symbol, options: { name: string; threads: number }, handle: PoolHandle) {
    if (key !== secret) throw codedTypeError('ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor: use createThreadPool');
    this.name = options.name;
    this.threads = options.threads;
    this.#handle = handle;
  }

  /** Returns a snapshot of the pool; of a closed pool, its final figures. */
  stats(): PoolStats {
    return callNative(() => native.statsOfPool(this.#handle));
  }

  /** Keeps the program alive until the pool is closed or {@link unref} is called. */
  ref(): this {
    if (this.#closed === undefined && !referenced.has(this)) {
      referenced.add(this);
      native.refLoop();
    }
    return this;
  }

  /** Undoes {@link ref}: only pending calls keep the program alive. This is the initial state. */
  unref(): this {
    if (referenced.delete(this)) native.unrefLoop();
    return this;
  }

  /**
   * Refuses new calls (`ERR_POOL_CLOSED`), finishes the pending ones, then ends the threads. The promise resolves when
   * all pending calls have settled; it does not wait for a thread that is stuck in an aborted or timed-out call. A
   * second `close` returns the same promise.
   */
  close(): Promise<void> {
    this.unref();
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    // Pending calls keep the program alive, but keys that a KeyPool makes ahead on these threads do not.
    native.refLoop();
    await native.closePool(this.#handle);
    native.unrefLoop();
    // The addon has settled its promises. Those of the callers settle some microtasks later.
    await nextTurn();
  }

  /** Same as {@link close}. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

export function makeThreadPool(options: { name: string; threads: number }, handle: PoolHandle): ThreadPool {
  return Reflect.construct(ThreadPool, [secret, options, handle]) as ThreadPool;
}

/** Checks the option `pool`. Returns the pool's handle, or `undefined` for the default pool. */
export function toPoolHandle(value: unknown, name: string): PoolHandle | undefined {
  if (value === undefined) return undefined;
  if (!isThreadPool(value)) throw invalidType(name, 'an instance of ThreadPool', value);
  return handleOf(value);
}
