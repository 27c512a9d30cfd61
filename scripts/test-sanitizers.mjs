// npm run test:sanitizers [-- --quick]: runs the tests of the addon against builds with AddressSanitizer and
// UndefinedBehaviorSanitizer, and with ThreadSanitizer; with --quick, only the most relevant ones. They are built in a
// copy of the project, so the current build stays as it is.

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
    tests: [
      'test/native',
      'test/leaks/allocations',
      'test/signals',
      'test/files',
      'test/pools',
      'test/processes',
      'test/keys/gen-key-file',
      'test/keys/key-pool',
    ],
    quick: [
      'test/native/teardown',
      'test/native/terminated-worker',
      'test/native/environments',
      'test/native/settling',
      'test/native/removed-jobs',
      'test/native/random-calls',
      'test/leaks/allocations',
      'test/keys/gen-key-file/writes',
      'test/keys/gen-key-file/errors',
      'test/keys/gen-key/jwk',
      'test/keys/key-pool/take',
      'test/keys/key-pool/close',
      'test/pools/close',
      'test/pools/pool-option',
      'test/processes/process-handle',
      'test/processes/kill-tree/shapes',
      'test/files/read-file/content',
      'test/files/read-file/fifo',
      'test/files/read-file/utf8.test',
    ],
  },
  {
    name: 'thread',
    libraries: ['libtsan.so'],
    // Node is not built with it, so only the addon is checked. Shells and Python crash with it, so these are the tests
    // that start no programs but Node.
    options: { TSAN_OPTIONS: 'ignore_noninstrumented_modules=1:exitcode=66:atexit_sleep_ms=0' },
    tests: [
      'test/native',
      'test/files/read-file/abort',
      'test/files/read-file/large',
      'test/files/read-file/slices',
      'test/keys/gen-key/progress',
      'test/keys/gen-key/threads',
      'test/keys/key-pool/take',
      'test/keys/key-pool/close',
      'test/pools',
      'test/processes/arguments',
    ],
    quick: [
      'test/native/settling',
      'test/native/random-calls',
      'test/keys/gen-key/progress',
      'test/keys/gen-key/threads',
      'test/keys/key-pool/take',
      'test/keys/key-pool/close',
      'test/pools/close',
      'test/pools/workers',
    ],
  },
];

function testWith({ name, libraries, options, tests, quick }) {
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
    const { status } = spawnSync(
      process.execPath,
      [VITEST, 'run', '--no-file-parallelism', ...(isQuick ? quick : tests)],
      {
        cwd: folder,
        env: { ...process.env, ...options, LD_PRELOAD: preload.join(' '), OFFLOOP_SANITIZE: name },
        stdio: 'inherit',
      },
    );
    return status === 0;
  });
}

const failed = SANITIZERS.filter((sanitizer) => !testWith(sanitizer));
if (failed.length > 0) {
  console.error(`\nFailed with: ${failed.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
