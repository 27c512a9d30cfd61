import { readFile } from 'offloop';
import { expect } from 'vitest';

/** Reads a file often enough for whatever may be remembered of it to be: one after the other, and at once. */
export async function expectRead(file: string, content: string): Promise<void> {
  for (let round = 0; round < 20; round++) expect(await readFile(file, 'utf8')).toBe(content);
  const atOnce = await Promise.all(Array.from({ length: 20 }, () => readFile(file, 'utf8')));
  expect(new Set(atOnce)).toEqual(new Set([content]));
}
