// Runs the test files that have failed once more, one after another: among others, on a busy machine, one may have failed
// for want of time. Ends with an error unless all of them pass now.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Where more have failed it was not for want of time. */
const MOST = 10;

const outcome = JSON.parse(readFileSync('.reports/outcome.json', 'utf8'));
const files = Object.keys(outcome).filter((file) => outcome[file].failed > 0);
if (files.length === 0 || files.length > MOST) process.exit(1);

console.log(`\nThese failed beside others and are run again by themselves: ${files.join(' ')}`);
const { status } = spawnSync('npx', ['vitest', 'run', '--no-file-parallelism', ...files], { stdio: 'inherit' });
process.exit(status ?? 1);
