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
interface PendingCall {
  /** The job that was started for the call. */
  readonly jobId: number;
  resolve(key: WrittenKeyPair): void;
  reject(failure: NativeFailure): void;
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
  readonly #pending = new Set<PendingCall>();
  /** Jobs that make keys ahead. */
  readonly #ahead = new Set<number>();
  /** Jobs that were started for a call, in the order of the calls. */
  readonly #requested = new Map<number, PendingCall>();
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
    let call: PendingCall | undefined;
    const start = () => {
      // Listening to a signal may run code of the caller's, which may have closed the stock.
      const closed = this.whyClosed();
      if (closed) throw closed;
      return new Promise<WrittenKeyPair>((resolve, reject) => {
        call = { jobId: nextJobId(), resolve, reject };
        this.#pending.add(call);
        this.#requested.set(call.jobId, call);
        this.#start(call.jobId, this.#options.pool ?? keyThreads(), this.#options.listener);
        this.#refill();
        this.#holdLoop();
      });
    };
    const leave = () => {
      if (call) this.#abandon(call);
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
    for (const call of this.#pending) call.reject(CLOSED);
    this.#pending.clear();
    this.unref();
    if (this.#jobs.size > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
  }

  /** Jobs started for a call that has since got another key or been aborted: any call may have their keys. */
  get #surplus(): number {
    return this.#requested.size - this.#pending.size;
  }

  get #total(): number {
    return this.#available + this.#ahead.size + this.#surplus;
  }

  /** Submits one job for each of the key-pool threads; on the caller's pool only one, so that other jobs wait less. */
  #refill(): void {
    const { size, pool } = this.#options;
    const maxAhead = pool === undefined ? os.availableParallelism() : 1;
    while (!this.isClosed && !this.#isFailing && this.#ahead.size < maxAhead && this.#total < size) {
      const jobId = nextJobId();
      this.#ahead.add(jobId);
      this.#start(jobId, pool ?? keyPoolThreads(), undefined);
    }
  }

  #start(jobId: number, pool: PoolHandle, listener: ProgressListener | undefined): void {
    this.#jobs.add(jobId);
    const start = () => native.stockKey(pool, jobId, listener !== undefined, this.#keys);
    const hear: ProgressListener = (...progress) => {
      if (this.#pending.size > 0) listener?.(...progress);
    };
    const made = listener ? startWithListener(start, jobId, hear) : start();
    native.keepLoopAliveFor(jobId, false);
    made.then(
      () => {
        this.#end(jobId);
        this.#onKey();
      },
      (failure: unknown) => {
        const call = this.#requested.get(jobId);
        this.#end(jobId);
        this.#onFailure(failure as NativeFailure, call);
      },
    );
  }

  #end(jobId: number): void {
    this.#ahead.delete(jobId);
    this.#requested.delete(jobId);
    this.#jobs.delete(jobId);
    if (this.#jobs.size > 0) return;
    this.#onIdle?.();
    this.#holdLoop();
  }

  #onKey(): void {
    if (this.isClosed) return;
    this.#available++;
    const [first] = this.#pending;
    if (first) {
      this.#pending.delete(first);
      this.#holdLoop();
      this.#available--;
      first.resolve(native.takeKey(this.#keys));
      this.#stopSurplus();
    }
    this.#refill();
  }

  #onFailure(failure: NativeFailure, call: PendingCall | undefined): void {
    if ('cancelled' in failure) return;
    this.#isFailing = true;
    if (this.#surplus >= 0) return;
    const [first] = this.#pending;
    const rejected = call && this.#pending.has(call) ? call : first;
    if (rejected === undefined) return;
    this.#pending.delete(rejected);
    this.#holdLoop();
    rejected.reject(failure);
  }

  /** Another call or the stock gets the key that is being made for this one, unless there are enough. */
  #abandon(call: PendingCall): void {
    if (!this.#pending.delete(call)) return;
    call.reject({ cancelled: true });
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
      const jobId = this.#lastSurplusJob();
      this.#requested.delete(jobId);
      native.stopJob(jobId);
    }
  }

  /** Jobs start in call order, so the first `#threads` may be running: returns the one after those, or the last. */
  #lastSurplusJob(): number {
    let last = 0;
    let count = 0;
    for (last of this.#requested.keys()) if (count++ === this.#threads) break;
    return last;
  }

  #holdLoop(): void {
    const holds = this.#pending.size > 0 || this.#referencedBy !== undefined || (this.isClosed && this.#jobs.size > 0);
    if (holds === this.#holdsLoop) return;
    this.#holdsLoop = holds;
    if (holds) native.refLoop();
    else native.unrefLoop();
  }
}
