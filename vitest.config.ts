import { createTagsFilter } from '@vitest/runner/utils';
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import type { Vite, VitestPluginContext } from 'vitest/node';

/** A test file says at its top which of these it has: `// @module-tag tsan`. */
const tags = [
  { name: 'quick-portable', description: 'differs most in the portable build: what waits, reads, or lists processes' },
  {
    name: 'quick-debug',
    description: 'calls the addon with many kinds of arguments, for its assertions and type checks',
  },
  { name: 'no-debug', description: 'checks how the shipped binary is linked' },
  { name: 'quick-runtimes', description: 'depends most on the runtime' },
  { name: 'quick-asan', description: 'allocates and frees most, for AddressSanitizer' },
  { name: 'no-asan', description: 'has little to do with memory of the addon, and is slow' },
  { name: 'tsan', description: 'starts no programs but Node, as shells and Python crash under ThreadSanitizer' },
  { name: 'quick-tsan', description: 'has most to do with threads, for ThreadSanitizer' },
];

/** Vitest loads every file to learn that all of its tests are filtered out by their tags: leaves out such files. */
function leaveOutFilesByTags({ vitest, project }: VitestPluginContext) {
  const { tagsFilter } = vitest.config;
  if (tagsFilter === undefined) return;
  const isWanted = createTagsFilter(tagsFilter, tags);
  const files = readdirSync(path.join(vitest.config.root, 'test'), { encoding: 'utf8', recursive: true });
  for (const file of files.filter((name) => name.endsWith('.test.ts'))) {
    const source = readFileSync(path.join(vitest.config.root, 'test', file), 'utf8');
    const tagsOfFile = [...source.matchAll(/^\/\/ @module-tag (\S+)$/gm)].map(([, tag]) => tag as string);
    if (!isWanted(tagsOfFile)) project.config.exclude.push(`test/${file}`);
  }
}

/** Keeps an error that no test caught, or the crash of a test's process: the JSON reporter leaves them out. */
function keepUncaught({ message = '', VITEST_TEST_PATH: name = '' }: { message?: string; VITEST_TEST_PATH?: string }) {
  mkdirSync('.reports', { recursive: true });
  appendFileSync('.reports/uncaught-errors.txt', `${JSON.stringify({ name, message })}\n`);
}

const plugin: Vite.Plugin = { name: 'leave-out-files-by-tags', configureVitest: leaveOutFilesByTags };

export default defineConfig({
  plugins: [plugin],
  test: {
    include: ['test/**/*.test.ts'],
    tags,
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
