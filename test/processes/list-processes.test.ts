// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag quick-debug
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listProcesses, type ProcessInfo } from 'offloop';
import { expect, test } from 'vitest';
import { needs } from '../support/left-out.js';
import { allStats, compileTree, startedAt, startTree, statOf } from '../support/processes/process-tree.js';
import { run } from '../support/programs/run-node.js';
import { until } from '../support/until.js';

needs('/proc');

const program = compileTree();

async function find(pid: number): Promise<ProcessInfo | undefined> {
  return (await listProcesses()).find((process) => process.pid === pid);
}

test('listProcesses() agrees with Node about this process', async () => {
  const before = process.cpuUsage();
  const self = await find(process.pid);
  const memory = process.memoryUsage.rss();
  expect(self).toMatchObject({
    pid: process.pid,
    ppid: process.ppid,
    uid: process.geteuid?.(),
    argv: readFileSync('/proc/self/cmdline', 'utf8').split('\0').slice(0, -1),
    name: readFileSync('/proc/self/comm', 'utf8').trimEnd(),
  });
  expect(Object.keys(self ?? {}).sort()).toEqual(
    ['argv', 'cpuMs', 'name', 'pid', 'ppid', 'rssBytes', 'startedAt', 'state', 'uid'].sort(),
  );
  expect(self?.startedAt).toBeInstanceOf(Date);
  const [earliest, latest] = startedAt(process.pid);
  expect(Number(self?.startedAt)).toBeGreaterThanOrEqual(earliest);
  expect(Number(self?.startedAt)).toBeLessThanOrEqual(latest);
  expect(self?.cpuMs).toBeGreaterThan((before.user + before.system) / 1000 - 20);
  expect((self?.rssBytes ?? 0) / memory).toBeGreaterThan(0.5);
  expect((self?.rssBytes ?? 0) / memory).toBeLessThan(2);
});

test('listProcesses() agrees with ps about all processes, by ascending pid', async () => {
  // A preloaded sanitizer would also be loaded into ps, which then hangs.
  const env = { ...process.env, LD_PRELOAD: '' };
  const shownByPs = async () =>
    (await run('ps', ['-eo', 'pid=,ppid=,uid=,comm='], { env })).stdout.trimEnd().split('\n');
  const before = await shownByPs();
  const listed = new Map((await listProcesses()).map((process) => [process.pid, process]));
  const after = new Set(await shownByPs());
  expect([...listed.keys()]).toEqual([...listed.keys()].sort((a, b) => a - b));
  // Skips processes that started, ended, or changed their parent, user or program in the meantime.
  const compared = before.filter((line) => after.has(line));
  for (const line of compared) {
    const [, pid, ppid, uid, name] = /^ *(\d+) +(\d+) +(\d+) (.*?) *$/.exec(line) ?? [];
    const found = listed.get(Number(pid));
    expect(`${pid} ${found?.ppid} ${found?.uid}`).toBe(`${pid} ${ppid} ${uid}`);
    if (/^[\w-]+$/.test(name ?? '')) expect(found?.name).toBe(name);
  }
  expect(compared.length).toBeGreaterThan(5);
});

test('listProcesses() returns the same startedAt in every call', async () => {
  const starts = new Set<number>();
  for (let i = 0; i < 200; i++) starts.add(Number((await find(process.pid))?.startedAt));
  expect(starts.size).toBe(1);
});

test('listProcesses() shows kernel threads and zombies without arguments, and a stopped process as T', async () => {
  const tree = await startTree(program, 'wide', 2, { flags: 'z', says: 2 });
  await until(() => allStats().some(({ ppid, state }) => ppid === tree.pid && state === 'Z'));
  const child = tree.pids.find((pid) => pid !== tree.pid) ?? NaN;
  process.kill(child, 'SIGSTOP');
  await until(() => statOf(child)?.state === 'T');

  const processes = await listProcesses();
  const zombie = processes.find(({ ppid, state }) => ppid === tree.pid && state === 'Z');
  expect(zombie).toMatchObject({ name: 'tree', argv: [], rssBytes: 0 });
  expect(processes.find(({ pid }) => pid === child)).toMatchObject({ state: 'T', argv: [program, 'wide', '2', 'z'] });
  for (const kernel of processes.filter(({ ppid }) => ppid === 2)) {
    expect(kernel).toMatchObject({ argv: [], rssBytes: 0 });
  }
});

test('listProcesses() tolerates processes that start and end meanwhile', async () => {
  await startTree(program, 'bomb', 100, { says: 1 });
  for (let i = 0; i < 50; i++) {
    for (const { pid, name, argv, state } of await listProcesses()) {
      expect(pid).toBeGreaterThan(0);
      // Other tests may have a tree of their own.
      if (name === 'tree' && argv.length > 0) expect(path.basename(argv[0] ?? '')).toBe('tree');
      if (argv[0] === program) expect(argv).toEqual([program, 'bomb', '100', '']);
      expect(state).toMatch(/^[A-Za-z]$/);
    }
  }
});

test('listProcesses() rejects with EMFILE instead of returning an empty list', async () => {
  const script = `
    import('offloop').then(async (m) => {
      const fs = require('node:fs');
      try { for (;;) fs.openSync('/dev/null'); } catch {}
      console.log(await m.listProcesses().catch((error) => error.code));
    })`;
  const ended = await run('sh', ['-c', 'ulimit -n 100; exec "$0" -e "$1"', process.execPath, script]);
  expect(ended.stdout).toBe('EMFILE\n');
});
