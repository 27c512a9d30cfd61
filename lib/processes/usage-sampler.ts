import { invalidType } from '../errors.js';
import { awaitJob } from '../jobs/await-job.js';
import { loopBudget } from '../loop/budget.js';
import { native } from '../native/index.js';
import { UNCANCELLABLE } from '../native/jobs.js';
import { toFilePool } from '../pools/set-file-pool.js';
import { LITTLE_ENDIAN, viewOf } from './packed.js';
import { toPid } from './pid.js';

/** The processor time and memory of a process. */
export interface Usage {
  /**
   * The processor time since this sampler's last sample of the same process; 100 is one core, and more means several.
   * Undefined in the first sample of a process, even if an earlier process had the same pid.
   */
  cpuPercent: number | undefined;
  /** The processor time of all its threads since its start, in milliseconds. */
  cpuMs: number;
  /** Its resident memory, in bytes. */
  rssBytes: number;
  /** The time since its start, in milliseconds. */
  elapsedMs: number;
}

/** A sample of a process. `start` and `now` are in milliseconds since the boot of the system. */
interface Sample {
  pid: number;
  start: number;
  now: number;
  cpuMs: number;
  rssBytes: number;
}

/** The layout is that of `native/processes/sample_usage.cc`. */
const RECORD_BYTES = 40;

/** Ended processes are dropped when there are this many samples more than twice the processes alive last time. */
const SPARE = 64;

/**
 * Measures the processor time of processes between one call and the next. A sampler keeps the last sample of each
 * process and drops those of ended processes. It need not be closed.
 *
 * @example
 * const sampler = new UsageSampler();
 * await sampler.sample(worker.pid);
 * // later, repeatedly
 * const usage = (await sampler.sample(worker.pid)).get(worker.pid);
 * console.log(usage?.cpuPercent, usage?.rssBytes);
 */
export class UsageSampler {
  readonly #last = new Map<number, Sample>();
  #forgetAbove = SPARE;
  #turn = Promise.resolve();

  /**
   * Samples processes in one job. Calls of one sampler run one after another, so that each measures from the one
   * before.
   *
   * @returns The usage of each process, by pid. A process that has ended or that `hidepid` hides has no entry.
   * @throws TypeError `ERR_INVALID_ARG_TYPE` if a pid is not a number.
   * @throws RangeError `ERR_OUT_OF_RANGE` for a pid below 1.
   * @throws Error `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM` as `listProcesses`.
   * @see proc(5), clock_getcpuclockid(3)
   */
  async sample(pids: number | readonly number[]): Promise<Map<number, Usage>> {
    const wanted = toPids(pids);
    const before = this.#turn;
    let endTurn!: () => void;
    this.#turn = new Promise((resolve) => (endTurn = resolve));
    try {
      await before;
      return await this.#sampleNow(wanted);
    } finally {
      endTurn();
    }
  }

  async #sampleNow(wanted: Set<number>): Promise<Map<number, Usage>> {
    const forgets = this.#last.size > this.#forgetAbove;
    const asked = forgets ? new Set([...wanted, ...this.#last.keys()]) : wanted;
    const packed = await awaitJob(native.sampleUsage(toFilePool(), UNCANCELLABLE, Int32Array.from(asked)), {});

    const gone = new Set(asked);
    const usages = new Map<number, Usage>();
    for (const sample of unpack(packed)) {
      if (loopBudget.isSpent()) await loopBudget.nextTurn();
      const { pid, start, now, cpuMs, rssBytes } = sample;
      gone.delete(pid);
      const last = this.#last.get(pid);
      // Start times have a resolution of 10 ms, so two processes may share one. Processor time never goes back.
      const isSame = last?.start === start && last.cpuMs <= cpuMs;
      if (wanted.has(pid)) {
        const cpuPercent = isSame ? percentBetween(last, sample) : undefined;
        usages.set(pid, { cpuPercent, cpuMs, rssBytes, elapsedMs: Math.max(0, now - start) });
        this.#last.set(pid, sample);
      } else if (!isSame) {
        this.#last.delete(pid);
      }
      loopBudget.spend(0);
    }
    for (const pid of gone) this.#last.delete(pid);
    if (forgets) this.#forgetAbove = 2 * this.#last.size + SPARE;
    return usages;
  }
}

function percentBetween(before: Sample, after: Sample): number {
  const elapsed = after.now - before.now;
  return elapsed > 0 ? (100 * (after.cpuMs - before.cpuMs)) / elapsed : 0;
}

function toPids(pids: unknown): Set<number> {
  if (typeof pids === 'number') return new Set([toPid(pids, 'pids')]);
  if (!Array.isArray(pids)) throw invalidType('pids', 'of type number or an array of numbers', pids);
  return new Set(Array.from(pids, (pid, index) => toPid(pid, `pids[${index}]`)));
}

function* unpack(packed: Buffer): Generator<Sample> {
  const view = viewOf(packed);
  for (let at = 0; at < packed.length; at += RECORD_BYTES) {
    yield {
      pid: view.getInt32(at, LITTLE_ENDIAN),
      start: view.getFloat64(at + 8, LITTLE_ENDIAN),
      now: view.getFloat64(at + 16, LITTLE_ENDIAN),
      cpuMs: view.getFloat64(at + 24, LITTLE_ENDIAN),
      rssBytes: view.getFloat64(at + 32, LITTLE_ENDIAN),
    };
  }
}
