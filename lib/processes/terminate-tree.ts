import os from 'node:os';
import { systemError } from '../errors.js';
import { native, type NativeProcess } from '../native.js';
import { holdProcess } from './hold-process.js';
import { signalTree } from './signal-tree.js';
import { endsWithin } from './terminate-process.js';
import { gone, type TerminateRequest, type TerminateResult } from './terminate-options.js';

/** One process of the tree, and what is known of it. */
interface Member {
  pid: number;
  startTicks: number;
  /** Not there once it has ended. */
  process: NativeProcess | undefined;
  errno: number;
}

/** The same for the tree of a process that is held, and of none that has taken over its pid. */
export async function terminateTreeOf(
  process: NativeProcess,
  pid: number,
  request: TerminateRequest,
): Promise<TerminateResult> {
  const found = await signalTree(pid, 0).catch(unlessGone);
  // As long as it has not ended nobody else has its pid: what was found is its own.
  if (found === undefined || native.hasEnded(process) !== false) return gone();
  return await terminateTree(pid, request, found.at(-1)?.startTicks);
}

/**
 * Signals a tree, waits, kills what is left of it and what that has started meanwhile, and waits again. With `startTicks`
 * the root is only the process that was started then.
 */
export async function terminateTree(
  root: number,
  request: TerminateRequest,
  startTicks?: number,
): Promise<TerminateResult> {
  const members = new Map<string, Member>();
  try {
    if (!(await signalMembers(members, { pid: root, startTicks }, request.killSignal))) return gone();
    let left = await waitForAll(members, request.forceAfterMs, request.signal);
    const forced = left.length > 0;
    // What refuses to end may have started others: until nothing is left that was not there.
    while (left.length > 0) {
      for (const member of left) await signalMembers(members, member, os.constants.signals.SIGKILL);
      left = await waitForAll(members, undefined, request.signal);
    }
    return toResult([...members.values()], forced);
  } finally {
    for (const { process } of members.values()) if (process !== undefined) native.closeProcess(process);
  }
}

/** False if there is no such tree. */
async function signalMembers(
  members: Map<string, Member>,
  { pid: root, startTicks: rootTicks }: { pid: number; startTicks: number | undefined },
  signal: number,
): Promise<boolean> {
  const signalled = await signalTree(root, signal, rootTicks).catch(unlessGone);
  if (signalled === undefined) return false;
  for (const { pid, startTicks, errno } of signalled) {
    const key = `${pid} ${startTicks}`;
    const known = members.get(key);
    if (known !== undefined) known.errno = errno;
    else members.set(key, { pid, startTicks, errno, process: errno === 0 ? holdProcess(pid, startTicks) : undefined });
  }
  return true;
}

function unlessGone(failure: { errno?: number }): undefined {
  if (failure.errno !== -os.constants.errno.ESRCH) throw failure as Error;
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
    .filter(({ errno }) => errno !== 0 && errno !== os.constants.errno.ESRCH)
    .map(({ pid, errno }) => ({ pid, delivered: false, error: systemError(-errno, 'kill', { pid }) }));
  const pids = members.filter(({ errno }) => errno === 0).map(({ pid }) => pid);
  if (failed.length > 0) return { outcome: 'partial', pids, failed };
  return { outcome: forced ? 'forced' : 'exited', pids, failed };
}
