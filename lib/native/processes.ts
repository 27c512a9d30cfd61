import type { NativeJob } from './jobs.js';
import type { PoolHandle } from './pools.js';

/** Processes. */
export interface NativeProcesses {
  /** The process that was started then, or whichever has the pid where that is undefined. A number is an errno. */
  openProcess(pid: number, startTicks?: number): NativeProcess | number;
  /**
   * Another handle of the same process, for a call that outlasts its first `await`: whoever closes the first does not close
   * this one. undefined once the first is closed.
   */
  shareProcess(process: NativeProcess): NativeProcess | undefined;
  killProcess(process: NativeProcess, signal: number): number;
  /** undefined once it is closed. */
  hasEnded(process: NativeProcess): boolean | undefined;
  /** undefined where the kernel does not tell of the end: then it has to be looked for. */
  watchProcess(jobId: number, process: NativeProcess): NativeJob<undefined> | undefined;
  closeProcess(process: NativeProcess): void;
  listProcesses(pool: PoolHandle | undefined, jobId: number): NativeJob<Buffer>;
  descendants(pool: PoolHandle | undefined, jobId: number, pid: number): NativeJob<Buffer>;
  /** Port 0: whatever they listen to. */
  findProcesses(
    pool: PoolHandle | undefined,
    jobId: number,
    name: string | undefined,
    port: number,
    tcp: boolean,
    udp: boolean,
  ): NativeJob<Buffer>;
  sampleUsage(pool: PoolHandle | undefined, jobId: number, pids: Int32Array): NativeJob<Buffer>;
  /** Of the process that was started then, or of whichever has the pid where that is undefined. */
  signalTree(
    pool: PoolHandle | undefined,
    jobId: number,
    pid: number,
    signal: number,
    startTicks: number | undefined,
  ): NativeJob<Buffer>;
}

/** One very process, held by the addon. */
export type NativeProcess = object & { readonly native: unique symbol };
