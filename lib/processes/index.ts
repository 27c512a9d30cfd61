export { openProcess } from './open-process.js';
export { ProcessHandle } from './process-handle.js';
export { terminate } from './terminate.js';
export type { TerminateOptions, TerminateResult } from './terminate-options.js';
export { waitForExit, type WaitForExitOptions } from './wait-for-exit.js';
