// Not the global one, which tests replace: what has ended would never be settled.
import { setImmediate } from 'node:timers';
import type { KeyFormat } from '../keys/types.js';
import type { PoolStats } from '../pools/pool-stats.js';
import { loadAddon } from './load.js';

declare const handle: unique symbol;
declare const job: unique symbol;

/** A pool of threads of the addon. One that `openPool` made is closed when its handle is garbage. */
export interface PoolHandle {
  readonly [handle]: 'pool';
}

/**
 * A job that the addon runs. It is a promise, which rejects with a {@link NativeFailure}; the type hides that, so that the
 * only way to wait for it is `settle`, which makes an error of the failure.
 */
export interface NativeJob<T> {
  readonly [job]: T;
}

/**
 * What the addon exports. Arguments have been validated when they get here: the addon neither checks nor coerces.
 * `jobId` is a number to cancel the job by, 0 for none. Promises reject with a {@link NativeFailure}.
 */
export interface Native {
  /** True if a thread is still at the job, in vain. A job that has committed itself goes on to its own outcome. */
  cancelJob(jobId: number): boolean;
  /** As `cancelJob`, but where a thread is at the job the promise is rejected when the thread has left it. */
  stopJob(jobId: number): void;
  /** Keeps the event loop alive, until `unrefLoop` has been called as often. */
  refLoop(): void;
  unrefLoop(): void;
  /** Whether the program stays alive for a job, as it does at first. */
  keepLoopAliveFor(jobId: number, keep: boolean): void;
  /** Says what to call when more jobs have ended than the loop should settle at once: it calls `settleMore` later. */
  onOverrun(callback: () => void): void;
  settleMore(): void;
  /** Says what to call when a job that is listened to has told how far it has come. */
  onProgress(callback: (jobId: number, ...progress: number[]) => void): void;
  /** Whether memory of large results waits for its next use when they have been collected, for this environment's sake. */
  keepSpareMemory(keep: boolean): void;
  /** Gives to the system what has waited since the call before the last. */
  freeIdleMemory(): void;
  openPool(name: string, threads: number, maxQueue: number, niceness: number): PoolHandle;
  /** The pool of that name which all threads of the program share; it is never closed. */
  sharedPool(name: string, threads: number, maxQueue: number, niceness: number): PoolHandle;
  /** To be called once. Resolves when nobody waits for any of its jobs. */
  closePool(pool: PoolHandle): Promise<void>;
  /** Replaces threads that were given up on `graceMs` ago; says when to look again, if there are others. */
  replaceStuck(pool: PoolHandle, graceMs: number): number | undefined;
  statsOfPool(pool: PoolHandle): PoolStats;
  statsOfAllPools(): PoolStats[];
  kill(pid: number, signal: number): number;
  killAll(pids: Int32Array, signal: number): void;
  sigqueue(pid: number, signal: number, value: number): number;
  realtimeSignals(): { first: number; last: number } | undefined;
  genKey(
    pool: PoolHandle,
    request: KeyRequest,
    /** Whether somebody listens to its progress: a phase and a count. */
    heard: boolean,
    jobId: number,
  ): Promise<WrittenKeyPair>;
  genKeyFile(
    pool: PoolHandle,
    request: KeyRequest,
    path: string | Uint8Array,
    publicPath: string | Uint8Array | undefined,
    overwrite: boolean,
    heard: boolean,
    jobId: number,
  ): Promise<{ publicKey: string; fingerprint: string }>;
  /** Keys that wait to be taken, all made by that request; they are wiped when it is closed or garbage. */
  openKeyStock(request: KeyRequest): NativeKeyStock;
  /** Makes one more; `heard` as in `genKey`. */
  stockKey(stock: NativeKeyStock, pool: PoolHandle, heard: boolean, jobId: number): Promise<undefined>;
  /** The oldest; there has to be one. */
  takeKey(stock: NativeKeyStock): WrittenKeyPair;
  closeKeyStock(stock: NativeKeyStock): void;
  readFile(
    root: string | Uint8Array | undefined,
    path: string | Uint8Array,
    /** Where the loop has opened it already; the job takes it. */
    opened: OpenedFile | undefined,
    position: number,
    length: number,
    maxBytes: number,
    /** A number that `native/text/text_decoder.h` has for it; null: bytes. */
    encoding: number | null,
    maxStringLength: number,
    /** Whether bytes stay in the addon; otherwise they are a Buffer, which may be lent: see `mayLend`. */
    hold: boolean,
    /** Whether `readHot` has found that its time of access is due. */
    timeIsDue: boolean,
    jobId: number,
    pool: PoolHandle | undefined,
  ): Promise<Buffer | HeldBytes | string>;
  sizeOfHeld(held: HeldBytes): number;
  /** Copies to the same place of `target`; false, and nothing is copied, where that has no room. */
  copyHeld(held: HeldBytes, target: Uint8Array, start: number, count: number): boolean;
  freeHeld(held: HeldBytes): void;
  /**
   * The bytes, or how many there are in `target` where there is one; a negative number, or a file that is open already:
   * a thread has to read it. `native/files/read_hot.h` says more.
   */
  readHot(path: string | Uint8Array, most: number, mayLend: boolean): number | ArrayBuffer | OpenedFile;
  readHot(
    path: string | Uint8Array,
    most: number,
    mayLend: boolean,
    root: string | Uint8Array | undefined,
    position: number,
    length: number,
    target: Uint8Array | undefined,
  ): number | ArrayBuffer | OpenedFile;
  /** Does nothing where a job has taken it. */
  closeOpenedFile(opened: OpenedFile): void;
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
  watchProcess(process: NativeProcess, jobId: number): NativeJob<undefined> | undefined;
  closeProcess(process: NativeProcess): void;
  listProcesses(pool: PoolHandle | undefined): NativeJob<Buffer>;
  descendants(pid: number, pool: PoolHandle | undefined): NativeJob<Buffer>;
  /** Port 0: whatever they listen to. */
  findProcesses(
    name: string | undefined,
    port: number,
    tcp: boolean,
    udp: boolean,
    pool: PoolHandle | undefined,
  ): NativeJob<Buffer>;
  sampleUsage(pids: Int32Array, pool: PoolHandle | undefined): NativeJob<Buffer>;
  /** Of the process that was started then, or of whichever has the pid where that is undefined. */
  signalTree(
    pid: number,
    signal: number,
    startTicks: number | undefined,
    pool: PoolHandle | undefined,
  ): NativeJob<Buffer>;
}

