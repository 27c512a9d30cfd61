/** The bytes that a view or a buffer covers, not copied. Where its memory has been transferred there are none, as for Node. */
export function bytesOf(value: ArrayBufferView | ArrayBufferLike): Uint8Array {
  try {
    return ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : new Uint8Array(value);
  } catch {
    return new Uint8Array();
  }
}
