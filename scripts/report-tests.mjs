// node scripts/report-tests.mjs STATUS: lists the tests that failed and passed when they were run again, then prints
// "N passed, N failed" alone on the last line. STATUS is the exit code of the whole run.

import { files, readResults, readUncaught } from './test-results.mjs';

const first = readResults(files.FIRST);
const again = readResults(files.AGAIN);

/** The tests that passed in the second run only, and the files that an error of the first run came from. */
function flakyTests() {
  const failedTwice = new Set(again.filter((file) => file.failed.length > 0).map(({ name }) => name));
  const isFlaky = ({ name }) => again.some((file) => file.name === name) && !failedTwice.has(name);
  return [
    ...first.filter(isFlaky).flatMap(({ name, failed }) => failed.map((title) => `${name}: ${title}`)),
    ...readUncaught()
      .filter(isFlaky)
      .map(({ name, message }) => `${name}: ${message}`),
  ];
}

const flaky = flakyTests();
if (flaky.length > 0) console.log(`\nFlaky, failed at first and passed when run again:\n  ${flaky.join('\n  ')}\n`);

const results = new Map([...first, ...again].map((file) => [file.name, file]));
const count = (outcome) => [...results.values()].reduce((sum, file) => sum + file[outcome].length, 0);
// A run also fails by something else than a test.
const failed = count('failed') || Number(process.argv[2] !== '0');
console.log(`${count('passed')} passed, ${failed} failed`);
