import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { promisify } from 'node:util';
import { readFile } from 'offloop';

/** One way of reading files. */
export interface Reader {
  name: string;
  isAsync: boolean;
  read: (file: string) => Promise<Buffer> | Buffer;
  /** Begins every read before the first has ended, where that is possible. */
  readAll: (files: readonly string[]) => Promise<Buffer[]> | Buffer[];
}

const execute = promisify(execFile);

async function runCat(file: string): Promise<Buffer> {
  return (await execute('cat', [file], { encoding: 'buffer', maxBuffer: Infinity })).stdout;
}

function readWithCallback(file: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    fs.readFile(file, (error, content) => {
      if (error) reject(error);
      else resolve(content);
    });
  });
}

/** As callbacks are used for many files: counted, without a promise for each. */
function readAllWithCallbacks(files: readonly string[]): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const contents: Buffer[] = [];
    let missing = files.length;
    for (const [index, file] of files.entries()) {
      fs.readFile(file, (error, content) => {
        if (error) reject(error);
        contents[index] = content;
        if (--missing === 0) resolve(contents);
      });
    }
  });
}

export const READERS: readonly Reader[] = [
  {
    name: 'offloop readFile',
    isAsync: true,
    read: (file) => readFile(file),
    readAll: (files) => Promise.all(files.map((file) => readFile(file))),
  },
  {
    name: 'fs.promises.readFile',
    isAsync: true,
    read: (file) => fs.promises.readFile(file),
    readAll: (files) => Promise.all(files.map((file) => fs.promises.readFile(file))),
  },
  { name: 'fs.readFile', isAsync: true, read: readWithCallback, readAll: readAllWithCallbacks },
  {
    name: 'fs.readFileSync',
    isAsync: false,
    read: (file) => fs.readFileSync(file),
    readAll: (files) => files.map((file) => fs.readFileSync(file)),
  },
  {
    name: "execFile('cat')",
    isAsync: true,
    read: runCat,
    readAll: (files) => Promise.all(files.map((file) => runCat(file))),
  },
];
