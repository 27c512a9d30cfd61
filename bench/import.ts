// Claim: an import takes less than 5 ms and less than 3 MB more than that of an empty module. This includes Node's
// look-up of a package by name; the figures of an empty package show its share.

import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { showProgress } from './support/progress.js';
import { quantile } from './support/quantile.js';
import { report } from './support/report.js';
import { makeScratchFolder } from './support/scratch.js';

const ROUNDS = 41;
const MODULES = { offloop: 'offloop', 'an empty package': 'empty', 'an empty module': './empty.mjs' };

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folder = makeScratchFolder();
const program = path.join(folder, 'import-once.mjs');

/** A directory in which offloop is installed. */
function prepare(): void {
  copyFileSync(path.join(ROOT, 'bench/support/import-once.mjs'), program);
  writeFileSync(path.join(folder, 'empty.mjs'), '');
  const empty = path.join(folder, 'node_modules/empty');
  mkdirSync(empty, { recursive: true });
  writeFileSync(path.join(empty, 'package.json'), '{"type":"module","exports":{".":{"default":"./index.js"}}}');
  writeFileSync(path.join(empty, 'index.js'), '');
  for (const part of ['package.json', 'dist', 'build/Release/offloop.node']) {
    cpSync(path.join(ROOT, part), path.join(folder, 'node_modules/offloop', part), { recursive: true });
  }
}

type Contender = keyof typeof MODULES;
type Cost = Record<'ms' | 'bytes', number>;

/** Imports in a new process. */
async function importOnce(module: string): Promise<Cost> {
  return JSON.parse((await promisify(execFile)(process.execPath, [program, module])).stdout) as Cost;
}

async function measureRound(): Promise<Record<Contender, Cost>> {
  const costs = {} as Record<Contender, Cost>;
  for (const [name, module] of Object.entries(MODULES)) costs[name as Contender] = await importOnce(module);
  return costs;
}

function compare(rounds: Record<Contender, Cost>[], cost: keyof Cost, limit: number, text: string): void {
  const median = (of: (round: Record<Contender, Cost>) => number) => quantile(rounds.map(of), 0.5);
  const over = 'over an empty module';
  report({
    title: `import: ${cost === 'ms' ? 'time' : 'memory of the program'}, median of ${ROUNDS}`,
    units: { median: cost, [over]: cost },
    rows: (Object.keys(MODULES) as Contender[]).map((contender) => {
      const more = median((round) => round[contender][cost] - round['an empty module'][cost]);
      return {
        contender,
        figures: {
          median: median((round) => round[contender][cost]),
          ...(contender === 'an empty module' ? {} : { [over]: more }),
        },
        ...(contender === 'offloop' ? { claim: { text, verdict: more < limit ? 'reached' : 'NOT reached' } } : {}),
      };
    }),
  });
}

prepare();
const rounds: Record<Contender, Cost>[] = [];
while (rounds.length < ROUNDS) {
  showProgress(`import: round ${rounds.length + 1} of ${ROUNDS}`);
  rounds.push(await measureRound());
}
compare(rounds, 'ms', 5, 'less than 5 ms over an empty module');
compare(rounds, 'bytes', 3e6, 'less than 3 MB over an empty module');
