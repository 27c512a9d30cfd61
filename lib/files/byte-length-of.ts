const { get: byteLength } = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  'byteLength',
) as { get: () => number };

/** Returns the real size of a typed array in bytes, even if a subclass overrides `length` and `byteLength`. */
export function byteLengthOf(array: Uint8Array): number {
  return byteLength.call(array);
}
