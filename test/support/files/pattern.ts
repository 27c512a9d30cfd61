/** Bytes of a pattern whose period does not divide a page or block, so that a misplaced piece shows. */
export function pattern(length: number): Buffer {
  return Buffer.alloc(
    length,
    Uint8Array.from({ length: 251 }, (_, index) => index),
  );
}
