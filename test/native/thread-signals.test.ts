// @module-tag tsan
import { readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { genKey, readFile } from 'offloop';
import { describe, expect, test } from 'vitest';
import { makeFifos, openWriter } from '../support/files/fifo.js';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { makePool } from '../support/pools/pool.js';
import { hasProc, threads } from '../support/pools/threads.js';
import { until } from '../support/until.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');

const FAULTS = ['SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV', 'SIGSYS'] as const;
const OTHERS = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGUSR1', 'SIGCHLD', 'SIGPROF', 'SIGWINCH'] as const;

/** The signals that a thread blocks: `SigBlk`, proc(5). */
function blockedBy(tid: number): (signal: NodeJS.Signals) => boolean {
  const status = readFileSync(`/proc/self/task/${tid}/status`, 'latin1');
  const mask = BigInt(`0x${/^SigBlk:\s*(\w+)$/m.exec(status)?.[1] ?? ''}`);
  return (signal) => ((mask >> BigInt(constants.signals[signal] - 1)) & 1n) === 1n;
}

describe.skipIf(!hasProc)('the threads of the addon', () => {
  test('block all signals except those of faults, which crash handlers need', async () => {
    const pool = makePool();
    await readFile(file, { pool });
    await genKey('ed25519');
    const [fifo = ''] = makeFifos(folder, 1);
    const waiting = readFile(fifo);
    const writer = await openWriter(fifo);
    const names = [`offloop-${pool.name}`, 'offloop-keys', 'offloop-watcher'];
    const ours = () => threads().filter(({ name }) => names.includes(name));
    await until(() => new Set(ours().map(({ name }) => name)).size === names.length);
    for (const { tid, name } of ours()) {
      const isBlocked = blockedBy(tid);
      expect({ name, blocked: FAULTS.filter(isBlocked) }).toEqual({ name, blocked: [] });
      expect({ name, blocked: OTHERS.filter(isBlocked) }).toEqual({ name, blocked: OTHERS });
    }
    await writer.close();
    await waiting;
  });
});
