export type { PathLike } from '../validate.js';
export { readFile, type ReadFileOptions } from './read-file.js';
