// Claim: while keys are made on every core without pause, the p99 latency of GET /hello at a rate that takes a tenth of
// a core is at most half of that with crypto.generateKeyPair, with at least 0.9 times as many keys.

import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startModule } from '../scripts/children.mjs';
import type { HelloLoad } from './hello/load.js';
import type { HelloQuestion } from './hello/serve.js';
import { showProgress } from './support/progress.js';
import { quantile } from './support/quantile.js';
import { report } from './support/report.js';
import type { Claim, Row } from './support/table.js';

const NO_KEYS = 'no keys';
const WAYS = ['offloop genKey', 'crypto.generateKeyPair', NO_KEYS] as const;
type Way = (typeof WAYS)[number];

const ROUNDS = 3;
const SECONDS = 8;
/** Enough to warm up OpenSSL and the compiler, and to keep every core busy. */
const WARM_UP_SECONDS = 2;
const CORE_SHARE = 0.1;

interface Measured {
  p99Ms: number[];
  keysPerSecond: number[];
  requests: number;
}

const server = startModule(path.join(import.meta.dirname, 'hello/serve.ts'));
const generator = startModule(path.join(import.meta.dirname, 'hello/load.ts'));
const askServer = (question: HelloQuestion) => server.ask(question) as Promise<number>;
const url = `http://127.0.0.1:${await askServer('port')}/hello`;

async function load(seconds: number, rate: number): Promise<number[]> {
  const request: HelloLoad = { url, rate, seconds };
  return (await server.during(generator.ask(request))) as number[];
}

/** Requests a second that take a tenth of a core. */
async function findRate(): Promise<number> {
  const trialRate = 300;
  showProgress('/hello: how many requests a second take a tenth of a core');
  await load(WARM_UP_SECONDS, trialRate);
  const before = await askServer('cpuMs');
  const { length } = await load(SECONDS, trialRate);
  const cpuMsEach = ((await askServer('cpuMs')) - before) / length;
  return Math.round((CORE_SHARE * 1000) / cpuMsEach / 10) * 10;
}

async function measure(way: Way, rate: number, measured: Measured): Promise<void> {
  await askServer({ makeKeysWith: way });
  await load(WARM_UP_SECONDS, rate);
  // Reset, because the keys of the warm-up do not count.
  await askServer('stop');
  await askServer({ makeKeysWith: way });
  const start = performance.now();
  const latencies = await load(SECONDS, rate);
  const seconds = (performance.now() - start) / 1000;
  measured.keysPerSecond.push((await askServer('stop')) / seconds);
  measured.p99Ms.push(quantile(latencies, 0.99));
  measured.requests += latencies.length;
}

const rate = await findRate();
const found: Record<Way, Measured> = {
  'offloop genKey': { p99Ms: [], keysPerSecond: [], requests: 0 },
  'crypto.generateKeyPair': { p99Ms: [], keysPerSecond: [], requests: 0 },
  [NO_KEYS]: { p99Ms: [], keysPerSecond: [], requests: 0 },
};
for (let round = 0; round < ROUNDS; round++) {
  for (const way of round % 2 === 0 ? WAYS : WAYS.toReversed()) {
    showProgress(`/hello beside keys: round ${round + 1} of ${ROUNDS}, ${way}`);
    await measure(way, rate, found[way]);
    await delay(100);
  }
}
await Promise.all([server.stop(), generator.stop()]);

const p99 = (way: Way) => quantile(found[way].p99Ms, 0.5);
const keys = (way: Way) => found[way].keysPerSecond.reduce((sum, rate) => sum + rate, 0) / ROUNDS;
const latencyRatio = p99('offloop genKey') / p99('crypto.generateKeyPair');
const keysRatio = keys('offloop genKey') / keys('crypto.generateKeyPair');

function toRow(way: Way, claim?: Claim): Row {
  const figures: Row['figures'] = { requests: found[way].requests, '99 %': p99(way) };
  if (way !== NO_KEYS) figures['keys/s'] = keys(way);
  return { contender: `beside ${way}`, figures, claim };
}

report({
  title: `GET /hello, ${rate} times a second, beside RSA-2048 keys on every core`,
  units: { requests: 'count', '99 %': 'ms', 'keys/s': 'factor' },
  rows: [
    toRow('offloop genKey'),
    toRow('crypto.generateKeyPair', {
      text: `offloop: at most half of the time (${latencyRatio.toFixed(2)}), at least 0.9 times the keys (${keysRatio.toFixed(2)})`,
      verdict: latencyRatio <= 0.5 && keysRatio >= 0.9 ? 'reached' : 'NOT reached',
    }),
    toRow(NO_KEYS),
  ],
});
