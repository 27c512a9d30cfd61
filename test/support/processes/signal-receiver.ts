import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { temporaryFolder } from '../files/temporary-folder.js';
import { startChild, type Child } from '../programs/child.js';
import { fixture } from '../programs/run-node.js';

/** The si_code values of kill(2) and sigqueue(3): sigaction(2). */
export const SI_USER = 0;
export const SI_QUEUE = -1;

/** Compiles the receiver; call it once in a test file, outside of tests. */
export function compileReceiver(): string {
  const program = path.join(temporaryFolder(), 'signal-receiver');
  execFileSync('g++', ['-o', program, fixture('signals/signal-receiver.cc')]);
  return program;
}

/**
 * Starts a process that receives every signal but SIGKILL and SIGSTOP, including the real-time signals that Node does
 * not support. It prints `signal si_code sender value` for each.
 */
export async function startReceiver(program: string): Promise<Child> {
  const receiver = await startChild(program, []);
  await receiver.nextLine();
  return receiver;
}

/** The line that a receiver prints for a signal of this process. */
export function arrival(signal: number, siCode = SI_USER, value = 0): string {
  return `${signal} ${siCode} ${process.pid} ${value}`;
}
