// Claim: kill takes a thousandth of the time of a kill(1) child, and at most 1.5 times that of process.kill.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { kill } from 'offloop';
import { compare, type Contender } from './support/compare.js';
import { keepInstalled } from './support/installed.js';
import { report } from './support/report.js';

const execute = promisify(execFile);

/** Starts a process that ignores SIGHUP before it prints its first line. It ends with this process. */
const target = spawn('sh', ['-c', "trap '' HUP; echo ready; exec cat >/dev/null"], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
await once(target.stdout, 'data');
const pid = target.pid ?? NaN;

/** Calls per reading of the clock, because a call takes about a microsecond. */
const BATCH = 1000;

const contenders: (Contender & { send: (pid: number) => unknown })[] = [
  {
    name: 'offloop kill',
    operations: BATCH,
    isAsync: true,
    send: (pid) => kill(pid, 'SIGHUP'),
    run: async () => {
      for (let sent = 0; sent < BATCH; sent++) await kill(pid, 'SIGHUP');
    },
  },
  {
    name: 'process.kill',
    operations: BATCH,
    isAsync: false,
    send: (pid) => process.kill(pid, 'SIGHUP'),
    run: () => {
      for (let sent = 0; sent < BATCH; sent++) process.kill(pid, 'SIGHUP');
    },
    claim: { text: 'offloop takes at most 1.5 times as long', holds: (factor) => factor >= 1 / 1.5 },
  },
  {
    name: "execFile('kill')",
    operations: 1,
    isAsync: true,
    send: (pid) => execute('kill', ['-HUP', String(pid)]),
    run: () => execute('kill', ['-HUP', String(pid)]),
    claim: { text: 'offloop is at least 1,000 times as fast', holds: (factor) => factor >= 1000 },
  },
];

const installed = await keepInstalled(contenders, async ({ send }) => {
  const arrival = once(process, 'SIGHUP');
  await send(process.pid);
  await arrival;
});
report(await compare('kill: SIGHUP to a process that ignores it', installed));
target.stdin.end();
