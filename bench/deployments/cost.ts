import { setImmediate as nextTurn } from 'node:timers/promises';

/** The wall-clock time and the processor time of the process for each read, in milliseconds. */
export interface Cost {
  wall: number;
  processor: number;
}

/** A way to read the file of a case. */
export interface Reader {
  name: string;
  run: (reads: number) => Promise<Cost>;
}

async function timed(reads: number, work: () => Promise<unknown>): Promise<Cost> {
  await nextTurn();
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wall: wall / reads, processor: (user + system) / 1000 / reads };
}

export function toReader(name: string, read: () => unknown, atOnce: number): Reader {
  const each = async (reads: number) => {
    for (let done = 0; done < reads; done++) await read();
  };
  const many = async (reads: number) => {
    for (let done = 0; done < reads; done += atOnce) await Promise.all(Array.from({ length: atOnce }, read));
  };
  return { name, run: (reads) => timed(reads, () => (atOnce === 1 ? each(reads) : many(reads))) };
}

export function toSynchronousReader(name: string, read: () => unknown): Reader {
  const run = (reads: number) =>
    timed(reads, () => {
      for (let done = 0; done < reads; done++) read();
      return Promise.resolve();
    });
  return { name, run };
}

/** A number of reads that takes about `roundMs`, a multiple of `atOnce`. */
async function calibrate({ run }: Reader, roundMs: number, atOnce: number): Promise<number> {
  let reads = atOnce;
  for (;;) {
    const { wall } = await run(reads);
    if (wall * reads >= roundMs / 4) return Math.max(1, Math.round(roundMs / wall / atOnce)) * atOnce;
    reads *= 4;
  }
}

export interface Effort {
  rounds: number;
  /** The time that each reader is measured in a round. */
  roundMs: number;
}

/** Measures the readers in turn, in several rounds; every second round is reversed, so that the neighbours vary. */
export async function measureRounds(
  readers: readonly Reader[],
  { rounds, roundMs }: Effort,
  atOnce: number,
  onRound: (round: number) => void,
): Promise<Map<string, Cost[]>> {
  const reads = new Map<Reader, number>();
  for (const reader of readers) reads.set(reader, await calibrate(reader, roundMs, atOnce));
  const costs = new Map<string, Cost[]>(readers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    onRound(round);
    for (const reader of round % 2 === 0 ? readers : readers.toReversed()) {
      costs.get(reader.name)?.push(await reader.run(reads.get(reader) ?? 0));
    }
  }
  return costs;
}
