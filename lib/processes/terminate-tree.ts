import os from 'node:os';
import { abortError, systemError } from '../errors.js';
import { onAbort } from '../jobs/abort.js';
import { native } from '../native/index.js';
import type { NativeProcess } from '../native/processes.js';
import { waitForEnd } from './exit-watch.js';
import { signalTree, type SignalledProcess } from './signal-tree.js';
import { gone, type TerminateRequest, type TerminateResult } from './terminate-options.js';
import { tryOpenProcess } from './try-open-process.js';

/** One process of the tree, and what is known of it. */
interface Member {
  pid: number;
  startTicks: number;
  /** Not there once it has ended. */
  process: NativeProcess | undefined;
  errno: number;
}

/** When the process was started, in ticks, for `terminateTree` to find its tree by; undefined once it has ended. */
export async function startTicksOf(process: NativeProcess, pid: number): Promise<number | undefined> {
  const found = await signalUnlessGone(pid, 0);
  // As long as it has not ended nobody else has its pid: what was found is its own.
  return native.hasEnded(process) === false ? found?.at(-1)?.startTicks : undefined;
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
    if (!(await signalMembers(members, { pid: root, startTicks }, request.killSignal, request))) return gone();
    let left = await waitForAll(members, request.forceAfterMs, request.signal);
    const forced = left.length > 0;
    // What refuses to end may have started others: until nothing is left that was not there.
    while (left.length > 0) {
      for (const member of left) await signalMembers(members, member, os.constants.signals.SIGKILL, request);
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
  request: TerminateRequest,
): Promise<boolean> {
  // It may have been aborted while another tree was signalled: nothing more is sent then.
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

/** undefined if there is no such tree. */
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

/** Those that are still there after that time; undefined: all are waited for. */
async function waitForAll(
  members: Map<string, Member>,
  timeoutMs: number | undefined,
  signal: AbortSignal | undefined,
): Promise<Member[]> {
  const left: Member[] = [];
  // A wait that fails ends the others: nothing of this call outlasts it.
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
    // Made here, near the caller: a stack has ten lines.
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
