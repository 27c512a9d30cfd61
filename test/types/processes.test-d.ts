import {
  descendants,
  findProcesses,
  killTree,
  listProcesses,
  openProcess,
  terminate,
  UsageSampler,
  waitForExit,
  type KillResult,
  type ProcessHandle,
  type ProcessInfo,
  type ProcessQuery,
  type TerminateResult,
  type Usage,
} from 'offloop';
import * as processes from 'offloop/processes';
import { typeOf } from './type-of.js';

typeOf(listProcesses()).is<Promise<ProcessInfo[]>>();
typeOf(descendants(1)).is<Promise<ProcessInfo[]>>();
typeOf(findProcesses({ name: 'nginx' })).is<Promise<ProcessInfo[]>>();
typeOf(findProcesses({ port: 80, protocol: 'tcp' })).is<Promise<ProcessInfo[]>>();
typeOf(killTree(2)).is<Promise<KillResult[]>>();
typeOf(killTree(2, 'KILL')).is<Promise<KillResult[]>>();

declare const info: ProcessInfo;
typeOf(info).is<{
  pid: number;
  ppid: number;
  uid: number;
  name: string;
  argv: string[];
  state: string;
  startedAt: Date;
  cpuMs: number;
  rssBytes: number;
}>();
typeOf<ProcessQuery>({}).is<{ name?: string; port?: number; protocol?: 'tcp' | 'udp' }>();

const sampler = new UsageSampler();
typeOf(sampler.sample(1)).is<Promise<Map<number, Usage>>>();
typeOf(sampler.sample([1, 2] as const)).is<Promise<Map<number, Usage>>>();
declare const usage: Usage;
typeOf(usage).is<{ cpuPercent: number | undefined; cpuMs: number; rssBytes: number; elapsedMs: number }>();

typeOf(openProcess(1)).is<Promise<ProcessHandle>>();
typeOf(waitForExit(1, { timeoutMs: 1 })).is<Promise<'exited' | 'gone'>>();
typeOf(terminate(1, { killSignal: 'INT', forceAfterMs: Infinity, tree: true })).is<Promise<TerminateResult>>();
declare const result: TerminateResult;
typeOf(result).is<{ outcome: 'exited' | 'forced' | 'gone' | 'partial'; pids: number[]; failed: KillResult[] }>();
declare const handle: ProcessHandle;
typeOf(handle.pid).is<number>();
typeOf(handle.exited).is<Promise<void>>();
typeOf(handle.kill('HUP')).is<Promise<void>>();
typeOf(handle.terminate()).is<Promise<TerminateResult>>();
typeOf(handle.ref()).is<ProcessHandle>();
typeOf(handle.unref()).is<ProcessHandle>();

// @ts-expect-error -- a pid is a number
void descendants('1');
// @ts-expect-error -- one tree at a time
void killTree([1]);
// @ts-expect-error -- names are case-sensitive
void killTree(2, 'term');
// @ts-expect-error -- a query has a name or a port
void findProcesses();
// @ts-expect-error -- a port is a number
void findProcesses({ port: '80' });
// @ts-expect-error -- no such protocol
void findProcesses({ port: 80, protocol: 'sctp' });
// @ts-expect-error -- pids are numbers
void sampler.sample(['1']);

// The subpath has the same names.
typeOf(processes.listProcesses).is<typeof listProcesses>();
typeOf(processes.killTree).is<typeof killTree>();
