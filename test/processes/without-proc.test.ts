// @module-tag quick-portable
import { descendants, findProcesses, killTree, listProcesses, terminate, UsageSampler } from 'offloop';
import { expect, test } from 'vitest';
import { isPortable } from '../support/left-out.js';
import { run } from '../support/programs/run-node.js';
import { rejection } from '../support/rejection.js';

const CALLS: Record<string, () => Promise<unknown>> = {
  listProcesses: () => listProcesses(),
  descendants: () => descendants(process.ppid),
  findProcesses: () => findProcesses({ name: 'node' }),
  killTree: () => killTree(process.ppid, 0),
  terminate: () => terminate(process.ppid, { killSignal: 0, tree: true }),
  'UsageSampler.sample': () => new UsageSampler().sample(process.pid),
};

test.runIf(isPortable).each(Object.entries(CALLS))('%s needs /proc, and says so', async (_, call) => {
  const error = await rejection(call);
  expect(error).toMatchObject({ name: 'Error', code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
  expect(error.message).toMatch(/^\w+ needs Linux with \/proc/);
});

test('a /proc of another PID namespace is refused, and says why', async ({ skip }) => {
  const script = `import('offloop').then((m) => m.listProcesses()).catch((e) => console.log(e.code, e.message))`;
  const ended = await run('unshare', ['--pid', '--fork', process.execPath, '-e', script]);
  skip(ended.stderr.includes('unshare'), 'no PID namespace can be made here');
  expect(ended.stdout).toMatch(/^ERR_FEATURE_UNAVAILABLE_ON_PLATFORM listProcesses needs .*\/proc/);
});

test('an empty /proc is refused likewise', async ({ skip }) => {
  const script = `import('offloop').then((m) => m.listProcesses()).catch((e) => console.log(e.code))`;
  const mounting = 'mount -t tmpfs none /proc && exec "$0" -e "$1"';
  const ended = await run('unshare', ['--mount', 'sh', '-c', mounting, process.execPath, script]);
  skip(/unshare|mount/.test(ended.stderr), 'nothing can be mounted here');
  expect(ended.stdout).toBe('ERR_FEATURE_UNAVAILABLE_ON_PLATFORM\n');
});
