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

/** Private to this module, so that only openProcess can construct a ProcessHandle. */
const secret = Symbol('ProcessHandle');

/**
 * A process that {@link openProcess} opened, a child of the caller or not. When a process has ended, its pid may be
 * reused. A handle never refers to the new process.
 *
 * It owns a descriptor (pidfd_open(2)) until it is closed or garbage collected, and does not by itself keep the program
 * alive. If the kernel has no pidfds, the process is identified by its start time and its end is polled for.
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
    if (key !== secret) throw codedTypeError('ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor: use openProcess');
    this.pid = pid;
    this.#process = process;
  }

  /**
   * Resolves when the process has ended with all its threads; a zombie has ended. Any number of handles can wait
   * without polling and without blocking a thread.
   *
   * The first read of this property keeps the program alive until the process ends or {@link close} is called. `close`
   * rejects the promise with `EBADF`; this rejection need not be handled.
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
   * Sends a signal to the process.
   *
   * @param signal - Default: `'SIGTERM'`. `'NONE'` only checks that the process still runs.
   * @throws Error `ESRCH` if it has ended, even if it is still a zombie; `EPERM` if the caller may not signal it;
   * `EBADF` if the handle is closed.
   * @throws TypeError `ERR_UNKNOWN_SIGNAL`.
   * @throws RangeError `ERR_OUT_OF_RANGE` for a signal out of range.
   * @see pidfd_send_signal(2)
   */
  async kill(signal: Signal = 'SIGTERM'): Promise<void> {
    const errno = native.killProcess(this.#process, signum(signal));
    if (errno !== 0) throw systemError(-errno, 'kill', { pid: this.pid });
  }

  /**
   * Terminates the process as {@link terminate} does. Closing the handle does not stop a pending call.
   *
   * @throws Error `EBADF` if the handle is closed; otherwise as {@link terminate}.
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

  /** Undoes {@link unref}: a pending {@link exited} keeps the program alive. This is the initial state. */
  ref(): this {
    this.#keep = true;
    this.#watch?.keepLoopAlive(true);
    return this;
  }

  /** Lets the program end while {@link exited} is pending. */
  unref(): this {
    this.#keep = false;
    this.#watch?.keepLoopAlive(false);
    return this;
  }

  /**
   * Closes the handle. The descriptor is closed when no {@link terminate} is pending. Later calls reject with `EBADF`;
   * a second `close` does nothing.
   */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#watch?.cancel();
    native.closeProcess(this.#process);
  }

  /** Same as {@link close}, for `using`. */
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
