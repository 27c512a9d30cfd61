import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';

/** A program that runs beside the test, and talks to it in lines. */
export interface Child {
  readonly pid: number;
  /** Its next line of output; a child that ends instead fails the test with what it said on stderr. */
  nextLine(): Promise<string>;
  tell(line: string): void;
  /** Ends its standard input. */
  hangUp(): void;
  /** Its exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Starts a program that is killed when the test is over. */
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
