import os from 'node:os';
import { abortError, codedError } from '../errors.js';
import { onAbort } from '../jobs/abort.js';
import { nextJobId, withLimits } from '../jobs/job.js';
import { startWithListener, type ProgressListener } from '../jobs/progress.js';
import type { NativeFailure } from '../native/failure.js';
import { native } from '../native/index.js';
import type { KeyRequest, WrittenKeyPair } from '../native/keys.js';
import type { PoolHandle } from '../native/pools.js';
import { keyPoolThreads, keyThreads } from '../pools/shared-pools.js';

/** A pending call. It gets the first key that is ready, whichever job makes it. */
interface Taker {
  /** The job that was started for the call. */
  readonly jobId: number;
  give(key: WrittenKeyPair): void;
  refuse(failure: NativeFailure): void;
}

const CLOSED = { code: 'ERR_POOL_CLOSED', message: 'The key pool is closed: it gives no more keys' };

interface StockOptions {
  size: number;
  signal: AbortSignal | undefined;
  /** The pool that makes all keys, if the caller gave one. */
  pool: PoolHandle | undefined;
  listener: ProgressListener | undefined;
}

/**
 * The keys of a pool, and the jobs that make them. Running jobs keep the stock alive. If the stock always referred to
 * its KeyPool, the pool could never be collected; so it does only while the pool is ref()ed.
 *
 * Ready keys and jobs together number `size`, and one more for each pending call.
 */
export class KeyStock {
  isClosed = false;
  readonly #keys: ReturnType<typeof native.openKeyStock>;
  readonly #options: StockOptions;
  /** The number of threads that make keys for pending calls. */
  readonly #threads: number;
  readonly #stopListening: (() => void) | undefined;
  readonly #waiting = new Set<Taker>();
  /** Jobs that make keys ahead. */
  readonly #ahead = new Set<number>();
  /** Jobs that were started for a call, in the order of the calls. */
  readonly #asked = new Map<number, Taker>();
  /** All unfinished jobs, including stopped ones that a thread may still be running. */
  readonly #jobs = new Set<number>();
  #available = 0;
  /** A generation has failed: no key is made ahead until the next `take`, which rejects with the reason. */
  #isFailing = false;
  /** The pool while it is ref()ed, so that it is not collected. */
  #referencedBy: object | undefined;
  #holdsLoop = false;
  #closed: Promise<void> | undefined;
  #onIdle: (() => void) | undefined;

  constructor(request: KeyRequest, options: StockOptions) {
    this.#keys = native.openKeyStock(request);
    this.#options = options;
    const { signal, pool } = options;
    this.#threads = pool === undefined ? os.availableParallelism() : native.statsOfPool(pool).threads;
    const abort = () => void this.close();
    if (signal?.aborted) abort();
    else this.#stopListening = signal && onAbort(signal, abort);
    this.#refill();
  }

  get available(): number {
    return this.#available;
  }

  /** The error for calls that are pending when the stock is closed, or made after that. */
  whyClosed(): Error | undefined {
    if (!this.isClosed) return undefined;
    const { signal } = this.#options;
    return signal?.aborted ? abortError(signal) : codedError(CLOSED.code, CLOSED.message);
  }

