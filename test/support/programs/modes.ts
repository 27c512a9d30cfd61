import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { temporaryFolder } from '../files/temporary-folder.js';
import { fixture, run, type Ended } from './run-node.js';

/** The environment of a program. */
export interface Mode {
  title: string;
  env?: Record<string, string>;
  /** The system calls that fail, and their error. */
  refused?: { calls: string; error: 'ENOSYS' | 'EPERM' };
}

export const AS_IT_IS: Mode = { title: 'as it is' };
export const COLD: Mode = { title: 'with nothing read on the loop', env: { OFFLOOP_HOT_READS: '0' } };

const refuser = compileRefuser();

/** undefined if system calls cannot be refused, with the reason printed. */
function compileRefuser(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const program = path.join(temporaryFolder(), 'refuse');
  execFileSync('g++', ['-o', program, fixture('sandbox/refuse.cc')]);
  const { status, stderr } = spawnSync(program, ['ENOSYS', 'openat2', 'true'], { encoding: 'utf8' });
  if (status === 0) return program;
  console.warn(`skipped: runs with refused system calls: ${stderr.trim()}`);
  return undefined;
}

/** Modes that refuse one of these system calls each, like old kernels and sandboxes. */
export function refusing(...calls: string[]): Mode[] {
  if (refuser === undefined) return [];
  return calls.flatMap((call) =>
    (['ENOSYS', 'EPERM'] as const).map((error) => ({
      title: `where ${call} is ${error}`,
      refused: { calls: call, error },
    })),
  );
}

/** Runs a program of test/fixtures with this Node. */
export async function runIn({ env, refused }: Mode, name: string, args: string[] = []): Promise<Ended> {
  const options = { env: { ...process.env, ...env } };
  const command = [process.execPath, fixture(name), ...args];
  if (refused !== undefined) command.unshift(refuser ?? '', refused.error, refused.calls);
  const [program = '', ...rest] = command;
  return await run(program, rest, options);
}
