import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

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
    reporters: process.env['CI'] ? ['default', './scripts/outcome-reporter.mjs'] : ['default'],
  },
});
