import type { ProcessHandle as Handle } from 'offloop';
import type { KillResult, Signal } from './signals.js';

export declare function openProcess(pid: number): Promise<Handle>;
export declare class ProcessHandle {
  private constructor();
  readonly pid: number;
  get exited(): Promise<void>;
  kill(signal?: Signal): Promise<void>;
  terminate(options?: TerminateOptions): Promise<TerminateResult>;
  ref(): this;
  unref(): this;
  close(): void;
  [Symbol.dispose](): void;
}
export declare function waitForExit(
  pid: number,
  options?: { timeoutMs?: number; signal?: AbortSignal },
): Promise<'exited' | 'gone'>;
export interface TerminateOptions {
  killSignal?: Signal;
  forceAfterMs?: number;
  tree?: boolean;
  signal?: AbortSignal;
}
export interface TerminateResult {
  outcome: 'exited' | 'forced' | 'gone' | 'partial';
  pids: number[];
  failed: KillResult[];
}
export declare function terminate(pid: number, options?: TerminateOptions): Promise<TerminateResult>;

export declare function killTree(pid: number, signal?: Signal): Promise<KillResult[]>;
export declare function listProcesses(): Promise<ProcessInfo[]>;
export declare function descendants(pid: number): Promise<ProcessInfo[]>;
export declare function findProcesses(query: {
  name?: string;
  port?: number;
  protocol?: 'tcp' | 'udp';
}): Promise<ProcessInfo[]>;
export interface ProcessInfo {
  pid: number;
  ppid: number;
  uid: number;
  name: string;
  argv: string[];
  state: string;
  startedAt: Date;
  cpuMs: number;
  rssBytes: number;
}
export declare class UsageSampler {
  sample(pids: number | readonly number[]): Promise<Map<number, Usage>>;
}
export interface Usage {
  cpuPercent: number | undefined;
  cpuMs: number;
  rssBytes: number;
  elapsedMs: number;
}
