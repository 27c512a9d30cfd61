import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** The path of a program in test/fixtures. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
}

/** The time limit of a program, a little less than that of a test. */
const LIMIT_MS = 150_000;

/** Runs a program until it exits. */
export async function run(command: string, args: string[], options: SpawnOptions = {}): Promise<Ended> {
  const limit = { timeout: LIMIT_MS, killSignal: 'SIGKILL' } as const;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...limit, ...options });
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, ...output };
}

/** Runs a program of test/fixtures with this Node. */
export async function runNode(name: string, args: string[] = [], options: SpawnOptions = {}): Promise<Ended> {
  return await run(process.execPath, [fixture(name), ...args], options);
}
