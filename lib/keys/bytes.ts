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
