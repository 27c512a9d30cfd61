import { codedError, invalidType, invalidValue } from '../errors.js';
import type { PoolHandle } from '../native/pools.js';
import { handleOf, isClosed, isThreadPool, type ThreadPool } from './thread-pool.js';

/** `undefined` means libuv's pool. */
let filePool: ThreadPool | undefined;

/**
 * Sets the pool for file work of calls that name no `pool`, in this main thread or worker. Default: `'libuv'`.
 *
 * @throws TypeError `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE` for neither a pool nor `'libuv'`.
 * @throws Error `ERR_POOL_CLOSED` for a closed pool. If the pool is closed later, file calls that name no pool reject
 * with the same code.
 * @example
 * setFilePool(createThreadPool({ name: 'files', threads: 16 }));
 */
export function setFilePool(pool: ThreadPool | 'libuv'): void {
  const given: unknown = pool;
  if (given === 'libuv') {
    filePool = undefined;
    return;
  }
  if (typeof given === 'string') throw invalidValue('pool', "must be 'libuv' or an instance of ThreadPool", given);
  if (!isThreadPool(given)) throw invalidType('pool', "'libuv' or an instance of ThreadPool", given);
  if (isClosed(given)) throw codedError('ERR_POOL_CLOSED', `Pool '${given.name}' is closed: it takes no more work`);
  filePool = given;
}

/** Returns the pool of calls that name none; `undefined` means libuv's. */
export function toFilePool(): PoolHandle | undefined {
  if (filePool === undefined) return undefined;
  if (isClosed(filePool)) {
    throw codedError(
      'ERR_POOL_CLOSED',
      `Pool '${filePool.name}', set by setFilePool, is closed: call setFilePool again, with an open pool or 'libuv'`,
    );
  }
  return handleOf(filePool);
}
