// Claim: even without reads on the loop, small files are read faster than by fs.promises.readFile, and not slower than
// on Node 26, which also reads them in one job.

import { compareReaders, randomFiles } from './support/compare-readers.js';
import { readsInOneTrip } from './support/runtime.js';

process.env.OFFLOOP_HOT_READS = '0';
const { offloop, theirs } = await import('./support/readers.js');

const files = randomFiles(64, 1024);
for (const [title, atOnce, before26] of [
  ['one at a time', 1, 3],
  ['64 at once', 64, 10],
] as const) {
  await compareReaders(
    { ...offloop, name: 'offloop, on threads' },
    { title: `1 KiB, ${title}`, files, atOnce, kind: 'bytes' },
    [[theirs, readsInOneTrip ? 1 : before26]],
  );
}
