// Measures the readers at one place. The argument is JSON: a Given.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readFile, readInto } from 'offloop';
import { showProgress } from '../support/progress.js';
import { runtime } from '../support/runtime.js';
import type { Table } from '../support/table.js';
import { NAMES, toTable } from './case-table.js';
import { loadCheckouts } from './checkouts.js';
import { measureRounds, toReader, toSynchronousReader, type Effort, type Reader } from './cost.js';
import { startFloor } from './floor.js';
import { toCall, type Place } from './places.js';

export interface Given {
  place: Place;
  folder: string;
  /** The sizes of the files, in KiB. */
  sizes: number[];
  effort: Effort;
  /** The program that makes the bare system calls. */
  floor?: string;
  /** The folders of other checkouts, measured beside this one. */
  checkouts: string[];
}

const NOBODY = 65534;
const MANY = 64;
/** From this size on, as many reads at once as a server would make. */
const LARGE_KIB = 4096;
const MANY_LARGE = 16;

const { place, folder, sizes, effort, floor: program, checkouts } = JSON.parse(process.argv[2] ?? '') as Given;
// Loaded as root, who can read any checkout.
const others = await loadCheckouts(checkouts);

async function measure(bytes: number, atOnce: number): Promise<Table> {
  const [file, options] = toCall(place, folder, bytes);
  const whole = path.resolve(`${folder}/${place.files}`, file);
  const content = fs.readFileSync(whole);
  const target = new Uint8Array(bytes);
  for (const read of [readFile, ...others.map(([, other]) => other.readFile)]) {
    assert.ok(content.equals(await read(file, { ...options, encoding: null })));
  }
  assert.equal(await readInto(file, target, options), bytes);
  const isSmallest = place.name === 'absolute' && bytes === 1024 && atOnce === 1;
  const readers: Reader[] = [
    toReader(NAMES.ours, () => readFile(file, options), atOnce),
    ...others.map(([name, other]) => toReader(`${NAMES.ours}, ${name}`, () => other.readFile(file, options), atOnce)),
    ...(atOnce === 1 ? [toReader(NAMES.into, () => readInto(file, target, options), 1)] : []),
    toSynchronousReader(NAMES.sync, () => fs.readFileSync(whole)),
    toReader(NAMES.async, () => fs.promises.readFile(whole), atOnce),
    ...(isSmallest ? [toSynchronousReader(NAMES.buffer, () => Buffer.allocUnsafeSlow(bytes))] : []),
  ];
  const floor = program === undefined ? undefined : await startFloor(program, whole);
  if (floor !== undefined) {
    const run = async (reads: number) => ({ wall: await floor.measure(reads), processor: NaN });
    readers.push({ name: NAMES.floor, run });
  }
  const title = `readFile on ${runtime}: ${place.title} (${fileSystem}), ${bytes / 1024} KiB, ${atOnce} at once`;
  const costs = await measureRounds(readers, effort, atOnce, (round) => {
    showProgress(`${title}: round ${round + 1} of ${effort.rounds}`);
  });
  floor?.stop();
  return toTable({ title, place: place.claims, bytes, atOnce, costs });
}

const fileSystem = execFileSync('stat', ['-f', '-c', '%T', `${folder}/${place.files}`], { encoding: 'utf8' }).trim();
if (place.isOther) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
if (place.path === 'relative') process.chdir(`${folder}/${place.files}`);
for (const size of sizes) {
  for (const atOnce of [1, size < LARGE_KIB ? MANY : MANY_LARGE]) {
    const table = await measure(size * 1024, atOnce);
    await new Promise((resolve) => process.send?.(table, resolve));
  }
}
process.disconnect();
