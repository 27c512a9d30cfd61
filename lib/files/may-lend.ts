import workerThreads from 'node:worker_threads';

let lends: boolean | undefined;

/**
 * Whether a Buffer may be memory of the addon's rather than V8's: in the main thread only. Its environment ends after
 * every worker's, so that nothing is left then that may have been given the memory, by `ArrayBuffer.prototype.transfer`
 * or a byte stream. A worker's environment takes such memory with it.
 */
export function mayLend(): boolean {
  return (lends ??= workerThreads.isMainThread);
}
