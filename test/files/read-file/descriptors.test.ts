import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { hasProc } from '../../support/pools/threads.js';
import { fixture, run } from '../../support/programs/run-node.js';

const MIB = 2 ** 20;
const folder = temporaryFolder();

test.skipIf(!hasProc)('many reads of large files open no more files at a time than there are threads', async () => {
  const small = path.join(folder, 'small');
  writeFileSync(small, 'x'.repeat(1000));
  // A thread reads less than this before it yields to other jobs.
  const sizes = Array.from({ length: 30 }, (_, index) => (20 + index) * MIB);
  const large = sizes.map((size) => {
    const file = path.join(folder, String(size));
    writeFileSync(file, '');
    truncateSync(file, size);
    return file;
  });
  const script = fixture('files/read-many-sizes.mjs');
  const ended = await run('sh', ['-c', 'ulimit -n 64 && exec "$0" "$@"', process.execPath, script, small, ...large], {
    env: { ...process.env, UV_THREADPOOL_SIZE: '4' },
  });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const { failed, length, mostOpen } = JSON.parse(ended.stdout) as Record<'failed' | 'length' | 'mostOpen', number>;
  expect(failed).toBe(0);
  expect(length).toBe(2 * sizes.reduce((sum, size) => sum + size) + 100_000 * 1000);
  expect(mostOpen).toBeLessThanOrEqual(4);
});
