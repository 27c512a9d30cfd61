/** A Uint8Array whose own properties misrepresent its memory. */
class Shadowed extends Uint8Array {
  override get buffer(): ArrayBuffer {
    return new ArrayBuffer(4096);
  }
  override get byteOffset(): number {
    return 8;
  }
  override get byteLength(): number {
    return 4096;
  }
  override get length(): number {
    return 4096;
  }
}

export function shadowed(bytes: Uint8Array): Uint8Array {
  return Shadowed.from([...bytes]);
}
