export type { PathLike } from '../validate.js';
export { readFile } from './read-file.js';
export { readFiles } from './read-files.js';
export { readInto, type ReadIntoOptions } from './read-into.js';
export type { ReadFileOptions, ReadRange } from './read-request.js';
