// Claim: also without the hot path, with a trip to a thread for every file, small files are read faster than
// fs.promises.readFile reads them, and on Node 26, which makes one trip as well, not slower.

import { compareReaders, randomFiles } from './support/read-cases.js';
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
