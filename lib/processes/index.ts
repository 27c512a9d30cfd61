export type { ProcessInfo } from './decode-processes.js';
export { descendants } from './descendants.js';
export { findProcesses, type ProcessQuery } from './find-processes.js';
export { killTree } from './kill-tree.js';
export { listProcesses } from './list-processes.js';
export { UsageSampler, type Usage } from './usage-sampler.js';
