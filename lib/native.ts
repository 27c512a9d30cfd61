import { setImmediate } from 'node:timers';
import { fileURLToPath } from 'node:url';
import loadBinary from 'node-gyp-build';

/**
 * What the addon exports. Arguments have been validated when they get here: the addon neither checks nor coerces.
 * `jobId` is a number to cancel the job by, 0 for none. Promises reject with a {@link NativeFailure}.
 */
export interface Native {
  cancelJob(jobId: number): void;
  /** Says what to call when more jobs have ended than the loop should settle at once: it calls `settleMore` later. */
  onOverrun(callback: () => void): void;
  settleMore(): void;
  openPool(name: string, threads: number, maxQueue: number, niceness: number): number;
  kill(pid: number, signal: number): number;
  killAll(pids: Int32Array, signal: number): void;
  sigqueue(pid: number, signal: number, value: number): number;
  realtimeSignals(): { first: number; last: number } | undefined;
  genKey(
    pool: number,
    request: KeyRequest,
    jobId: number,
  ): Promise<{ publicKey: string | Buffer; privateKey: string | Buffer }>;
  readFile(
    root: string | Uint8Array | undefined,
    path: string | Uint8Array,
    descriptor: number,
    position: number,
    length: number,
    maxBytes: number,
    maxUnsizedBytes: number,
    jobId: number,
  ): Promise<Buffer>;
  /** Bytes in `target`, or a Buffer where they are more than `room`; a negative number: a thread has to read it. */
  readHot(
    path: string | Uint8Array,
    root: string | Uint8Array | undefined,
    position: number,
    length: number,
    most: number,
    target: Uint8Array,
    offset: number,
    room: number,
  ): number | Buffer;
  listProcesses(): Promise<Buffer>;
  descendants(pid: number): Promise<Buffer>;
  /** Port 0: whatever they listen to. */
  findProcesses(name: string | undefined, port: number, tcp: boolean, udp: boolean): Promise<Buffer>;
  sampleUsage(pids: Int32Array): Promise<Buffer>;
  signalTree(pid: number, signal: number): Promise<Buffer>;
}

/** The facts of a failure, as C++ sends them; `toError` makes an error of them. */
export type NativeFailure =
  | { errno: number; syscall: string; subject?: 'root' }
  | { couldNot: string; opensslQueue: { prefix: string; library: string; reason: string; text: string }[] }
  | { code: string; message: string }
  | { cancelled: true };

/** genKey's options with every default filled in; `native/keys/key_request.h` is its other half. */
export interface KeyRequest {
  algorithm: string;
  modulusLength: number;
  publicExponent: number;
  hashAlgorithm: string | undefined;
  mgf1HashAlgorithm: string | undefined;
  saltLength: number | undefined;
  namedCurve: string;
  explicitParameters: boolean;
  publicKeyEncoding: { pem: boolean; type: string };
  privateKeyEncoding: { pem: boolean; type: string; cipher: string | undefined; passphrase: Uint8Array };
}

function load(): Native {
  const root = fileURLToPath(new URL('..', import.meta.url));
  try {
    return loadBinary(root) as Native;
  } catch (cause) {
    throw new Error(
      `offloop has no binary for ${process.platform}-${process.arch}: looked in build/Release and prebuilds of ${root}. ` +
        `With python3, make and a C++17 compiler installed, build it: ` +
        `npm install --no-save node-addon-api node-gyp && npx node-gyp rebuild --directory ${root}`,
      { cause },
    );
  }
}

export const native: Native = load();

native.onOverrun(() => {
  setImmediate(() => {
    native.settleMore();
  });
});
