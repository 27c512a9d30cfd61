// Runs the test files that failed once more, one at a time: beside others, on a busy machine, a test may run out of time.
// Exits with an error unless all of them pass now. scripts/report-tests.mjs then lists what failed at first as flaky.

import { spawnSync } from 'node:child_process';
import { files, readResults, readUncaught } from './test-results.mjs';

/** If more files than this fail, a busy machine is not the cause. */
const MAX_FILES = 10;

const failed = readResults(files.FIRST).filter((file) => file.failed.length > 0);
const names = [...new Set([...failed, ...readUncaught()].map(({ name }) => name))];
if (names.length === 0 || names.length > MAX_FILES || names.includes('')) process.exit(1);

console.log(`\nThese failed beside others and run again, one at a time: ${names.join(' ')}`);
const options = ['--no-file-parallelism', '--reporter=default', '--reporter=json', `--outputFile.json=${files.AGAIN}`];
const { status } = spawnSync('npx', ['vitest', 'run', ...options, ...names], { stdio: 'inherit' });
process.exit(status ?? 1);
