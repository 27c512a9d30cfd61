// Claim: where servers run, a small file in the page cache is read about as fast as by fs.readFileSync, several times as
// fast as by fs.promises.readFile, and with no more processor time: by relative paths and `root`, on volumes and tmpfs,
// in container images, as the owner of the files and as another user. Needs root, to mount file systems. The floor is the
// system calls alone, in C.
//
// --places NAME,…  --sizes KIB,…  only these

import { fork } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildFloor } from './deployments/floor.js';
import { PLACES, setUp, type Place } from './deployments/places.js';
import { report } from './support/report.js';
import { makeScratchFolder } from './support/scratch.js';
import type { Table } from './support/table.js';

const { values } = parseArgs({
  options: { places: { type: 'string' }, sizes: { type: 'string', default: '1,16,256' } },
});
const sizes = values.sizes.split(',').map((size) => Number(size) * 1024);
const wanted = values.places?.split(',');

/** Measures in a mount namespace of its own, so that the mounts are gone when it ends. */
function measureIn(place: Place, folder: string, floor: string | undefined): Promise<void> {
  const [shell, ...args] = setUp(place, folder);
  const program = path.join(import.meta.dirname, 'deployments/measure.ts');
  const child = fork(program, [JSON.stringify({ place, folder, sizes, floor })], {
    execPath: 'unshare',
    execArgv: ['--mount', '--', shell ?? '', ...args, process.execPath, '--import', import.meta.resolve('tsx')],
  });
  child.on('message', (table) => {
    report(table as Table);
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${place.title}: the measurement ended with ${signal ?? code ?? 'nothing'}`));
    });
  });
}

if (process.getuid?.() !== 0 || process.platform !== 'linux') {
  process.stdout.write('reads where servers run: left out, only root can mount file systems, on Linux\n');
} else {
  const folder = makeScratchFolder();
  const floor = buildFloor(folder);
  for (const place of PLACES) {
    if (wanted === undefined || wanted.includes(place.name)) await measureIn(place, folder, floor);
  }
}
