export { kill, type KillOptions, type KillResult } from './kill.js';
export type { Signal, SignalName } from './names.js';
export { signame } from './signame.js';
export { signum } from './signum.js';
