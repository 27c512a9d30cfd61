import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as offloop from 'offloop';
import { createApp } from '../../examples/server/app.js';
import type { Work } from '../../examples/server/work.js';
import { execFileWay } from './ways/exec-file.js';
import { execSyncWay } from './ways/exec-sync.js';
import { nodeWay } from './ways/node.js';

/** The questions of the comparison to the server process, and the answers. */
type ServerQuestion = 'port' | 'watch' | 'longestDelayMs';

const RESOLUTION_MS = 1;

const ways: Record<string, Work> = { execSync: execSyncWay, execFile: execFileWay, node: nodeWay, offloop };
const [root = '.', way = 'offloop'] = process.argv.slice(2);

const server = createApp(root, ways[way]).listen(0, '127.0.0.1');
const listening = once(server, 'listening');
let delays: IntervalHistogram | undefined;

async function answer(question: ServerQuestion): Promise<number> {
  if (question === 'port') {
    await listening;
    return (server.address() as AddressInfo).port;
  }
  if (question === 'watch') {
    delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    delays.enable();
    return 0;
  }
  // The timer that measures a delay fires after it, maybe after this question.
  await sleep(10 * RESOLUTION_MS);
  delays?.disable();
  // The histogram contains the time between two ticks: the delay plus the resolution.
  return Math.max(0, (delays?.max ?? 0) / 1e6 - RESOLUTION_MS);
}

process.on('message', (question: ServerQuestion) => {
  void answer(question).then((reply) => process.send?.(reply));
});
// The measuring process has ended.
process.once('disconnect', () => process.exit());
