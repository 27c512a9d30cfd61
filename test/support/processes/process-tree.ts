import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../files/temporary-folder.js';
import { startChild, type Child } from '../programs/child.js';
import { fixture } from '../programs/run-node.js';

/** The fields of /proc/PID/stat, read by other code than the code under test: proc_pid_stat(5). */
export interface Stat {
  pid: number;
  name: string;
  state: string;
  ppid: number;
  group: number;
  session: number;
  /** The used processor time, in units of 10 ms. */
  cpuTicks: number;
}

export function statOf(pid: number): Stat | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const close = line.lastIndexOf(')');
    const fields = line.slice(close + 2).split(' ');
    const [state = '', ppid, group, session] = fields;
    const cpuTicks = Number(fields[14 - 3]) + Number(fields[15 - 3]);
    const name = line.slice(line.indexOf('(') + 1, close);
    return { pid, name, state, ppid: Number(ppid), group: Number(group), session: Number(session), cpuTicks };
  } catch {
    return undefined;
  }
}

/** USER_HZ, the unit of times in /proc. */
const TICK_MS = 10;

/** The earliest and the latest possible start of a process, in milliseconds since 1970. */
export function startedAt(pid: number): [earliest: number, latest: number] {
  const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const startTicks = Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[22 - 3]);
  const before = Date.now();
  const uptimeMs = 1000 * Number(readFileSync('/proc/uptime', 'latin1').split(' ')[0]);
  const ageMs = uptimeMs - startTicks * TICK_MS;
  // Both are truncated to 10 ms, and the wall clock to 1 ms.
  return [before - ageMs - 2 * TICK_MS, Date.now() - ageMs + 2 * TICK_MS];
}

export function allStats(): Stat[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []));
}

/** The processes of a list that still run: neither gone nor zombies. */
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

/** A tree whose processes have printed their pids: the root first, the others in any order. */
export interface Tree extends Child {
  pids: number[];
}

/** Starts a tree in its own process group. All of it is killed after the test. */
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
        // The group has ended.
      }
    }
  });
  while (pids.length < says) pids.push(Number(await root.nextLine()));
  return { ...root, pids };
}
