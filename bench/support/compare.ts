import { Bench } from 'tinybench';
import { showProgress } from './progress.js';
import { quantile } from './quantile.js';
import type { Claim, Row, Table } from './table.js';

/** One way of doing the work. The first one is offloop's, which the others are compared with. */
export interface Named {
  name: string;
  /** Whether the claim is reached. The factor is this contender's time divided by offloop's. */
  claim?: { text: string; holds: (factor: number) => boolean } | undefined;
}

export interface Contender extends Named {
  run: () => unknown;
  /** Operations per call of `run`: many if one is as short as a reading of the clock. */
  operations: number;
  isAsync: boolean;
}

export interface Effort {
  rounds: number;
  /** The time that each contender is measured in a round, and the warm-up before it. */
  roundMs: number;
  warmupMs: number;
}

const EFFORT: Effort = { rounds: 11, roundMs: 150, warmupMs: 30 };

/** The mean time of one operation, in milliseconds. */
async function measure({ name, run, operations, isAsync }: Contender, { roundMs, warmupMs }: Effort): Promise<number> {
  const bench = new Bench({
    time: roundMs,
    iterations: 1,
    warmup: warmupMs > 0,
    warmupTime: warmupMs,
    warmupIterations: 1,
    throws: true,
  });
  bench.add(name, run, { async: isAsync });
  const [task] = await bench.run();
  if (task?.result.state !== 'completed') throw new Error(`${name} was not measured to the end`);
  return task.result.latency.mean / operations;
}

/** Each round starts with another contender and every second one is reversed, so that the neighbours vary. */
function toOrder<T>(items: readonly T[], round: number): T[] {
  const start = round % items.length;
  const order = [...items.slice(start), ...items.slice(0, start)];
  return round % 2 === 0 ? order : order.reverse();
}

function judge({ claim }: Named, factor: number): Claim | undefined {
  return claim && { text: claim.text, verdict: claim.holds(factor) ? 'reached' : 'NOT reached' };
}

function toRow(contender: Named, theirs: readonly number[], ours: readonly number[]): Row {
  const factors = theirs.map((time, round) => time / (ours[round] ?? NaN));
  const factor = quantile(factors, 0.5);
  const figures: Row['figures'] = { each: quantile(theirs, 0.5), '× offloop': factor };
  if (theirs !== ours) {
    figures['lower quartile'] = quantile(factors, 0.25);
    figures['upper quartile'] = quantile(factors, 0.75);
  }
  return { contender: contender.name, figures, claim: judge(contender, factor) };
}

/** Measures contenders in several short rounds. */
export function compare(title: string, contenders: readonly Contender[], effort = EFFORT): Promise<Table> {
  return compareRounds(title, contenders, effort.rounds, (contender) => measure(contender, effort));
}

/**
 * Measures contenders with `time`, in milliseconds. Each round runs all of them in turn, so that other load affects
 * all alike. The factors are computed within a round; the table has their median and quartiles.
 */
export async function compareRounds<C extends Named>(
  title: string,
  contenders: readonly C[],
  rounds: number,
  time: (contender: C) => Promise<number>,
): Promise<Table> {
  const times = new Map(contenders.map((contender) => [contender, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of toOrder(contenders, round)) {
      showProgress(`${title}: round ${round + 1} of ${rounds}, ${contender.name}`);
      times.get(contender)?.push(await time(contender));
    }
  }
  const [ours = []] = times.values();
  const rows = [...times].map(([contender, theirs]) => toRow(contender, theirs, ours));
  const units = { each: 'ms', '× offloop': 'factor', 'lower quartile': 'factor', 'upper quartile': 'factor' } as const;
  return { title, units, rows };
}
