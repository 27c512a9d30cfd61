import workerThreads from 'node:worker_threads';

let isMainThread: boolean | undefined;

/**
 * Whether a Buffer may be external memory, owned by the addon. `ArrayBuffer.prototype.transfer` or a byte stream can
 * pass such memory to another thread, but Node frees it with the environment that created it. Only the main thread's
 * environment ends after all workers, so only the main thread may create it.
 */
export function mayBeExternal(): boolean {
  return (isMainThread ??= workerThreads.isMainThread);
}
