import { spawnSync } from 'node:child_process';
import { run, type Ended } from './run-node.js';

const isThere = spawnSync('strace', ['-V']).status === 0;

/** True, with the reason printed, where system calls cannot be made to fail. */
export function lacksStrace(what: string): boolean {
  if (!isThere) console.warn(`skipped: ${what} needs strace (apt-get install strace)`);
  return !isThere;
}

/**
 * Runs a program of which some system calls fail as strace(1) has it: `openat:error=EIO:when=2`. Calls are counted for each
 * thread by itself.
 */
export async function runInjected(injections: readonly string[], command: readonly string[]): Promise<Ended> {
  const names = injections.map((call) => call.slice(0, call.indexOf(':')));
  const inject = injections.flatMap((call) => ['-e', `inject=${call}`]);
  return await run('strace', [
    ...['-f', '--seccomp-bpf', '-qq', '-e', `trace=${names.join()}`, ...inject, '-o', '/dev/null'],
    ...command,
  ]);
}
