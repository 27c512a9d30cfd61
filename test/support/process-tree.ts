import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { startChild, type Child } from './child.js';
import { fixture } from './run-node.js';
import { temporaryFolder } from './temporary-folder.js';

/** What /proc/PID/stat says, read by other code than that under test: proc_pid_stat(5). */
export interface Stat {
  pid: number;
  name: string;
  state: string;
  ppid: number;
  group: number;
  session: number;
}

export function statOf(pid: number): Stat | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const close = line.lastIndexOf(')');
    const [state = '', ppid, group, session] = line.slice(close + 2).split(' ');
    const name = line.slice(line.indexOf('(') + 1, close);
    return { pid, name, state, ppid: Number(ppid), group: Number(group), session: Number(session) };
  } catch {
    return undefined;
  }
}

export function allStats(): Stat[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []));
}

/** Those of a list that still run: neither gone nor zombies. */
export function running(pids: readonly number[]): number[] {
  return pids.filter((pid) => !['Z', 'X', undefined].includes(statOf(pid)?.state));
}

/** The processes of a group that still run. */
export function groupMembers(group: number): number[] {
  return allStats().flatMap((stat) => (stat.group === group && stat.state !== 'Z' ? stat.pid : []));
}

/** Compiles the program that makes trees; call it once in a test file, outside of tests. */
export function compileTree(): string {
  const program = path.join(temporaryFolder(), 'tree');
  execFileSync('g++', ['-std=c++17', '-pthread', '-o', program, fixture('processes/tree.cc')]);
  return program;
}

/** A tree whose processes have said their pids: the root first, the others in any order. */
export interface Tree extends Child {
  pids: number[];
}

/** Starts a tree in a process group of its own; nothing of it is left when the test is over. */
export async function startTree(
  program: string,
  shape: string,
  count: number,
  { flags = '', says = count + 1, uid = undefined as number | undefined } = {},
): Promise<Tree> {
  const root = await startChild(program, [shape, String(count), flags], { detached: true, uid });
  const pids: number[] = [];
  onTestFinished(() => {
    for (const target of [-root.pid, ...pids]) {
      try {
        process.kill(target, 'SIGKILL');
      } catch {
        // It has ended.
      }
    }
  });
  while (pids.length < says) pids.push(Number(await root.nextLine()));
  return { ...root, pids };
}
