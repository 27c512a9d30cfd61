const { get: byteLength } = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  'byteLength',
) as { get: () => number };

/** The size that the memory of a Uint8Array really has: a subclass may override the properties that tell it. */
export function byteLengthOf(target: Uint8Array): number {
  return byteLength.call(target);
}
