import { constants } from 'node:os';
import { systemError } from '../errors.js';
import { native, type NativeProcess } from '../native.js';
import { signalTree, type SignalledProcess } from './signal-tree.js';
import { endsWithin } from './terminate-process.js';
import type { TerminateRequest, TerminateResult } from './terminate-options.js';

const { ESRCH } = constants.errno;
const { SIGKILL } = constants.signals;

/** One process of the tree, and what is known of it. */
interface Member {
  pid: number;
  /** Not there once it has ended. */
  process: NativeProcess | undefined;
  errno: number;
}

/** Signals a tree, waits, kills what is left of it and what that has started meanwhile, and waits again. */
export async function terminateTree(root: number, request: TerminateRequest): Promise<TerminateResult> {
  const members = new Map<string, Member>();
  try {
    if (!(await signalMembers(members, root, request.killSignal))) return { outcome: 'gone', pids: [], failed: [] };
    let left = await waitForAll(members, request.forceAfterMs, request.signal);
    const forced = left.length > 0;
    // What refuses to end may have started others: until nothing is left that was not there.
    while (left.length > 0) {
      for (const { pid } of left) await signalMembers(members, pid, SIGKILL);
      left = await waitForAll(members, undefined, request.signal);
    }
    return toResult([...members.values()], forced);
  } finally {
    for (const { process } of members.values()) if (process !== undefined) native.closeProcess(process);
  }
}

/** False if there is no such tree. */
async function signalMembers(members: Map<string, Member>, root: number, signal: number): Promise<boolean> {
  let signalled: SignalledProcess[];
  try {
    signalled = await signalTree(root, signal);
  } catch (failure) {
    if ((failure as { errno?: number }).errno === -ESRCH) return false;
    throw failure;
  }
  for (const { pid, startTicks, errno } of signalled) {
    const key = `${pid} ${startTicks}`;
    const known = members.get(key);
    if (known !== undefined) known.errno = errno;
    else members.set(key, { pid, errno, process: open(pid, startTicks, errno) });
  }
  return true;
}

function open(pid: number, startTicks: number, errno: number): NativeProcess | undefined {
  if (errno !== 0) return undefined;
  const process = native.openProcess(pid, startTicks);
  if (typeof process !== 'number') return process;
  if (process === ESRCH) return undefined;
  throw systemError(-process, 'open', { pid });
}

/** Those that are still there after that time; undefined: all are waited for. */
async function waitForAll(
  members: Map<string, Member>,
  timeoutMs: number | undefined,
  signal: AbortSignal | undefined,
): Promise<Member[]> {
  const left: Member[] = [];
  await Promise.all(
    Array.from(members.values(), async (member) => {
      const { process, pid, errno } = member;
      if (process === undefined || errno !== 0) return;
      if (!(await endsWithin(process, pid, timeoutMs, signal))) left.push(member);
    }),
  );
  return left;
}

function toResult(members: Member[], forced: boolean): TerminateResult {
  const failed = members
    .filter(({ errno }) => errno !== 0 && errno !== ESRCH)
    .map(({ pid, errno }) => ({ pid, delivered: false, error: systemError(-errno, 'kill', { pid }) }));
  const pids = members.filter(({ errno }) => errno === 0).map(({ pid }) => pid);
  if (failed.length > 0) return { outcome: 'partial', pids, failed };
  return { outcome: forced ? 'forced' : 'exited', pids, failed };
}
