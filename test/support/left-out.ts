import { beforeEach } from 'vitest';

/** Whether the tests run against the portable build, which has no Linux-only features. */
export const isPortable = process.env['OFFLOOP_PORTABLE'] === '1';

/** Whether the build under test lacks this feature. Prints the reason. */
export function isLeftOut(feature: string): boolean {
  if (isPortable) console.warn(`skipped: tests of a feature that the portable build lacks: ${feature}`);
  return isPortable;
}

/** Skips every test of the file, or of the calling `describe`, if the build lacks this feature. */
export function needs(feature: string): void {
  const leftOut = isLeftOut(feature);
  beforeEach(({ skip }) => {
    skip(leftOut, `left out: ${feature}`);
  });
}
