import { appendFileSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Keeps an error that no test caught, or the crash of a test's process: the JSON reporter leaves them out. */
function keepUncaught({ message = '', VITEST_TEST_PATH: name = '' }: { message?: string; VITEST_TEST_PATH?: string }) {
  mkdirSync('.reports', { recursive: true });
  appendFileSync('.reports/uncaught-errors.txt', `${JSON.stringify({ name, message })}\n`);
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Each file in a process of its own: they send signals, count descriptors and fill pools.
    pool: 'forks',
    fileParallelism: true,
    maxWorkers: availableParallelism(),
    // For what hangs. A machine that is busy with other things may need many times what it needs otherwise.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 60_000,
    server: { deps: { external: [/\/dist\//] } },
    // scripts/test-results.mjs reads both files.
    ...(process.env['CI'] && {
      reporters: ['default', 'json'],
      outputFile: { json: '.reports/tests.json' },
      onUnhandledError: keepUncaught,
    }),
  },
});
