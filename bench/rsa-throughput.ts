// Claim: genKey makes RSA keys within 5 % of the time of Node's own OpenSSL, measured by crypto.generateKeyPair with
// equally many at once.
//
// The times of keys vary by half of their mean or more, so hundreds of keys are compared and the ratio has a 95 %
// interval. RSA-1024 is included because it is fast: offloop's overhead is a larger part of it than of RSA-2048, whose
// interval takes minutes to become narrow. BENCH_RSA_SECONDS limits the time of each size.

import { generateKeyPair } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { genKey } from 'offloop';
import { PEM } from './support/pem.js';
import { showProgress } from './support/progress.js';
import { estimateRatio, type Interval } from './support/ratio.js';
import { report } from './support/report.js';
import type { Claim } from './support/table.js';

type Make = (modulusLength: number) => Promise<unknown>;

const generate = promisify(generateKeyPair);
const withOffloop: Make = (modulusLength) => genKey('rsa', { modulusLength });
const withNode: Make = (modulusLength) => generate('rsa', { modulusLength, ...PEM });

const CORES = availableParallelism();
const SIZES = [
  { modulusLength: 1024, keysOfRound: 32 * CORES, seconds: 20, halfWidth: 0.01 },
  { modulusLength: 2048, keysOfRound: 4 * CORES, seconds: 45, halfWidth: 0.025 },
];

interface Cost {
  wallMs: number;
  cpuMs: number;
}

/** Makes keys on every core. Returns the wall-clock and processor time of each. */
async function makeKeys(make: Make, modulusLength: number, count: number): Promise<Cost> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let begun = 0;
  const lanes = Array.from({ length: CORES }, async () => {
    while (begun++ < count) await make(modulusLength);
  });
  await Promise.all(lanes);
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: wallMs / count, cpuMs: (user + system) / 1000 / count };
}

/** Runs rounds in the order A B B A until the interval is narrow enough or the time is over. */
async function alternate({ modulusLength, keysOfRound, seconds, halfWidth }: (typeof SIZES)[number]) {
  const ours: Cost[] = [];
  const theirs: Cost[] = [];
  const takeRound = async (make: Make, costs: Cost[]) => {
    costs.push(await makeKeys(make, modulusLength, keysOfRound));
  };
  const end = performance.now() + Number(process.env['BENCH_RSA_SECONDS'] ?? seconds) * 1000;
  let ratio: Interval = { value: 1, low: 0, high: Infinity };
  while (performance.now() < end && (ours.length < 10 || ratio.high - ratio.low > 2 * halfWidth)) {
    await takeRound(withOffloop, ours);
    await takeRound(withNode, theirs);
    await takeRound(withNode, theirs);
    await takeRound(withOffloop, ours);
    ratio = estimateRatio(toWall(theirs), toWall(ours));
    showProgress(
      `RSA-${modulusLength}: ${ours.length * keysOfRound} keys each, × offloop ${ratio.low.toFixed(3)} to ${ratio.high.toFixed(3)}`,
    );
  }
  return { ours, theirs, ratio, keys: ours.length * keysOfRound };
}

function toWall(costs: readonly Cost[]): number[] {
  return costs.map(({ wallMs }) => wallMs);
}

function toMeans(costs: readonly Cost[]): { each: number; CPU: number } {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { each: mean(toWall(costs)), CPU: mean(costs.map(({ cpuMs }) => cpuMs)) };
}

/** Reached if offloop's time is at most 1.05 times the other's. Undecided if the interval contains that figure. */
function judge({ low, high }: Interval): Claim {
  const text = 'offloop takes at most 1.05 times as long';
  if (low >= 1 / 1.05) return { text, verdict: 'reached' };
  return { text, verdict: high < 1 / 1.05 ? 'NOT reached' : 'undecided' };
}

for (const { modulusLength, keysOfRound } of SIZES) {
  for (const make of [withOffloop, withNode]) await makeKeys(make, modulusLength, keysOfRound);
}
for (const size of SIZES) {
  const { ours, theirs, ratio, keys } = await alternate(size);
  report({
    title: `genKey: RSA-${size.modulusLength} in PEM, ${CORES} at once`,
    units: { keys: 'count', each: 'ms', CPU: 'ms', '× offloop': 'factor', '95 % from': 'factor', to: 'factor' },
    rows: [
      { contender: 'offloop genKey', figures: { keys, ...toMeans(ours), '× offloop': 1 } },
      {
        contender: 'crypto.generateKeyPair',
        figures: { keys, ...toMeans(theirs), '× offloop': ratio.value, '95 % from': ratio.low, to: ratio.high },
        claim: judge(ratio),
      },
    ],
  });
}
