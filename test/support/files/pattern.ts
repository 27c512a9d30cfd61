/** So many bytes of a pattern whose period is no divisor of a page or a block: a piece in the wrong place shows. */
export function pattern(length: number): Buffer {
  return Buffer.alloc(
    length,
    Uint8Array.from({ length: 251 }, (_, index) => index),
  );
}
