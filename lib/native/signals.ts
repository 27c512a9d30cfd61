/** Signals. */
export interface NativeSignals {
  kill(pid: number, signal: number): number;
  killAll(pids: Int32Array, signal: number): void;
  sigqueue(pid: number, signal: number, value: number): number;
  realtimeSignals(): { first: number; last: number } | undefined;
}
