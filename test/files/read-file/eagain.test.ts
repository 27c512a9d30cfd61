import { promises } from 'node:fs';
import path from 'node:path';
import { createThreadPool, readFile, readFiles, readInto } from 'offloop';
import { expect, test } from 'vitest';
import { startSlowFuse, whyNoFuse } from '../../support/files/fuse.js';
import { folderForMounts } from '../../support/files/mount.js';
import { rejection } from '../../support/rejection.js';

const folder = folderForMounts();

test.skipIf(whyNoFuse !== undefined)(
  'readFile() rejects with EAGAIN if a regular file does, as node:fs does',
  async () => {
    await startSlowFuse(path.join(folder, 'fuse'));
    const file = path.join(folder, 'fuse', 'file-that-answers-EAGAIN');
    const theirs = await rejection(() => promises.readFile(file));
    expect(theirs.code).toBe('EAGAIN');
    const { code, errno, syscall } = theirs;
    const pool = createThreadPool({ name: 'eagain', threads: 1 });
    for (const read of [
      () => readFile(file),
      () => readFile(file, { encoding: 'utf8', position: 0 }),
      () => readFile(file, { pool }),
      () => readInto(file, Buffer.alloc(10)),
    ]) {
      expect(await rejection(read)).toMatchObject({ code, errno, syscall, path: file });
    }
    expect(await readFiles([file])).toMatchObject([{ status: 'rejected', reason: { code: 'EAGAIN' } }]);
  },
);