/** One very process, held by the addon. */
export type NativeProcess = object & { readonly native: unique symbol };

/** A file that is open for a thread to read. It is closed when it is garbage. */
export type OpenedFile = object & { readonly opened: unique symbol };

/** The bytes of a file, in memory of the addon's. */
export type HeldBytes = object & { readonly bytes: unique symbol };

/** Keys that the addon holds. */
export type NativeKeyStock = object & { readonly stock: unique symbol };

/** The facts of a failure, as C++ sends them; `toError` makes an error of them. */
export type NativeFailure =
  | { errno: number; syscall: string; subject?: 'root' | 'publicPath' }
  | { couldNot: string; opensslQueue: { prefix: string; library: string; reason: string; text: string }[] }
  | { code: string; message: string }
  | { cancelled: true };

/** The optional ones are those of RSA-PSS. */
export interface RsaParameters {
  modulusLength: number;
  publicExponent: number;
  hashAlgorithm?: string | undefined;
  mgf1HashAlgorithm?: string | undefined;
  saltLength?: number | undefined;
}

export interface EcParameters {
  namedCurve: string;
  /** Whether the running Node leaves the look-up of such a name to OpenSSL, which takes names of curves in any case. */
  isLookedUpByOpenSsl: boolean;
  explicitParameters: boolean;
}

export interface DsaParameters {
  modulusLength: number;
  divisorLength?: number;
}

export interface DhParameters {
  group: string | undefined;
  /** The most significant byte first. */
  prime: Uint8Array | undefined;
  /** Of the prime to be found where neither is given. */
  primeLength: number;
  generator: number;
}

/** genKey's options with every default filled in; `native/keys/key_request.h` is its other half. */
export interface KeyRequest {
  algorithm: string;
  /** The options that only some types of keys have. */
  parameters: RsaParameters | EcParameters | DsaParameters | DhParameters | Record<string, never>;
  publicKeyEncoding: KeyForm;
  privateKeyEncoding: KeyForm & { cipher: string | undefined; passphrase: Uint8Array };
}

interface KeyForm {
  format: KeyFormat;
  type: string;
  /** Of `openssh`; undefined: the user and the host. */
  comment: string | undefined;
}

/** The halves as the addon has written them: a JSON Web Key as JSON, what is to be a KeyObject as DER. */
export interface WrittenKeyPair {
  publicKey: string | Buffer;
  privateKey: string | Buffer;
}

export const native = loadAddon() as Native;

native.onOverrun(() => {
  setImmediate(() => {
    native.settleMore();
  });
});
