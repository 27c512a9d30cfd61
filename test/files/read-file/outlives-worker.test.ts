import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { runNode } from '../../support/programs/run-node.js';

const folder = temporaryFolder();
const file = path.join(folder, 'a');
const other = path.join(folder, 'b');
writeFileSync(file, Buffer.alloc(4 * 2 ** 20, 'a'));
writeFileSync(other, Buffer.alloc(4 * 2 ** 20, 'b'));

const ways = ['byteStream', 'byobReader', 'tee', ...('transfer' in ArrayBuffer.prototype ? ['transfer'] : [])];
/** Lengths that a thread reads, and one that the loop reads. */
const lengths = [4 * 2 ** 20, 200_000];

test.each(ways.flatMap((way) => lengths.map((length) => ({ way, length }))))(
  'a result of $length bytes that a worker passes on outlives the worker: $way',
  async ({ way, length }) => {
    const ended = await runNode('files/outlive-worker.mjs', [file, other, way, String(length)]);
    expect(ended).toEqual({ code: 0, signal: null, stdout: '0\n', stderr: '' });
  },
);
