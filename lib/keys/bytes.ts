import util from 'node:util';

const TYPED_ARRAY = Object.getPrototypeOf(Uint8Array.prototype) as object;

/** Reads through the prototype's getter, because a view may have an own property of that name with another value. */
function intrinsic<Name extends 'buffer' | 'byteOffset' | 'byteLength'>(
  view: ArrayBufferView,
  name: Name,
): ArrayBufferView[Name] {
  const prototype = util.types.isDataView(view) ? DataView.prototype : TYPED_ARRAY;
  return Reflect.get(prototype, name, view);
}

/** The bytes that a view or a buffer covers, not copied. As in Node there are none once the memory is transferred. */
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
 * The encoded bytes of a string, or a copy of bytes, in an ArrayBuffer of their own that the caller can wipe. V8 keeps
 * a small typed array in the heap and may copy it. `Buffer.from` puts a string into a slab that Buffers share.
 */
export function ownBytes(source: string | Uint8Array, encoding: BufferEncoding = 'utf8'): Uint8Array {
  const bytes = Buffer.from(new ArrayBuffer(Buffer.byteLength(source, encoding)));
  if (typeof source === 'string') return bytes.subarray(0, bytes.write(source, encoding));
  bytes.set(source);
  return bytes;
}
