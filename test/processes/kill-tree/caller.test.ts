// @module-tag quick-portable
import { genKey, killTree, setFilePool } from 'offloop';
import { expect, onTestFinished, test } from 'vitest';
import { needs } from '../../support/left-out.js';
import { makePool } from '../../support/pools/pool.js';
import { compileTree, groupMembers, running, startTree, statOf } from '../../support/processes/process-tree.js';
import { startChild } from '../../support/programs/child.js';
import { fixture, run, runNode } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';
import { manyTurns } from '../../support/turns.js';
import { until } from '../../support/until.js';

needs('/proc');

const program = compileTree();
const INSIDE = fixture('processes/kill-from-inside.mjs');

test('killTree() skips the caller in the tree but not its children', async () => {
  // The shell is the root: it ignores the signal and waits. Node restores the default for its own children.
  const shell = await startChild('sh', [
    '-c',
    'trap "" USR1; "$@"; echo over',
    'sh',
    process.execPath,
    INSIDE,
    '',
    'USR1',
    'wait',
  ]);
  const { self, child, results } = JSON.parse(await shell.nextLine()) as {
    self: number;
    child: number;
    results: number[];
  };
  expect(results).toEqual([child, shell.pid]);
  expect(results).not.toContain(self);
  expect(await shell.nextLine()).toBe('SIGUSR1');
});

test.each(['exit', 'worker'])(
  'killTree() leaves no process stopped if the caller ends by %s during the call',
  async (how) => {
    const tree = await startTree(program, 'wide', 200, { flags: 'i' });
    for (let i = 0; i < 5; i++) {
      const ended = await runNode('processes/kill-from-inside.mjs', [String(tree.pid), 'TERM', how]);
      expect(ended).toMatchObject({ code: 0, stdout: '', stderr: '' });
      await until(() => tree.pids.every((pid) => statOf(pid)?.state === 'S'));
    }
  },
);

test('callers in the same tree that all signal it do not stop each other for ever', async () => {
  // All start when their shared pipe is closed.
  const script = 'exec 3<&0; trap "" USR1; for i in 1 2 3 4; do "$@" <&3 & done; wait; echo over';
  const shell = await startChild('sh', ['-c', script, 'sh', process.execPath, INSIDE, '', 'USR1', 'again'], {
    detached: true,
  });
  onTestFinished(() => {
    for (const pid of groupMembers(shell.pid)) process.kill(pid, 'SIGKILL');
  });
  for (let i = 0; i < 4; i++) expect(await shell.nextLine()).toBe('ready');
  shell.hangUp();
  const said: string[] = [];
  while (!said.includes('over')) said.push(await shell.nextLine());
  expect(said.filter((what) => what === 'done')).toHaveLength(4);
});

test('killTree() does not block the event loop', async () => {
  const tree = await startTree(program, 'wide', 200);
  // The only thread is busy with a key until the loop has turned many times.
  const pool = makePool({ threads: 1 });
  const controller = new AbortController();
  const key = rejection(() => genKey('rsa', { modulusLength: 16384, pool, signal: controller.signal }));
  setFilePool(pool);
  let over = false;
  const killing = killTree(tree.pid).finally(() => (over = true));
  setFilePool('libuv');
  await manyTurns();
  expect(over).toBe(false);
  controller.abort();
  await key;
  expect(await killing).toHaveLength(201);
});

test('killTree() continues the stopped processes if it runs out of descriptors', async () => {
  // Stopping a process of several threads takes one descriptor more than stopping the others.
  const tree = await startTree(program, 'wide', 20, { flags: 'l' });
  const script = `
    import('offloop').then(async ({ killTree }) => {
      const fs = require('node:fs');
      const open = [];
      try { for (;;) open.push(fs.openSync('/dev/null')); } catch {}
      for (const fd of open.splice(0, 5)) fs.closeSync(fd);
      console.log(await killTree(${tree.pid}).catch((error) => error.code));
    })`;
  const ended = await run('sh', ['-c', 'ulimit -n 200; exec "$0" -e "$1"', process.execPath, script]);
  expect(ended.stdout).toBe('EMFILE\n');
  await until(() => tree.pids.every((pid) => statOf(pid)?.state !== 'T'));
  expect(running(tree.pids).length).toBeGreaterThanOrEqual(20);
});
