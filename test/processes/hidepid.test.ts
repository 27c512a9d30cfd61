// @module-tag quick-portable
import { expect, test } from 'vitest';
import { needs } from '../support/left-out.js';
import { fixture, run } from '../support/programs/run-node.js';

needs('/proc');

test('a process that hidepid hides is left out of lists and is an error as an argument', async ({ skip }) => {
  const inside = 'mount -t proc -o hidepid=2 proc /proc && { sleep 1000 & "$@" $!; }';
  const program = [process.execPath, fixture('processes/look-as-nobody.mjs')];
  const ended = await run('unshare', ['--pid', '--mount', '--fork', 'sh', '-c', inside, 'sh', ...program]);
  skip(/unshare|mount/.test(ended.stderr), 'mounting is not possible here');
  expect(ended.stderr).toBe('');
  expect(JSON.parse(ended.stdout)).toEqual({
    listed: 'itself',
    found: 0,
    descendants: 'EPERM: operation not permitted, kill',
    killTree: 'EPERM: operation not permitted, kill',
    sampled: 0,
  });
});
