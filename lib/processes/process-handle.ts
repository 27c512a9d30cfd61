import os from 'node:os';
import { codedTypeError, systemError, toError } from '../errors.js';
import { callNative, promiseOf } from '../jobs/await-job.js';
import type { NativeFailure } from '../native/failure.js';
import { native } from '../native/index.js';
import type { NativeProcess } from '../native/processes.js';
import type { Signal } from '../signals/names.js';
import { signum } from '../signals/signum.js';
import { watchExit, type ExitWatch } from './exit-watch.js';
import { gone, toTerminateOptions, type TerminateOptions, type TerminateResult } from './terminate-options.js';
import { terminateProcess } from './terminate-process.js';
import { startTicksOf, terminateTree } from './terminate-tree.js';

/** Known to this module only, so that nobody else makes a handle of anything. */
const secret = Symbol('ProcessHandle');

/**
 * One very process, our child or not. A pid is given to another process once its own has ended; a handle cannot hit
 * that one by mistake. Made by {@link openProcess}.
 *
 * It holds a descriptor (pidfd_open(2)) until it is closed or collected, and by itself does not keep the program alive.
 * Where the kernel has no pidfds it is told by the time it was started, and its end is looked for now and then.
 *
 * @example
 * using nginx = await openProcess(pid);
 * await nginx.kill('SIGHUP');
 * await nginx.exited;
 */
export class ProcessHandle {
  readonly pid: number;
  readonly #process: NativeProcess;
  #closed = false;
  #exited: Promise<void> | undefined;
  #watch: ExitWatch | undefined;
  #keep = true;

  private constructor(key: symbol, pid: number, process: NativeProcess) {
    if (key !== secret) throw codedTypeError('ERR_ILLEGAL_CONSTRUCTOR', 'Handles are made by openProcess');
    this.pid = pid;
    this.#process = process;
  }

  /**
   * Settled when the process has ended, a zombie included, and not before the last of its threads. Nothing is polled, no
   * thread is held, however many are waited for.
   *
   * The first read of it keeps the program alive until the end of the process, or {@link close}, which rejects it with
   * `EBADF`; nobody has to handle that.
   */
  get exited(): Promise<void> {
    if (this.#exited === undefined) {
      this.#exited = this.#waitForExit();
      this.#exited.catch(() => undefined);
    }
    return this.#exited;
  }

  async #waitForExit(): Promise<void> {
    if (this.#closed) throw this.#closedError('wait');
    this.#watch = watchExit(this.#process);
    if (!this.#keep) this.#watch.keepLoopAlive(false);
    try {
      await promiseOf(this.#watch.ended);
    } catch (failure) {
      const closed = 'cancelled' in (failure as NativeFailure);
      throw closed ? this.#closedError('wait') : toError(failure as NativeFailure, { pid: this.pid });
    } finally {
      this.#watch = undefined;
    }
  }

  /**
   * Sends it a signal.
   *
   * @param signal - Default: `'SIGTERM'`; `'NONE'` only asks whether it still runs.
   * @throws Error `ESRCH` once it has ended, as a zombie too; `EPERM` if it may not be signalled; `EBADF` once the handle
   * is closed.
   * @throws TypeError `ERR_UNKNOWN_SIGNAL`, RangeError `ERR_OUT_OF_RANGE` for a signal that there is not.
   * @see pidfd_send_signal(2)
   */
  async kill(signal: Signal = 'SIGTERM'): Promise<void> {
    const errno = native.killProcess(this.#process, signum(signal));
    if (errno !== 0) throw systemError(-errno, 'kill', { pid: this.pid });
  }

  /**
   * Ends it as {@link terminate} does. A call that has begun goes on when the handle is closed.
   *
   * @throws Error `EBADF` once the handle is closed; as {@link terminate} otherwise.
   */
  async terminate(options?: TerminateOptions): Promise<TerminateResult> {
    const request = toTerminateOptions(this.pid, options);
    const process = callNative(() => native.shareProcess(this.#process), { pid: this.pid });
    if (process === undefined) throw this.#closedError('kill');
    try {
      if (!request.tree) return await terminateProcess(process, this.pid, request);
      const startTicks = await startTicksOf(process, this.pid);
      return startTicks === undefined ? gone() : await terminateTree(this.pid, request, startTicks);
    } finally {
      native.closeProcess(process);
    }
  }

  /** Has the program stay alive for {@link exited}, as it does unless told otherwise. */
  ref(): this {
    this.#keep = true;
    this.#watch?.keepLoopAlive(true);
    return this;
  }

  /** Lets the program end although {@link exited} is waited for. */
  unref(): this {
    this.#keep = false;
    this.#watch?.keepLoopAlive(false);
    return this;
  }

  /**
   * Gives the descriptor back, once every {@link terminate} that has begun is over. Calls after it reject with `EBADF`;
   * another `close` does nothing.
   */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#watch?.cancel();
    native.closeProcess(this.#process);
  }

  /** {@link close}, at the end of a block that has it with `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  #closedError(syscall: string): Error {
    return systemError(-os.constants.errno.EBADF, syscall, { pid: this.pid });
  }
}

export function makeProcessHandle(pid: number, process: NativeProcess): ProcessHandle {
  return Reflect.construct(ProcessHandle, [secret, pid, process]) as ProcessHandle;
}
