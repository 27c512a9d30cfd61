import os from 'node:os';
import { abortError, systemError } from '../errors.js';
import { onAbort } from '../jobs/abort.js';
import { native } from '../native/index.js';
import type { NativeProcess } from '../native/processes.js';
import { waitForEnd } from './exit-watch.js';
import { signalTree, type SignalledProcess } from './signal-tree.js';
import { gone, type TerminateRequest, type TerminateResult } from './terminate-options.js';
import { tryOpenProcess } from './try-open-process.js';

/** A process of the tree. */
interface Member {
  pid: number;
  startTicks: number;
  /** undefined if it has ended or could not be signalled. */
  process: NativeProcess | undefined;
  errno: number;
}

/** Returns the start time of a process in clock ticks; undefined if it has ended. */
export async function startTicksOf(process: NativeProcess, pid: number): Promise<number | undefined> {
  const found = await signalUnlessGone(pid, 0);
  // While the process is alive, no other one can have its pid, so the start time is its own.
  return native.hasEnded(process) === false ? found?.at(-1)?.startTicks : undefined;
}

/**
 * Signals a tree and waits. Then sends SIGKILL to the processes that are left and to those that they have started, and
 * waits again. With `startTicks`, the root has to be the process that started then.
 */
export async function terminateTree(
  root: number,
  request: TerminateRequest,
  startTicks?: number,
): Promise<TerminateResult> {
  const members = new Map<string, Member>();
  try {
    if (!(await signalMembers(members, { pid: root, startTicks }, request.killSignal, request))) return gone();
    let left = await waitForAll(members, request.forceAfterMs, request.signal);
    const forced = left.length > 0;
    // The processes that are left may have started others in the meantime, so this repeats until none is left.
    while (left.length > 0) {
      for (const member of left) await signalMembers(members, member, os.constants.signals.SIGKILL, request);
      left = await waitForAll(members, undefined, request.signal);
    }
    return toResult([...members.values()], forced);
  } finally {
    for (const { process } of members.values()) if (process !== undefined) native.closeProcess(process);
  }
}

/** Returns false if there is no such tree. */
async function signalMembers(
  members: Map<string, Member>,
  { pid: root, startTicks: rootTicks }: { pid: number; startTicks: number | undefined },
  signal: number,
  request: TerminateRequest,
): Promise<boolean> {
  // The signal may have been aborted while another tree was signalled.
  if (request.signal?.aborted) throw abortError(request.signal);
  const signalled = await signalUnlessGone(root, signal, rootTicks);
  if (signalled === undefined) return false;
  for (const { pid, startTicks, errno } of signalled) {
    const key = `${pid} ${startTicks}`;
    const known = members.get(key);
    if (known !== undefined) {
      known.errno = errno;
      continue;
    }
    const process = errno === 0 ? tryOpenProcess(pid, startTicks) : undefined;
    members.set(key, { pid, startTicks, errno, process });
  }
  return true;
}

/** Returns undefined if there is no such tree. */
async function signalUnlessGone(
  root: number,
  signal: number,
  startTicks?: number,
): Promise<SignalledProcess[] | undefined> {
  try {
    return await signalTree(root, signal, startTicks);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
    throw error;
  }
}

/** Waits for the members to end. Returns those that are alive after the timeout; undefined means no timeout. */
async function waitForAll(
  members: Map<string, Member>,
  timeoutMs: number | undefined,
  signal: AbortSignal | undefined,
): Promise<Member[]> {
  const left: Member[] = [];
  // A failed wait cancels the others, so that none outlives this call.
  const stop = new AbortController();
  const stopListening =
    signal &&
    onAbort(signal, () => {
      stop.abort(signal.reason);
    });
  try {
    await Promise.all(
      Array.from(members.values(), async (member) => {
        const { process, pid, errno } = member;
        if (process === undefined || errno !== 0) return;
        if (!(await waitForEnd(process, pid, { timeoutMs, signal: stop.signal }))) left.push(member);
      }),
    );
  } catch (error) {
    stop.abort();
    // A stack has ten lines, so the error is made here, near the caller.
    throw signal?.aborted ? abortError(signal) : error;
  } finally {
    stopListening?.();
  }
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
