// Runs the failed test files again, one after another, because on a busy machine a test may have failed for lack of
// time. Fails unless all of them pass now.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** If more files have failed, lack of time is not the cause. */
const MOST = 10;

const outcome = JSON.parse(readFileSync('.reports/outcome.json', 'utf8'));
const files = Object.keys(outcome).filter((file) => outcome[file].failed > 0);
if (files.length === 0 || files.length > MOST) process.exit(1);

console.log(`\nThese failed beside others and are run again by themselves: ${files.join(' ')}`);
const { status } = spawnSync('npx', ['vitest', 'run', '--no-file-parallelism', ...files], { stdio: 'inherit' });
process.exit(status ?? 1);
