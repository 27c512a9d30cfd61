const byteLength = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'byteLength');

/** How many bytes a typed array covers now, whatever its own `length` and `byteLength` say: a subclass may define them. */
export function byteLengthOf(array: Uint8Array): number {
  return byteLength?.get?.call(array) as number;
}
