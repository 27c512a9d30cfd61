import { startJob } from '../jobs/job.js';
import type { KeyRequest } from '../native/keys.js';
import type { PoolHandle } from '../native/pools.js';
import { keyThreads } from '../pools/shared-pools.js';
import { toPoolHandle } from '../pools/thread-pool.js';
import { toAbortSignal } from '../validate.js';
import { toKeyListener } from './key-progress.js';
import { toKeyRequest } from './request.js';
import type { GenKeyOptions } from './types.js';

/** Starts a native job that makes a key. Wipes its copy of the passphrase when the addon has made its own. */
export function startKeyJob<T>(
  type: unknown,
  options: unknown,
  start: (pool: PoolHandle, jobId: number, hasListener: boolean, request: KeyRequest) => Promise<T>,
): Promise<T> {
  const given = options as GenKeyOptions | null | undefined;
  const signal = toAbortSignal(given?.signal, 'options.signal');
  const pool = toPoolHandle(given?.pool, 'options.pool') ?? keyThreads();
  const listener = toKeyListener(given?.onProgress);
  const request = toKeyRequest(type, options);
  try {
    return startJob((jobId) => start(pool, jobId, listener !== undefined, request), {}, { signal }, pool, listener);
  } finally {
    request.privateKeyEncoding.passphrase.fill(0);
  }
}
