/**
 * The bytes of a string (as `Buffer.from` has them) or a copy of bytes, in memory of their own, which can be wiped: a
 * small typed array lies in the heap, where V8 copies it, and the Buffer of a string in memory that Buffers share.
 */
export function ownBytes(source: string | Uint8Array, encoding: BufferEncoding = 'utf8'): Uint8Array {
  const bytes = Buffer.from(new ArrayBuffer(Buffer.byteLength(source, encoding)));
  if (typeof source === 'string') return bytes.subarray(0, bytes.write(source, encoding));
  bytes.set(source);
  return bytes;
}
