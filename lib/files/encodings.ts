import buffer from 'node:buffer';

const ENCODINGS: Readonly<Record<BufferEncoding, number>> = {
  utf8: 0,
  'utf-8': 0,
  utf16le: 1,
  'utf-16le': 1,
  ucs2: 1,
  'ucs-2': 1,
  latin1: 2,
  binary: 2,
  ascii: 3,
  hex: 4,
  base64: 5,
  base64url: 6,
};

/** The number by which the addon knows an encoding, which may be written in capitals. */
export function encodingNumber(encoding: BufferEncoding): number {
  return ENCODINGS[encoding.toLowerCase() as BufferEncoding];
}

/** The most units that a string may have. Node-API takes no more than 31 bits of them. */
export function maxStringLength(): number {
  return Math.min(buffer.constants.MAX_STRING_LENGTH, 2 ** 31 - 1);
}
