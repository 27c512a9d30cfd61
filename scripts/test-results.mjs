// The results that Vitest's JSON reporter and vitest.config.ts write into .reports/ when CI is set.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FIRST = '.reports/tests.json';
const AGAIN = '.reports/tests-again.json';
/** Errors that no test caught, one in a line: Vitest's JSON reporter leaves them out. */
const UNCAUGHT = '.reports/uncaught-errors.txt';

export const files = { FIRST, AGAIN, UNCAUGHT };

/** The test files that ran: `{ name, passed, failed }`, the latter two being titles of tests. */
export function readResults(file) {
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, 'utf8')).testResults.map(({ name, status, assertionResults }) => {
    const titles = (wanted) => assertionResults.filter((test) => test.status === wanted).map((test) => test.fullName);
    const failed = titles('failed');
    // A file that cannot be loaded fails without a failed test.
    if (status === 'failed' && failed.length === 0) failed.push('(the file itself)');
    return { name: path.relative('', name), passed: titles('passed'), failed };
  });
}

/** The test files that errors came from which no test caught: `{ name, message }`; a name may be empty. */
export function readUncaught() {
  if (!existsSync(UNCAUGHT)) return [];
  const lines = readFileSync(UNCAUGHT, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line)).map(({ name, message }) => ({ name: path.relative('', name), message }));
}
