export { createThreadPool, type ThreadPoolOptions } from './create-thread-pool.js';
export { poolStats, type PoolStats, type Quantiles } from './pool-stats.js';
export { setFilePool } from './set-file-pool.js';
export { ThreadPool } from './thread-pool.js';
