import type { SignalName } from 'offloop';

export type { SignalName };
export type Signal = number | SignalName;
export interface KillResult {
  pid: number;
  delivered: boolean;
  error?: NodeJS.ErrnoException;
}
export declare function kill(pid: number, signal?: Signal, options?: { value?: number }): Promise<void>;
export declare function kill(pids: readonly number[], signal?: Signal): Promise<KillResult[]>;
export declare function signum(signal: Signal): number;
export declare function signame(signum: number): SignalName | undefined;
