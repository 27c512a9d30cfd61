import { readFile } from 'offloop';
import { expect } from 'vitest';

/** Reads a file several times, sequentially and concurrently, so that a cached result would show. */
export async function expectRead(file: string, content: string): Promise<void> {
  for (let round = 0; round < 20; round++) expect(await readFile(file, 'utf8')).toBe(content);
  const atOnce = await Promise.all(Array.from({ length: 20 }, () => readFile(file, 'utf8')));
  expect(new Set(atOnce)).toEqual(new Set([content]));
}
