import { endianness } from 'node:os';

/** The addon packs numbers in the byte order of the machine. */
export const LITTLE_ENDIAN = endianness() === 'LE';

export function viewOf(packed: Buffer): DataView {
  return new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
}
