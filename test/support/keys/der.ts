/** A DER element: its first byte and its content. */
export interface DerElement {
  tag: number;
  content: Buffer;
}

/** The elements of a sequence in DER (ITU-T X.690), as far as keys need it. */
export function derElements(der: Buffer): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < der.length;) {
    const tag = der.readUInt8(at);
    const first = der.readUInt8(at + 1);
    const more = first < 0x80 ? 0 : first - 0x80;
    const size = more === 0 ? first : der.readUIntBE(at + 2, more);
    const start = at + 2 + more;
    elements.push({ tag, content: der.subarray(start, start + size) });
    at = start + size;
  }
  return elements;
}
