// @module-tag no-asan
import { expect, test } from 'vitest';
import { isLeftOut } from '../support/left-out.js';
import { fixture, run, runNode } from '../support/programs/run-node.js';

const things = JSON.parse((await runNode('leaks/repeat.mjs')).stdout) as string[];

const noProc = isLeftOut('/proc');
const NEEDS_PROC = /listProcesses|descendants|findProcesses|UsageSampler|killTree|terminate/;

test.each(things.filter((thing) => !noProc || !NEEDS_PROC.test(thing)))(
  'a thousand runs of %s leak nothing',
  async (thing) => {
    const ended = await run(process.execPath, ['--expose-gc', fixture('leaks/repeat.mjs'), thing]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const growth = JSON.parse(ended.stdout) as Record<
      'descriptors' | 'threads' | 'heapUsed' | 'external' | 'rss',
      number
    >;
    expect(growth.descriptors).toBeLessThanOrEqual(0);
    expect(growth.threads).toBeLessThanOrEqual(0);
    // A leaked object per run would take more.
    expect(growth.heapUsed).toBeLessThan(128 * 1024);
    expect(growth.external).toBeLessThan(128 * 1024);
    // A leaked large buffer per run would take 25 times as much.
    expect(growth.rss).toBeLessThan(8 * 1024 * 1024);
  },
);
