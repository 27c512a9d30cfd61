// Measures the readers at one place. The argument is JSON: {place, folder, sizes, floor}.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readFile, readInto } from 'offloop';
import { quantile } from '../support/quantile.js';
import { showProgress } from '../support/progress.js';
import { readsInOneTrip, runtime } from '../support/runtime.js';
import type { Row, Table } from '../support/table.js';
import { startFloor } from './floor.js';
import { toCall, type Claims, type Place } from './places.js';

interface Given {
  place: Place;
  folder: string;
  sizes: number[];
  floor?: string;
}

/** The wall-clock time and the processor time of the process for each read, in milliseconds. */
interface Cost {
  wall: number;
  processor: number;
}

interface Reader {
  name: string;
  run: (reads: number) => Promise<Cost>;
}

const ROUNDS = 15;
const ROUND_MS = 25;
const NOBODY = 65534;

const { place, folder, sizes, floor: program } = JSON.parse(process.argv[2] ?? '') as Given;

async function timed(reads: number, work: () => Promise<unknown>): Promise<Cost> {
  await nextTurn();
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wall: wall / reads, processor: (user + system) / 1000 / reads };
}

function toReader(name: string, read: () => unknown, atOnce: number): Reader {
  const each = async (reads: number) => {
    for (let done = 0; done < reads; done++) await read();
  };
  const many = async (reads: number) => {
    for (let done = 0; done < reads; done += atOnce) await Promise.all(Array.from({ length: atOnce }, read));
  };
  return { name, run: (reads) => timed(reads, () => (atOnce === 1 ? each(reads) : many(reads))) };
}

function toSynchronousReader(name: string, read: () => unknown): Reader {
  const run = (reads: number) =>
    timed(reads, () => {
      for (let done = 0; done < reads; done++) read();
      return Promise.resolve();
    });
  return { name, run };
}

/** A number of reads that takes about ROUND_MS, a multiple of `atOnce`. */
async function calibrate({ run }: Reader, atOnce: number): Promise<number> {
  let reads = 64;
  for (;;) {
    const { wall } = await run(reads);
    if (wall * reads >= ROUND_MS / 4) return Math.max(1, Math.round(ROUND_MS / wall / atOnce)) * atOnce;
    reads *= 4;
  }
}

function claimOf(name: string, factor: number, processor: number, claims: Claims | undefined): Row['claim'] {
  if (claims === undefined) return undefined;
  const least = name === 'fs.readFileSync' ? claims.sync : readsInOneTrip ? claims.since26 : claims.before26;
  // fs.promises.readFile before Node 26 makes several trips to a thread.
  const leastProcessor = name === 'fs.readFileSync' ? 0 : readsInOneTrip ? 1 : 2;
  const text = `at least ${least} times offloop${leastProcessor > 0 ? `, processor ${leastProcessor} times` : ''}`;
  return { text, verdict: factor >= least && processor >= leastProcessor ? 'reached' : 'NOT reached' };
}

async function measure(bytes: number, atOnce: number): Promise<Table> {
  const [file, options] = toCall(place, folder, bytes);
  const whole = options === undefined ? file : path.join(`${folder}/${place.files}`, file);
  const content = fs.readFileSync(whole);
  const target = new Uint8Array(bytes);
  assert.ok(content.equals(await readFile(file, { ...options, encoding: null })));
  assert.equal(await readInto(file, target, options), bytes);
  const readers = [
    toReader('offloop readFile', () => readFile(file, options), atOnce),
    ...(atOnce === 1 ? [toReader('offloop readInto', () => readInto(file, target, options), 1)] : []),
    toSynchronousReader('fs.readFileSync', () => fs.readFileSync(whole)),
    toReader('fs.promises.readFile', () => fs.promises.readFile(whole), atOnce),
  ];
  const floor = program === undefined ? undefined : await startFloor(program, whole);
  if (floor !== undefined) {
    const run = async (reads: number) => ({ wall: await floor.measure(reads), processor: NaN });
    readers.push({ name: 'the system calls alone, in C', run });
  }
  const title = `readFile on ${runtime}: ${place.title}, ${bytes / 1024} KiB, ${atOnce === 1 ? 'one' : atOnce} at once`;
  const reads = new Map<Reader, number>();
  for (const reader of readers)
    reads.set(reader, await calibrate(reader, reader.name.startsWith('fs.p') ? atOnce : 64));
  const costs = new Map<Reader, Cost[]>(readers.map((reader) => [reader, []]));
  for (let round = 0; round < ROUNDS; round++) {
    showProgress(`${title}: round ${round + 1} of ${ROUNDS}`);
    for (const reader of round % 2 === 0 ? readers : readers.toReversed()) {
      costs.get(reader)?.push(await reader.run(reads.get(reader) ?? 0));
    }
  }
  floor?.stop();
  return toTable(title, [...costs], bytes === 1024 ? place.claims[atOnce === 1 ? 0 : 1] : undefined);
}

function toTable(title: string, costs: [Reader, Cost[]][], claims: Claims | undefined): Table {
  const ours = costs[0]?.[1] ?? [];
  const median = (values: number[]) => quantile(values, 0.5);
  const rows = costs.map(([{ name }, each]): Row => {
    const factor = median(each.map(({ wall }, round) => wall / (ours[round]?.wall ?? NaN)));
    const processor = median(each.map((cost, round) => cost.processor / (ours[round]?.processor ?? NaN)));
    const isRival = name.startsWith('fs.');
    return {
      contender: name,
      figures: {
        each: median(each.map(({ wall }) => wall)),
        '× offloop': factor,
        ...(Number.isNaN(processor)
          ? {}
          : { processor: median(each.map((cost) => cost.processor)), '× offloop’s': processor }),
      },
      claim: isRival ? claimOf(name, factor, processor, claims) : undefined,
    };
  });
  return { title, units: { each: 'ms', '× offloop': 'factor', processor: 'ms', '× offloop’s': 'factor' }, rows };
}

if (place.isOther) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
if (place.path === 'relative') process.chdir(`${folder}/${place.files}`);
for (const bytes of sizes) {
  for (const atOnce of [1, 64]) {
    const table = await measure(bytes, atOnce);
    await new Promise((resolve) => process.send?.(table, resolve));
  }
}
process.disconnect();
