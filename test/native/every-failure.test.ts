// @module-tag tsan
// @module-tag quick-debug
import { describe, expect, test } from 'vitest';
import { needs } from '../support/left-out.js';
import { fixture, run, type Ended } from '../support/programs/run-node.js';
import { lacksStrace, runInjected } from '../support/programs/strace.js';

needs('pidfds and /proc');

const PROGRAM = fixture('native/every-failure.mjs');

/** Fails for a rejection that is not an Error with a code. Returns the codes of the others. */
function codesOf({ stdout, stderr }: Ended): Record<string, number> {
  expect(stdout, stderr).not.toBe('');
  const { wrong, codes } = JSON.parse(stdout) as { wrong: string[]; codes: Record<string, number> };
  expect(wrong).toEqual([]);
  return codes;
}

describe("every function rejects with an Error that has a code and the caller's line", () => {
  test('for arguments, signals, timeouts and closed objects', async () => {
    const codes = codesOf(await run(process.execPath, [PROGRAM]));
    for (const code of ['ABORT_ERR', 'EBADF', 'ERR_INVALID_ARG_TYPE', 'ERR_POOL_CLOSED', 'ESRCH', 'ETIMEDOUT']) {
      expect(codes[code], code).toBeGreaterThan(0);
    }
  });

  test('without descriptors', async () => {
    const codes = codesOf(
      await run('sh', ['-c', 'ulimit -n 200; exec "$0" "$@"', process.execPath, PROGRAM, 'no-descriptors']),
    );
    expect(codes['EMFILE']).toBeGreaterThan(20);
  });

  test('with an empty /proc', async ({ skip }) => {
    const mounting = 'mount -t tmpfs none /proc && exec "$0" "$@"';
    const ended = await run('unshare', ['--mount', 'sh', '-c', mounting, process.execPath, PROGRAM]);
    skip(/unshare|mount/.test(ended.stderr), 'mounting is not possible here');
    expect(codesOf(ended)['ERR_FEATURE_UNAVAILABLE_ON_PLATFORM']).toBeGreaterThan(5);
  });

  // Only system calls that Node does not make, or whose failure it survives.
  test.skipIf(lacksStrace('every-failure.test.ts')).each([
    ['pidfd_open:error=EMFILE', 'EMFILE'],
    ['pidfd_send_signal:error=EPERM:when=2+', 'EPERM'],
    ['getdents64:error=EIO', 'EIO'],
    ['lseek:error=EIO', 'EIO'],
    ['fsync:error=EIO', 'EIO'],
    ['linkat:error=EIO', 'EIO'],
    ['openat2:error=EIO', 'EIO'],
  ])('with the injection %s', async (injection, code) => {
    expect(codesOf(await runInjected([injection], [process.execPath, PROGRAM]))[code]).toBeGreaterThan(0);
  });
});
