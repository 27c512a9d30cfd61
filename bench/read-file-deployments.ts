// Claim: where servers run, a small file in the page cache is read about as fast as by fs.readFileSync, several times as
// fast as by fs.promises.readFile, and with no more processor time: by relative paths and `root`, on volumes and tmpfs,
// in container images, as the owner of the files and as another user. Needs root, to mount file systems. The floor is the
// system calls alone, in C.
//
// --places=NAME,…    only these places
// --sizes=KIB,…      files of these sizes
// --checkouts=DIR,…  beside the compiled package in these folders
// --quick            1 KiB, fewer rounds

import { fork, spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildFloor } from './deployments/floor.js';
import type { Given } from './deployments/measure.js';
import { COULD_NOT_MOUNT, PLACES, setUp } from './deployments/places.js';
import { report } from './support/report.js';
import { makeScratchFolder } from './support/scratch.js';
import type { Table } from './support/table.js';

/** Measures in a mount namespace of its own, so that the mounts are gone when it ends. */
function measureIn(given: Given): Promise<void> {
  const { place, folder, sizes } = given;
  const [shell = '', ...args] = setUp(place, folder, sizes);
  const child = fork(path.join(import.meta.dirname, 'deployments/measure.ts'), [JSON.stringify(given)], {
    execPath: 'unshare',
    execArgv: ['--mount', '--', shell, ...args, process.execPath, '--import', import.meta.resolve('tsx')],
  });
  child.on('message', (table) => {
    report(table as Table);
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (code === COULD_NOT_MOUNT) process.stdout.write(`${place.title}: left out, it cannot be mounted here\n`);
      if (code === 0 || code === COULD_NOT_MOUNT) resolve();
      else reject(new Error(`${place.title}: the measurement ended with ${signal ?? code ?? 'nothing'}`));
    });
  });
}

function toList(text: string | undefined): string[] | undefined {
  return text?.split(',');
}

const { values } = parseArgs({
  options: {
    places: { type: 'string' },
    sizes: { type: 'string' },
    checkouts: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const wanted = toList(values.places);
const unknown = wanted?.filter((name) => !PLACES.some((place) => place.name === name)) ?? [];
if (unknown.length > 0) {
  throw new Error(`No place is called ${unknown.join(', ')}. There are: ${PLACES.map(({ name }) => name).join(', ')}`);
}

function sizesFor(place: string): number[] {
  if (values.sizes !== undefined) return values.sizes.split(',').map(Number);
  if (values.quick) return [1];
  // Large reads take as long everywhere.
  return place === 'absolute' ? [1, 16, 256, 4096] : [1, 16, 256];
}

if (spawnSync('unshare', ['--mount', '--', 'true']).status !== 0) {
  process.stdout.write('reads where servers run: left out, only root on Linux can mount file systems\n');
} else {
  const folder = makeScratchFolder();
  const floor = buildFloor(folder);
  const checkouts = (toList(values.checkouts) ?? []).map((checkout) => path.resolve(checkout));
  const effort = { rounds: values.quick ? 5 : 15, roundMs: 25 };
  for (const place of PLACES) {
    if (wanted !== undefined && !wanted.includes(place.name)) continue;
    await measureIn({ place, folder, sizes: sizesFor(place.name), effort, floor, checkouts });
  }
}
