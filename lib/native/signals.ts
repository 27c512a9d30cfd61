/** The native functions of `lib/signals`. Those that return a number return an errno, 0 for success. */
export interface NativeSignals {
  kill(pid: number, signal: number): number;
  /** Replaces each pid by an errno, 0 for success. */
  killAll(pids: Int32Array, signal: number): void;
  sigqueue(pid: number, signal: number, value: number): number;
  /** undefined on systems without real-time signals. */
  realtimeSignals(): { first: number; last: number } | undefined;
}
