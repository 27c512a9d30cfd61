import { loopBudget } from '../loop/budget.js';
import { LITTLE_ENDIAN, viewOf } from './packed.js';

/** A snapshot of a process. */
export interface ProcessInfo {
  pid: number;
  /** The parent's pid; 0 if the parent is outside of this PID namespace. */
  ppid: number;
  /** The effective user id. */
  uid: number;
  /** The command name, of which the kernel keeps the first 15 bytes. */
  name: string;
  /** The command line; empty for kernel threads and zombies. */
  argv: string[];
  /** One letter: `'R'` running, `'S'` sleeping, `'D'` in uninterruptible sleep, `'T'` stopped, `'Z'` zombie, … */
  state: string;
  startedAt: Date;
  /** The processor time of all its threads since its start, in milliseconds. */
  cpuMs: number;
  /** Its resident memory, in bytes. */
  rssBytes: number;
}

/** The layout is that of `native/processes/process_table.cc`. */
const RECORD_BYTES = 48;

/** A longer command line is decoded argument by argument, within the loop's budget. */
const LONG_BYTES = 16 << 10;

/** Makes objects of packed processes, in slices: thousands at once would block the loop for milliseconds. */
export async function decodeProcesses(packed: Buffer): Promise<ProcessInfo[]> {
  const view = viewOf(packed);
  const processes: ProcessInfo[] = [];
  for (let at = 0; at < packed.length;) {
    if (loopBudget.isSpent()) await loopBudget.nextTurn();
    const nameStart = at + RECORD_BYTES;
    const argvStart = nameStart + view.getUint32(at + 40, LITTLE_ENDIAN);
    const argvEnd = argvStart + view.getUint32(at + 44, LITTLE_ENDIAN);
    const isLong = argvEnd - argvStart > LONG_BYTES;
    processes.push({
      pid: view.getInt32(at, LITTLE_ENDIAN),
      ppid: view.getInt32(at + 4, LITTLE_ENDIAN),
      uid: view.getUint32(at + 8, LITTLE_ENDIAN),
      name: packed.toString('utf8', nameStart, argvStart),
      argv: isLong ? await decodeLong(packed, argvStart, argvEnd) : decode(packed, argvStart, argvEnd),
      state: String.fromCharCode(view.getUint32(at + 12, LITTLE_ENDIAN)),
      startedAt: new Date(view.getFloat64(at + 16, LITTLE_ENDIAN)),
      cpuMs: view.getFloat64(at + 24, LITTLE_ENDIAN),
      rssBytes: view.getFloat64(at + 32, LITTLE_ENDIAN),
    });
    loopBudget.spend(isLong ? 0 : argvEnd - at);
    at = argvEnd;
  }
  return processes;
}

/** Each argument ends with a NUL, but the last may lack it if the process has overwritten its command line. */
function decode(packed: Buffer, start: number, end: number): string[] {
  if (start === end) return [];
  const isEnded = packed[end - 1] === 0;
  return packed.toString('utf8', start, isEnded ? end - 1 : end).split('\0');
}

async function decodeLong(packed: Buffer, start: number, end: number): Promise<string[]> {
  const argv: string[] = [];
  const bytes = packed.subarray(0, end);
  for (let at = start; at < end;) {
    if (loopBudget.isSpent()) await loopBudget.nextTurn();
    const nul = bytes.indexOf(0, at);
    const stop = nul < 0 ? end : nul;
    argv.push(bytes.toString('utf8', at, stop));
    loopBudget.spend(stop - at);
    at = stop + 1;
  }
  return argv;
}
