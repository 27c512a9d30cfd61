import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { temporaryFolder } from '../files/temporary-folder.js';
import { startChild, type Child } from '../programs/child.js';
import { fixture } from '../programs/run-node.js';

/** The codes of siginfo_t that tell kill(2) from sigqueue(3): sigaction(2). */
export const SI_USER = 0;
export const SI_QUEUE = -1;

/** Compiles the receiver; call it once in a test file, outside of tests. */
export function compileReceiver(): string {
  const program = path.join(temporaryFolder(), 'signal-receiver');
  execFileSync('g++', ['-o', program, fixture('signals/signal-receiver.cc')]);
  return program;
}

/**
 * Starts a process that every signal but SIGKILL and SIGSTOP reaches, the real-time ones in which Node takes no
 * interest included. For each it says `signal si_code sender value`.
 */
export async function startReceiver(program: string): Promise<Child> {
  const receiver = await startChild(program, []);
  await receiver.nextLine();
  return receiver;
}

/** What a receiver says of a signal that this process has sent it. */
export function arrival(signal: number, siCode = SI_USER, value = 0): string {
  return `${signal} ${siCode} ${process.pid} ${value}`;
}
