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

test.runIf(isPortable).each(Object.entries(CALLS))(
  '%s rejects without /proc with ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  async (_, call) => {
    const error = await rejection(call);
    expect(error).toMatchObject({ name: 'Error', code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
    expect(error.message).toMatch(/^\w+ needs Linux with \/proc/);
  },
);

test('listProcesses() rejects a /proc of another PID namespace with the reason', async ({ skip }) => {
  const script = `import('offloop').then((m) => m.listProcesses()).catch((e) => console.log(e.code, e.message))`;
  const ended = await run('unshare', ['--pid', '--fork', process.execPath, '-e', script]);
  skip(ended.stderr.includes('unshare'), 'creating a PID namespace is not possible here');
  expect(ended.stdout).toMatch(/^ERR_FEATURE_UNAVAILABLE_ON_PLATFORM listProcesses needs .*\/proc/);
});

test('listProcesses() rejects an empty /proc', async ({ skip }) => {
  const script = `import('offloop').then((m) => m.listProcesses()).catch((e) => console.log(e.code))`;
  const mounting = 'mount -t tmpfs none /proc && exec "$0" -e "$1"';
  const ended = await run('unshare', ['--mount', 'sh', '-c', mounting, process.execPath, script]);
  skip(/unshare|mount/.test(ended.stderr), 'mounting is not possible here');
  expect(ended.stdout).toBe('ERR_FEATURE_UNAVAILABLE_ON_PLATFORM\n');
});
