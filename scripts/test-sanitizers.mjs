// npm run test:sanitizers [-- --quick]: runs the tests of the addon against builds with AddressSanitizer and
// UndefinedBehaviorSanitizer, and with ThreadSanitizer; with --quick, those tagged quick-asan and quick-tsan. They are
// built in a copy of the project, so the current build stays as it is.

import { execFileSync, spawnSync } from 'node:child_process';
import { VITEST, withProjectCopy } from './project-copy.mjs';

const isQuick = process.argv.includes('--quick');

const SANITIZERS = [
  {
    name: 'address,undefined',
    libraries: ['libasan.so', 'libubsan.so'],
    // Node itself frees some memory only by exiting, which counts as a leak. test/leaks/allocations checks the addon's
    // own.
    options: { ASAN_OPTIONS: 'detect_leaks=0', UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1' },
    tags: '!no-asan',
    quickTags: 'quick-asan',
  },
  {
    name: 'thread',
    libraries: ['libtsan.so'],
    // Node is not built with it, so only the addon is checked. Shells and Python crash with it: only tests that start no
    // programs but Node have the tag.
    options: { TSAN_OPTIONS: 'ignore_noninstrumented_modules=1:exitcode=66:atexit_sleep_ms=0' },
    tags: 'tsan',
    quickTags: 'quick-tsan',
  },
];

function testWith({ name, libraries, options, tags, quickTags }) {
  console.log(`\nSanitizer: ${name}`);
  return withProjectCopy((folder) => {
    execFileSync(process.execPath, ['scripts/compile-native.mjs'], {
      cwd: folder,
      env: { ...process.env, OFFLOOP_SANITIZE: name },
      stdio: 'inherit',
    });
    const preload = libraries.map((library) =>
      execFileSync('gcc', [`-print-file-name=${library}`], { encoding: 'utf8' }).trim(),
    );
    const filter = `--tags-filter=${isQuick ? quickTags : tags}`;
    const { status } = spawnSync(process.execPath, [VITEST, 'run', '--no-file-parallelism', filter], {
      cwd: folder,
      env: { ...process.env, ...options, LD_PRELOAD: preload.join(' '), OFFLOOP_SANITIZE: name },
      stdio: 'inherit',
    });
    return status === 0;
  });
}

const failed = SANITIZERS.filter((sanitizer) => !testWith(sanitizer));
if (failed.length > 0) {
  console.error(`\nFailed with: ${failed.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
