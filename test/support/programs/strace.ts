import { spawnSync } from 'node:child_process';
import { run, type Ended } from './run-node.js';

const isThere = spawnSync('strace', ['-V']).status === 0;

/** Whether strace is missing, so that system calls cannot be made to fail. Prints the reason. */
export function lacksStrace(what: string): boolean {
  if (!isThere) console.warn(`skipped: ${what} needs strace (apt-get install strace)`);
  return !isThere;
}

/**
 * Runs a program with injected failures of system calls, in the syntax of strace(1): `openat:error=EIO:when=2`. strace
 * counts the calls of each thread separately.
 */
export async function runInjected(injections: readonly string[], command: readonly string[]): Promise<Ended> {
  const names = injections.map((call) => call.slice(0, call.indexOf(':')));
  const inject = injections.flatMap((call) => ['-e', `inject=${call}`]);
  return await run('strace', [
    ...['-f', '--seccomp-bpf', '-qq', '-e', `trace=${names.join()}`, ...inject, '-o', '/dev/null'],
    ...command,
  ]);
}
