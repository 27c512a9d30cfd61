import { invalidValue, outOfRange } from '../errors.js';
import { toText } from '../validate.js';

/** Programs of OpenSSH cut longer ones. */
const MAX_BYTES = 1023;

/** The comment of a key, an empty one for none; `undefined` is left to the addon, which knows the user and the host. */
export function toComment(value: unknown, name: string): string | undefined {
  if (value === undefined) return undefined;
  const comment = toText(value, name);
  const size = Buffer.byteLength(comment);
  if (size > MAX_BYTES) throw outOfRange(`${name}.length`, `<= ${MAX_BYTES} bytes of UTF-8`, size);
  if (/[\0\r\n]/.test(comment)) throw invalidValue(name, 'must be without line breaks and null bytes', comment);
  return comment;
}
