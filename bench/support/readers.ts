import fs from 'node:fs';
import { readFile } from 'offloop';
import { isBun } from './runtime.js';

/** A way to read files. */
export interface Reader {
  name: string;
  isAsync: boolean;
  bytes: (file: string) => Promise<Uint8Array> | Uint8Array;
  text: (file: string) => Promise<string> | string;
}

interface BunFile {
  bytes: () => Promise<Uint8Array>;
  text: () => Promise<string>;
}

const bunFile = (file: string) =>
  (globalThis as unknown as { Bun: { file: (path: string) => BunFile } }).Bun.file(file);

export const offloop: Reader = {
  name: 'offloop readFile',
  isAsync: true,
  bytes: (file) => readFile(file),
  text: (file) => readFile(file, 'utf8'),
};

/** The alternative to readFile that users would choose: in Bun, Bun's own. */
export const theirs: Reader = isBun
  ? {
      name: 'Bun.file',
      isAsync: true,
      bytes: (file) => bunFile(file).bytes(),
      text: (file) => bunFile(file).text(),
    }
  : {
      name: 'fs.promises.readFile',
      isAsync: true,
      bytes: (file) => fs.promises.readFile(file),
      text: (file) => fs.promises.readFile(file, 'utf8'),
    };

export const synchronous: Reader = {
  name: 'fs.readFileSync',
  isAsync: false,
  bytes: (file) => fs.readFileSync(file),
  text: (file) => fs.readFileSync(file, 'utf8'),
};
