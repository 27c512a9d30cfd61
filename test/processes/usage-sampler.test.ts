// @module-tag quick-portable
// @module-tag quick-debug
import { UsageSampler, listProcesses } from 'offloop';
import { expect, test } from 'vitest';
import { needs } from '../support/left-out.js';
import { takeOverPid } from '../support/processes/pid-reuse.js';
import { allStats, compileTree, startTree, statOf } from '../support/processes/process-tree.js';
import { startChild } from '../support/programs/child.js';
import { until } from '../support/until.js';

needs('/proc');

const program = compileTree();

/** Starts a process and waits until it sleeps for ever. */
async function startIdle(): Promise<number> {
  const { pid } = await startTree(program, 'wide', 0);
  await until(() => statOf(pid)?.state === 'S');
  return pid;
}

/** Prints a line and then keeps one core busy. */
const BUSY = ['-e', '$| = 1; print "busy\\n"; 1 while 1;'];

test('sample() returns no cpuPercent at first, then about 100 for a process that uses one core', async () => {
  const busy = await startChild('perl', BUSY);
  const idle = await startIdle();
  await busy.nextLine();
  const sampler = new UsageSampler();
  const start = performance.now();
  const first = await sampler.sample([busy.pid, idle]);
  const between = performance.now();
  expect([...first.keys()]).toEqual([busy.pid, idle]);
  expect(first.get(busy.pid)).toEqual({
    cpuPercent: undefined,
    cpuMs: expect.any(Number) as number,
    rssBytes: expect.any(Number) as number,
    elapsedMs: expect.any(Number) as number,
  });
  const ticks = () => statOf(busy.pid)?.cpuTicks ?? NaN;
  const ticksBefore = ticks();
  await until(() => ticks() >= ticksBefore + 10);
  const since = performance.now() - between;
  const second = await sampler.sample([busy.pid, idle]);
  const all = performance.now() - start;
  const [before, after] = [first.get(busy.pid), second.get(busy.pid)];
  const used = (after?.cpuMs ?? NaN) - (before?.cpuMs ?? NaN);
  const elapsed = (after?.elapsedMs ?? NaN) - (before?.elapsedMs ?? NaN);
  expect(after?.cpuPercent).toBeCloseTo((100 * used) / elapsed, 6);
  expect(elapsed).toBeGreaterThanOrEqual(since);
  expect(elapsed).toBeLessThanOrEqual(all);
  // At least 100 ms less the time not yet accounted. At most the elapsed time, and what the kernel had not yet accounted
  // at the first sample: it does so once per tick, which is 10 ms at the most.
  expect(used).toBeGreaterThan(80);
  expect(used).toBeLessThanOrEqual(all + 10);
  expect(second.get(idle)?.cpuPercent).toBe(0);
});

test('sample() agrees with listProcesses()', async () => {
  const idle = await startIdle();
  const listed = (await listProcesses()).find(({ pid }) => pid === idle);
  const before = Date.now();
  const usage = (await new UsageSampler().sample(idle)).get(idle);
  expect(usage?.cpuMs).toBe(listed?.cpuMs);
  expect(usage?.rssBytes).toBe(listed?.rssBytes);
  const sampledAt = Number(listed?.startedAt) + (usage?.elapsedMs ?? NaN);
  // Start times have a resolution of 10 ms.
  expect(sampledAt).toBeGreaterThan(before - 15);
  expect(sampledAt).toBeLessThan(Date.now() + 15);
});

test('sample() omits ended processes and zombies, but not one with a running thread', async () => {
  const zombies = await startTree(program, 'deep', 1, { flags: 'z', says: 1 });
  const leaders = await startTree(program, 'deep', 1, { flags: 'l' });
  const leader = leaders.pids.find((pid) => pid !== leaders.pid) ?? NaN;
  await until(() => statOf(leader)?.state === 'Z');
  const zombie = () => allStats().find(({ ppid, state }) => ppid === zombies.pid && state === 'Z');
  await until(() => zombie() !== undefined);
  const usages = await new UsageSampler().sample([2 ** 31 - 1, zombie()?.pid ?? NaN, leader]);
  expect([...usages.keys()]).toEqual([leader]);
});

test('sample() starts anew for a process that reuses a pid', async ({ skip }) => {
  const sampler = new UsageSampler();
  const reuse = await takeOverPid((pid) => sampler.sample(pid));
  skip(reuse === undefined, 'only root can choose pids, through /proc/sys/kernel/ns_last_pid');
  const usages = await sampler.sample(reuse ?? NaN);
  expect(usages.get(reuse ?? NaN)).toMatchObject({ cpuPercent: undefined });
  expect((await sampler.sample(reuse ?? NaN)).get(reuse ?? NaN)?.cpuPercent).toBeGreaterThanOrEqual(0);
});

test('concurrent calls of sample() each measure from the one before', async () => {
  const busy = await startChild('perl', BUSY);
  await busy.nextLine();
  const sampler = new UsageSampler();
  const pids = [busy.pid];
  const calls = Array.from({ length: 50 }, () => sampler.sample(pids));
  pids[0] = NaN;
  const usages = (await Promise.all(calls)).map((sample) => sample.get(busy.pid));
  for (const [i, usage] of usages.entries()) {
    const before = usages[i - 1];
    if (usage === undefined) throw new Error('it has gone');
    if (before === undefined) expect(usage.cpuPercent).toBeUndefined();
    else expect(usage.elapsedMs).toBeGreaterThan(before.elapsedMs);
    if (before !== undefined) expect(usage.cpuPercent).toBeGreaterThanOrEqual(0);
  }
});

test('samplers are independent, and a rejected call does not affect later ones', async () => {
  const [a, b] = [new UsageSampler(), new UsageSampler()];
  await a.sample(process.pid);
  expect((await b.sample(process.pid)).get(process.pid)?.cpuPercent).toBeUndefined();
  await expect(a.sample([process.pid, NaN])).rejects.toThrow(RangeError);
  expect((await a.sample([process.pid, process.pid])).get(process.pid)?.cpuPercent).toBeGreaterThan(0);
});
