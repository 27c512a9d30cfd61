import { beforeEach } from 'vitest';

/** Whether the tests are of the portable build, which leaves out what only Linux has. */
export const isPortable = process.env['OFFLOOP_PORTABLE'] === '1';

/** True, with the reason printed, where the tests are of a build without this. */
export function isLeftOut(feature: string): boolean {
  if (isPortable) console.warn(`skipped: tests of what the portable build leaves out: ${feature}`);
  return isPortable;
}

/** Has every test of the file, or of the `describe` that calls it, skipped where this is left out. */
export function needs(feature: string): void {
  const leftOut = isLeftOut(feature);
  beforeEach(({ skip }) => {
    skip(leftOut, `left out: ${feature}`);
  });
}
