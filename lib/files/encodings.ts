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

/** Returns the addon's number for an encoding. Encodings are case-insensitive. */
export function encodingNumber(encoding: BufferEncoding): number {
  return ENCODINGS[encoding.toLowerCase() as BufferEncoding];
}

/** Returns the maximum length of a string in UTF-16 units. Node-API limits it to 2^31 - 1. */
export function maxStringLength(): number {
  return Math.min(buffer.constants.MAX_STRING_LENGTH, 2 ** 31 - 1);
}
