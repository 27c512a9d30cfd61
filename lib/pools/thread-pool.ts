import { codedTypeError, invalidType } from '../errors.js';
import { callNative } from '../jobs/await-job.js';
import { nextTurn } from '../loop/next-turn.js';
import { native } from '../native/index.js';
import type { PoolHandle } from '../native/pools.js';
import type { PoolStats } from './pool-stats.js';

/** Known to this module only, so that nobody else makes a pool of anything. */
const secret = Symbol('ThreadPool');

/** Pools that keep the program alive: they are not garbage, whoever holds them. */
const referenced = new Set<ThreadPool>();

// What the other files of this module may ask of a pool, and users may not.
export let handleOf: (pool: ThreadPool) => PoolHandle;
export let isThreadPool: (value: unknown) => value is ThreadPool;
export let isClosed: (pool: ThreadPool) => boolean;

/**
 * Threads for the calls that name this pool, as the option `pool`. Made by {@link createThreadPool}.
 *
 * A pool belongs to the thread, main or worker, whose JavaScript made it, and ends with it; one that is garbage is
 * closed.
 *
 * @example
 * await using uploads = createThreadPool({ name: 'uploads', threads: 2 });
 * await readFile(path, { pool: uploads });
 */
export class ThreadPool {
  readonly #handle: PoolHandle;
  #closed: Promise<void> | undefined;

  /** Its threads are called `offloop-` and this, of which Linux shows the first 15 bytes. */
  readonly name: string;
  /** How many threads it may have. */
  readonly threads: number;

  static {
    handleOf = (pool) => pool.#handle;
    isThreadPool = (value): value is ThreadPool => typeof value === 'object' && value !== null && #handle in value;
    isClosed = (pool) => pool.#closed !== undefined;
  }

  private constructor(key: symbol, options: { name: string; threads: number }, handle: PoolHandle) {
    if (key !== secret) throw codedTypeError('ERR_ILLEGAL_CONSTRUCTOR', 'Pools are made by createThreadPool');
    this.name = options.name;
    this.threads = options.threads;
    this.#handle = handle;
  }

  /** How the pool is doing; of a closed pool, how it did. */
  stats(): PoolStats {
    return callNative(() => native.statsOfPool(this.#handle));
  }

  /** Keeps the program alive while the pool is open. */
  ref(): this {
    if (this.#closed === undefined && !referenced.has(this)) {
      referenced.add(this);
      native.refLoop();
    }
    return this;
  }

  /** Back to how it was at first: only calls that somebody waits for keep the program alive. */
  unref(): this {
    if (referenced.delete(this)) native.unrefLoop();
    return this;
  }

  /**
   * Refuses calls from now on (`ERR_POOL_CLOSED`), finishes those that were made before, then ends its threads. The
   * promise is resolved once all of those calls have been answered: a thread that is stuck in one whose caller has
   * given up does not hold it. Closing again gives the same promise.
   */
  close(): Promise<void> {
    this.unref();
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    // The calls that it waits for keep the program alive, but not the keys that a KeyPool makes ahead on its threads.
    native.refLoop();
    await native.closePool(this.#handle);
    native.unrefLoop();
    // The addon has answered the calls; their own promises need a few microtasks to tell.
    await nextTurn();
  }

  /** As {@link close}. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

export function makeThreadPool(options: { name: string; threads: number }, handle: PoolHandle): ThreadPool {
  return Reflect.construct(ThreadPool, [secret, options, handle]) as ThreadPool;
}

/** The option `pool`: a pool's handle, or `undefined` where the call leaves the pool to its default. */
export function toPoolHandle(value: unknown, name: string): PoolHandle | undefined {
  if (value === undefined) return undefined;
  if (!isThreadPool(value)) throw invalidType(name, 'an instance of ThreadPool', value);
  return handleOf(value);
}
