import util from 'node:util';

const TYPED_ARRAY = Object.getPrototypeOf(Uint8Array.prototype) as object;

/** By the language's own getter: a view may carry a property of that name that says something else of its memory. */
function intrinsic<Name extends 'buffer' | 'byteOffset' | 'byteLength'>(
  view: ArrayBufferView,
  name: Name,
): ArrayBufferView[Name] {
  const prototype = util.types.isDataView(view) ? DataView.prototype : TYPED_ARRAY;
  return Reflect.get(prototype, name, view);
}

/** The bytes that a view or a buffer covers, not copied. Where its memory has been transferred there are none, as for Node. */
export function bytesOf(value: ArrayBufferView | ArrayBufferLike): Uint8Array {
  try {
    return ArrayBuffer.isView(value)
      ? new Uint8Array(intrinsic(value, 'buffer'), intrinsic(value, 'byteOffset'), intrinsic(value, 'byteLength'))
      : new Uint8Array(value);
  } catch {
    return new Uint8Array();
  }
}

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
