import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';

/** A program that runs beside the test and exchanges lines with it. */
export interface Child {
  readonly pid: number;
  /** Its next line of output. If the child ends instead, the test fails with its stderr. */
  nextLine(): Promise<string>;
  tell(line: string): void;
  /** Closes its standard input. */
  hangUp(): void;
  /** Its exit code, or the name of the signal that killed it. */
  readonly ended: Promise<number | string>;
}

/** Starts a program. It is killed after the test. */
export async function startChild(command: string, args: string[], options: SpawnOptions = {}): Promise<Child> {
  const child = spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  const [stdin, stdout, stderr] = child.stdio as unknown as [Writable, Readable, Readable];
  await once(child, 'spawn');
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let complaint = '';
  stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? NaN,
    ended: once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string),
    tell: (line) => stdin.write(`${line}\n`),
    hangUp: () => stdin.end(),
    nextLine: async () => {
      const { done, value } = (await lines.next()) as IteratorResult<string, undefined>;
      if (done) throw new Error(`${command} ended: ${complaint}`);
      return value;
    },
  };
}
