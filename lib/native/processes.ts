import type { NativeJob } from './jobs.js';
import type { PoolHandle } from './pools.js';

/** The native functions of `lib/processes`. */
export interface NativeProcesses {
  /** Opens the process of that pid; with `startTicks`, only the one that started then. A number is an errno. */
  openProcess(pid: number, startTicks?: number): NativeProcess | number;
  /**
   * Returns a second handle of the same process, for a call that outlives its first `await`: closing the first handle
   * does not close the second. undefined if the first is closed already.
   */
  shareProcess(process: NativeProcess): NativeProcess | undefined;
  killProcess(process: NativeProcess, signal: number): number;
  /** undefined if the handle is closed. */
  hasEnded(process: NativeProcess): boolean | undefined;
  /** Waits for the end of a process; undefined if the kernel has no pidfds, then the caller has to poll. */
  watchProcess(jobId: number, process: NativeProcess): NativeJob<undefined> | undefined;
  closeProcess(process: NativeProcess): void;
  listProcesses(pool: PoolHandle | undefined, jobId: number): NativeJob<Buffer>;
  descendants(pool: PoolHandle | undefined, jobId: number, pid: number): NativeJob<Buffer>;
  /** Port 0 matches every process. */
  findProcesses(
    pool: PoolHandle | undefined,
    jobId: number,
    name: string | undefined,
    port: number,
    tcp: boolean,
    udp: boolean,
  ): NativeJob<Buffer>;
  sampleUsage(pool: PoolHandle | undefined, jobId: number, pids: Int32Array): NativeJob<Buffer>;
  /** Signals a process and its descendants; with `startTicks`, only if the process started then. */
  signalTree(
    pool: PoolHandle | undefined,
    jobId: number,
    pid: number,
    signal: number,
    startTicks: number | undefined,
  ): NativeJob<Buffer>;
}

/** A process that the addon has opened: a pidfd, or a pid with its start time. */
export type NativeProcess = object & { readonly native: unique symbol };
