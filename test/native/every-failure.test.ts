// @module-tag tsan
// @module-tag quick-debug
import { describe, expect, test } from 'vitest';
import { needs } from '../support/left-out.js';
import { fixture, run, type Ended } from '../support/programs/run-node.js';
import { lacksStrace, runInjected } from '../support/programs/strace.js';

needs('pidfds and /proc');

const PROGRAM = fixture('native/every-failure.mjs');

/** Fails with what is no Error with a code; the codes of all others are returned. */
function codesOf({ stdout, stderr }: Ended): Record<string, number> {
  expect(stdout, stderr).not.toBe('');
  const { wrong, codes } = JSON.parse(stdout) as { wrong: string[]; codes: Record<string, number> };
  expect(wrong).toEqual([]);
  return codes;
}

describe('whatever fails, every function rejects with an Error that has a code, and leads to its caller', () => {
  test('arguments, signals, timeouts and what is closed', async () => {
    const codes = codesOf(await run(process.execPath, [PROGRAM]));
    for (const code of ['ABORT_ERR', 'EBADF', 'ERR_INVALID_ARG_TYPE', 'ERR_POOL_CLOSED', 'ESRCH', 'ETIMEDOUT']) {
      expect(codes[code], code).toBeGreaterThan(0);
    }
  });

  test('no descriptors', async () => {
    const codes = codesOf(
      await run('sh', ['-c', 'ulimit -n 200; exec "$0" "$@"', process.execPath, PROGRAM, 'no-descriptors']),
    );
    expect(codes['EMFILE']).toBeGreaterThan(20);
  });

  test('a /proc that is empty', async ({ skip }) => {
    const mounting = 'mount -t tmpfs none /proc && exec "$0" "$@"';
    const ended = await run('unshare', ['--mount', 'sh', '-c', mounting, process.execPath, PROGRAM]);
    skip(/unshare|mount/.test(ended.stderr), 'nothing can be mounted here');
    expect(codesOf(ended)['ERR_FEATURE_UNAVAILABLE_ON_PLATFORM']).toBeGreaterThan(5);
  });

  // Only calls that Node itself does without, or whose failure it survives.
  test.skipIf(lacksStrace('every-failure.test.ts')).each([
    ['pidfd_open:error=EMFILE', 'EMFILE'],
    ['pidfd_send_signal:error=EPERM:when=2+', 'EPERM'],
    ['getdents64:error=EIO', 'EIO'],
    ['lseek:error=EIO', 'EIO'],
    ['fsync:error=EIO', 'EIO'],
    ['linkat:error=EIO', 'EIO'],
    ['openat2:error=EIO', 'EIO'],
  ])('%s', async (injection, code) => {
    expect(codesOf(await runInjected([injection], [process.execPath, PROGRAM]))[code]).toBeGreaterThan(0);
  });
});
