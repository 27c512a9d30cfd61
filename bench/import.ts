// Claim: an import takes less than 5 ms and less than 3 MB, over that of an empty module.

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { showProgress } from './support/progress.js';
import { quantile } from './support/quantile.js';
import { report } from './support/report.js';
import { makeScratchFolder } from './support/scratch.js';

const ROUNDS = 41;

const program = fileURLToPath(new URL('support/import-once.mjs', import.meta.url));
const empty = path.join(makeScratchFolder(), 'empty.mjs');
writeFileSync(empty, '');

interface Cost {
  ms: number;
  bytes: number;
}

/** In a process of its own. */
async function importOnce(module: string): Promise<Cost> {
  return JSON.parse((await promisify(execFile)(process.execPath, [program, module])).stdout) as Cost;
}

const rounds: { offloop: Cost; empty: Cost }[] = [];
while (rounds.length < ROUNDS) {
  showProgress(`import: round ${rounds.length + 1} of ${ROUNDS}`);
  rounds.push({ offloop: await importOnce('offloop'), empty: await importOnce(pathToFileURL(empty).href) });
}

function compare(cost: keyof Cost, unit: 'ms' | 'bytes', limit: number, text: string): void {
  const median = (of: (round: (typeof rounds)[number]) => number) => quantile(rounds.map(of), 0.5);
  const more = median(({ offloop, empty }) => offloop[cost] - empty[cost]);
  report({
    title: `import: ${unit === 'ms' ? 'time' : 'memory of the program'}, median of ${ROUNDS}`,
    units: { median: unit, 'over an empty module': unit },
    rows: [
      {
        contender: 'offloop',
        figures: { median: median(({ offloop }) => offloop[cost]), 'over an empty module': more },
        claim: { text, verdict: more < limit ? 'reached' : 'NOT reached' },
      },
      { contender: 'an empty module', figures: { median: median(({ empty }) => empty[cost]) } },
    ],
  });
}

compare('ms', 'ms', 5, 'less than 5 ms over an empty module');
compare('bytes', 'bytes', 3e6, 'less than 3 MB over an empty module');
