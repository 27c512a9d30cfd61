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

/** A call that waits for a key: the first that is made is its, from wherever it comes. */
interface Taker {
  /** Of the job that was started for it. */
  readonly jobId: number;
  give(key: WrittenKeyPair): void;
  refuse(failure: NativeFailure): void;
}

const CLOSED = { code: 'ERR_POOL_CLOSED', message: 'The key pool is closed: it gives no more keys' };

interface StockOptions {
  size: number;
  signal: AbortSignal | undefined;
  /** The pool to make all keys on, where the user has named one. */
  pool: PoolHandle | undefined;
  listener: ProgressListener | undefined;
}

/**
 * The keys that a pool has, and the jobs that make them. Those keep it, and would never let go of a pool: so it knows its
 * pool only while that must not be garbage.
 *
 * As many keys as `size` are there or on their way, and one more for each call that waits.
 */
export class KeyStock {
  isClosed = false;
  readonly #keys: ReturnType<typeof native.openKeyStock>;
  readonly #options: StockOptions;
  /** How many keys can be made at a time on the threads that those of calls are made on. */
  readonly #threads: number;
  readonly #stopListening: (() => void) | undefined;
  readonly #waiting = new Set<Taker>();
  /** Jobs that nobody has asked for, and those that were started for somebody. */
  readonly #ahead = new Set<number>();
  readonly #asked = new Map<number, Taker>();
  /** Both, and those that have been stopped and that a thread may still be at. */
  readonly #jobs = new Set<number>();
  #available = 0;
  /** A key could not be made: none is made ahead until somebody asks for one, and is told why. */
  #isFailing = false;
  /** Its pool, if that keeps the program alive: it is not garbage then, whoever holds it. */
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

  /** The error of calls that come when it is closed, or have waited until then. */
  whyClosed(): Error | undefined {
    if (!this.isClosed) return undefined;
    const { signal } = this.#options;
    return signal?.aborted ? abortError(signal) : codedError(CLOSED.code, CLOSED.message);
  }

  /** A key that is there. */
  take(): WrittenKeyPair | undefined {
    this.#isFailing = false;
    if (this.#available === 0) return undefined;
    this.#available--;
    const key = native.takeKey(this.#keys);
    this.#refill();
    return key;
  }

  /** The next key that is made. */
  async wait(signal: AbortSignal | undefined): Promise<WrittenKeyPair> {
    let taker: Taker | undefined;
    const start = () => {
      // To listen to a signal may call code of the user's, which may have closed it.
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

  /** Keeps the program alive, and that pool in memory, until it is closed. */
  ref(pool: object): void {
    if (!this.isClosed) this.#referencedBy = pool;
    this.#holdLoop();
  }

  /** While somebody waits, it keeps the program alive in any case. */
  unref(): void {
    this.#referencedBy = undefined;
    this.#holdLoop();
  }

  /** Resolved when no thread is at any of its keys. */
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

  /** How many keys are made for nobody in particular, for those they were started for have one, or have left. */
  get #surplus(): number {
    return this.#asked.size - this.#waiting.size;
  }

  get #total(): number {
    return this.#available + this.#ahead.size + this.#surplus;
  }

  /** On its own threads it has one job for each; on a user's pool one, behind which others need not wait for long. */
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

  /** The key that is made for it goes to others, unless there are enough. */
  #leave(taker: Taker): void {
    if (!this.#waiting.delete(taker)) return;
    taker.refuse({ cancelled: true });
    this.#holdLoop();
    this.#stopSurplus();
    this.#refill();
  }

  /**
   * Of the jobs that were started for somebody, and whose keys nobody waits for any more, keeps as many as there is room
   * for, and as threads may be at: the others stand before whoever else wants a key of those threads.
   */
  #stopSurplus(): void {
    while (this.#surplus > this.#threads || (this.#surplus > 0 && this.#total > this.#options.size)) {
      const jobId = this.#lastOfAsked();
      this.#asked.delete(jobId);
      native.stopJob(jobId);
    }
  }

  /** They begin in the order of the calls: the one after those that threads may be at, or else the last. */
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