  /** The oldest key, or `undefined` if none is ready. */
  take(): WrittenKeyPair | undefined {
    this.#isFailing = false;
    if (this.#available === 0) return undefined;
    this.#available--;
    const key = native.takeKey(this.#keys);
    this.#refill();
    return key;
  }

  /** Waits for the next key. */
  async wait(signal: AbortSignal | undefined): Promise<WrittenKeyPair> {
    let taker: Taker | undefined;
    const start = () => {
      // Listening to a signal may run code of the caller's, which may have closed the stock.
      const closed = this.whyClosed();
      if (closed) throw closed;
      return new Promise<WrittenKeyPair>((give, refuse) => {
        taker = { jobId: nextJobId(), give, refuse };
        this.#waiting.add(taker);
        this.#asked.set(taker.jobId, taker);
        this.#start(taker.jobId, this.#options.pool ?? keyThreads(), this.#options.listener);
        this.#refill();
        this.#holdLoop();
      });
    };
    const leave = () => {
      if (taker) this.#leave(taker);
    };
    return await withLimits(start, leave, {}, { signal });
  }

  /** Keeps the program and the pool alive until `unref` or `close`. */
  ref(pool: object): void {
    if (!this.isClosed) this.#referencedBy = pool;
    this.#holdLoop();
  }

  /** A pending call keeps the program alive nevertheless. */
  unref(): void {
    this.#referencedBy = undefined;
    this.#holdLoop();
  }

  /** Resolves when no thread is making a key for the stock. */
  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    this.isClosed = true;
    this.#stopListening?.();
    native.closeKeyStock(this.#keys);
    this.#available = 0;
    for (const jobId of this.#jobs) native.stopJob(jobId);
    for (const taker of this.#waiting) taker.refuse(CLOSED);
    this.#waiting.clear();
    this.unref();
    if (this.#jobs.size > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
  }

  /** Jobs started for a call that has since got another key or been aborted: any call may have their keys. */
  get #surplus(): number {
    return this.#asked.size - this.#waiting.size;
  }

  get #total(): number {
    return this.#available + this.#ahead.size + this.#surplus;
  }

  /** Submits one job for each of the key-pool threads; on the caller's pool only one, so that other jobs wait less. */
  #refill(): void {
    const { size, pool } = this.#options;
    const most = pool === undefined ? os.availableParallelism() : 1;
    while (!this.isClosed && !this.#isFailing && this.#ahead.size < most && this.#total < size) {
      const jobId = nextJobId();
      this.#ahead.add(jobId);
      this.#start(jobId, pool ?? keyPoolThreads(), undefined);
    }
  }

  #start(jobId: number, pool: PoolHandle, listener: ProgressListener | undefined): void {
    this.#jobs.add(jobId);
    const start = () => native.stockKey(pool, jobId, listener !== undefined, this.#keys);
    const hear: ProgressListener = (...progress) => {
      if (this.#waiting.size > 0) listener?.(...progress);
    };
    const made = listener ? startWithListener(start, jobId, hear) : start();
    native.keepLoopAliveFor(jobId, false);
    made.then(
      () => {
        this.#end(jobId);
        this.#onKey();
      },
      (failure: unknown) => {
        const taker = this.#asked.get(jobId);
        this.#end(jobId);
        this.#onFailure(failure as NativeFailure, taker);
      },
    );
  }

  #end(jobId: number): void {
    this.#ahead.delete(jobId);
    this.#asked.delete(jobId);
    this.#jobs.delete(jobId);
    if (this.#jobs.size > 0) return;
    this.#onIdle?.();
    this.#holdLoop();
  }

  #onKey(): void {
    if (this.isClosed) return;
    this.#available++;
    const [first] = this.#waiting;
    if (first) {
      this.#waiting.delete(first);
      this.#holdLoop();
      this.#available--;
      first.give(native.takeKey(this.#keys));
      this.#stopSurplus();
    }
    this.#refill();
  }

  #onFailure(failure: NativeFailure, taker: Taker | undefined): void {
    if ('cancelled' in failure) return;
    this.#isFailing = true;
    if (this.#surplus >= 0) return;
    const [first] = this.#waiting;
    const refused = taker && this.#waiting.has(taker) ? taker : first;
    if (refused === undefined) return;
    this.#waiting.delete(refused);
    this.#holdLoop();
    refused.refuse(failure);
  }

  /** Another call or the stock gets the key that is being made for this one, unless there are enough. */
  #leave(taker: Taker): void {
    if (!this.#waiting.delete(taker)) return;
    taker.refuse({ cancelled: true });
    this.#holdLoop();
    this.#stopSurplus();
    this.#refill();
  }

  /**
   * Stops surplus jobs beyond the capacity of the stock or the number of threads: queued, they would delay other users
   * of those threads.
   */
  #stopSurplus(): void {
    while (this.#surplus > this.#threads || (this.#surplus > 0 && this.#total > this.#options.size)) {
      const jobId = this.#lastOfAsked();
      this.#asked.delete(jobId);
      native.stopJob(jobId);
    }
  }

  /** Jobs start in call order, so the first `#threads` may be running: returns the one after those, or the last. */
  #lastOfAsked(): number {
    let last = 0;
    let count = 0;
    for (last of this.#asked.keys()) if (count++ === this.#threads) break;
    return last;
  }

  #holdLoop(): void {
    const holds = this.#waiting.size > 0 || this.#referencedBy !== undefined || (this.isClosed && this.#jobs.size > 0);
    if (holds === this.#holdsLoop) return;
    this.#holdsLoop = holds;
    if (holds) native.refLoop();
    else native.unrefLoop();
  }
}
