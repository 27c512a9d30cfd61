export type { OpenSslError } from './errors.js';
export * from './files/index.js';
export * from './keys/index.js';
export * from './processes/index.js';
export * from './signals/index.js';
