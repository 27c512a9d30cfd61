import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compare, type Contender, type Effort } from './compare.js';
import type { Reader } from './readers.js';
import { report } from './report.js';
import { runtime } from './runtime.js';
import { makeScratchFolder } from './scratch.js';

const folder = makeScratchFolder();
const EFFORT: Effort = { rounds: 9, roundMs: 150, warmupMs: 30 };

/** A case to measure: files, and how they are read. */
export interface ReadCase {
  title: string;
  files: readonly string[];
  /** The number of concurrent reads. */
  atOnce: number;
  kind: 'bytes' | 'text';
}

/** A reader, and the claimed ratio of its time to offloop's; undefined for no claim. */
export type Rival = readonly [reader: Reader, factor: number | undefined];

let written = 0;

/** Writes a file, which is then in the page cache. */
export function writeFile(content: Buffer): string {
  const file = path.join(folder, String(written++));
  writeFileSync(file, content);
  return file;
}

export function randomFiles(count: number, bytes: number): string[] {
  return Array.from({ length: count }, () => writeFile(randomBytes(bytes)));
}

function toRun(reader: Reader, { files, atOnce, kind }: ReadCase): () => unknown {
  const read = (file: string) => reader[kind](file);
  if (!reader.isAsync) {
    return () => {
      for (const file of files) void read(file);
    };
  }
  if (atOnce === 1) {
    return async () => {
      for (const file of files) await read(file);
    };
  }
  return async () => {
    for (let at = 0; at < files.length; at += atOnce) {
      await Promise.all(files.slice(at, at + atOnce).map(read) as Promise<unknown>[]);
    }
  };
}

/** Checks that every reader returns the content of the files. */
async function check(reader: Reader, { files, kind }: ReadCase): Promise<void> {
  for (const file of new Set(files)) {
    const content = await reader[kind](file);
    const expected = readFileSync(file);
    assert.ok(typeof content === 'string' ? content === expected.toString() : expected.equals(content));
  }
}

/** Checks the results of all readers, then compares offloop with its rivals. */
export async function compareReaders(offloop: Reader, readCase: ReadCase, rivals: readonly Rival[]): Promise<void> {
  const contenders: Contender[] = [];
  for (const [reader, factor] of [[offloop, undefined] as Rival, ...rivals]) {
    await check(reader, readCase);
    contenders.push({
      name: reader.name,
      isAsync: reader.isAsync,
      operations: readCase.files.length,
      run: toRun(reader, readCase),
      claim:
        factor === undefined
          ? undefined
          : {
              text: factor === 1 ? 'offloop is not slower' : `offloop is at least ${factor} times as fast`,
              holds: (measured) => measured >= factor,
            },
    });
  }
  report(await compare(`readFile on ${runtime}: ${readCase.title}`, contenders, EFFORT));
}
