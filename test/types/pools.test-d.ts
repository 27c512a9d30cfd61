import {
  createThreadPool,
  genKey,
  poolStats,
  readFile,
  setFilePool,
  ThreadPool,
  type GenKeyOptions,
  type KeyPair,
  type PoolStats,
  type Quantiles,
  type ReadFileOptions,
  type ThreadPoolOptions,
} from 'offloop';
import * as pools from 'offloop/pools';
import { typeOf } from './type-of.js';

const pool = createThreadPool({ name: 'pool' });
typeOf(pool).is<ThreadPool>();
typeOf(createThreadPool({ name: 'pool', threads: 1, maxQueue: 2, niceness: 3 })).is<ThreadPool>();
declare const options: ThreadPoolOptions;
typeOf(createThreadPool(options)).is<ThreadPool>();

typeOf(pool.name).is<string>();
typeOf(pool.threads).is<number>();
typeOf(pool.stats()).is<PoolStats>();
typeOf(pool.ref()).is<ThreadPool>();
typeOf(pool.unref().ref()).is<ThreadPool>();
typeOf(pool.close()).is<Promise<void>>();
typeOf(pool[Symbol.asyncDispose]()).is<Promise<void>>();

typeOf(poolStats()).is<PoolStats[]>();
declare const stats: PoolStats;
typeOf(stats.name).is<string>();
typeOf(stats.threads + stats.queued + stats.running + stats.completed + stats.rejected).is<number>();
typeOf(stats.waitMs).is<Quantiles>();
typeOf(stats.runMs).is<Quantiles>();
typeOf(stats.runMs.p50 + stats.runMs.p99 + stats.runMs.max).is<number>();

setFilePool(pool);
setFilePool('libuv');

// A pool does not change the type of the result.
typeOf(readFile('/etc/hosts', { pool })).is<Promise<Buffer>>();
typeOf(readFile('/etc/hosts', { pool, encoding: 'utf8' })).is<Promise<string>>();
typeOf(readFile('/etc/hosts', { pool: undefined })).is<Promise<Buffer>>();
typeOf(genKey('rsa', { pool })).is<Promise<KeyPair>>();
typeOf(genKey('ec', { pool, publicKeyEncoding: { type: 'spki', format: 'der' } })).is<Promise<KeyPair<Buffer>>>();
declare const readOptions: ReadFileOptions;
typeOf(readOptions.pool).is<ThreadPool | undefined>();
declare const keyOptions: GenKeyOptions;
typeOf(keyOptions.pool).is<ThreadPool | undefined>();

// @ts-expect-error -- a name is needed
createThreadPool();
// @ts-expect-error -- a name is needed
createThreadPool({});
// @ts-expect-error -- a name is a string
createThreadPool({ name: 1 });
// @ts-expect-error -- a number of threads is a number
createThreadPool({ name: 'pool', threads: '1' });
// @ts-expect-error -- no such option
createThreadPool({ name: 'pool', size: 1 });
// @ts-expect-error -- only createThreadPool creates pools
new ThreadPool();
// @ts-expect-error -- properties of a pool are read-only
pool.name = 'other';
// @ts-expect-error -- an object of the same shape is not a pool
setFilePool({ name: pool.name, threads: pool.threads });
// @ts-expect-error -- no such pool
setFilePool('keys');
// @ts-expect-error -- a pool is not named by its name
void readFile('/etc/hosts', { pool: 'pool' });
// @ts-expect-error -- a pool is not named by its name
void genKey('rsa', { pool: 'keys' });

// The subpath has the same names.
typeOf(pools.createThreadPool).is<typeof createThreadPool>();
typeOf(pools.poolStats).is<typeof poolStats>();
typeOf(pools.setFilePool).is<typeof setFilePool>();
typeOf(pools.ThreadPool).is<typeof ThreadPool>();
