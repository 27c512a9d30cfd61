import type { ProcessHandle } from 'offloop';
import { isLeftOut } from '../left-out.js';

/** A call on the handle of a process that ignores SIGTERM. */
export interface HandleCall {
  name: string;
  start: (handle: ProcessHandle) => Promise<unknown>;
  /** Whether it sends SIGTERM before it waits. */
  signals: boolean;
  /** Its result after another process has killed this one. */
  result: (pid: number) => unknown;
  /** Its outcome if the handle is closed while it is pending. */
  afterClose?: unknown;
}

const exited = (pid: number) => ({ outcome: 'exited', pids: [pid], failed: [] });

export const exits: HandleCall = {
  name: 'exited',
  start: (handle) => handle.exited,
  signals: false,
  result: () => undefined,
  afterClose: { class: 'Error', code: 'EBADF' },
};
export const terminates: HandleCall = {
  name: 'terminate()',
  start: (handle) => handle.terminate({ forceAfterMs: Infinity }),
  signals: true,
  result: exited,
};
const terminatesTree: HandleCall = {
  name: 'terminate({ tree: true })',
  start: (handle) => handle.terminate({ forceAfterMs: Infinity, tree: true }),
  signals: true,
  result: exited,
};
const kills: HandleCall = { name: 'kill()', start: (handle) => handle.kill(), signals: true, result: () => undefined };
const refs: HandleCall = {
  name: 'ref()',
  start: async (handle) => void handle.ref(),
  signals: false,
  result: () => undefined,
};
const unrefs: HandleCall = {
  name: 'unref()',
  start: async (handle) => void handle.unref(),
  signals: false,
  result: () => undefined,
};

export const handleCalls = [exits, terminates, ...(isLeftOut('/proc') ? [] : [terminatesTree]), kills, refs, unrefs];
