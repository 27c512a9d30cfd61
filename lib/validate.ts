import url from 'node:url';
import util from 'node:util';
import { invalidType, invalidValue, outOfRange } from './errors.js';

export const MAX_INT32 = 2 ** 31 - 1;
export const MAX_UINT32 = 2 ** 32 - 1;

export type PathLike = string | Buffer | URL;

/** Returns an options object. `undefined` and, as in Node's own calls, `null` mean an empty one. */
export function toOptions<T extends object>(value: T | null | undefined, name = 'options'): Partial<T> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw invalidType(name, 'of type object', value);
  return value;
}

export function toInteger(value: unknown, name: string, min: number, max: number): number {
  if (typeof value !== 'number') throw invalidType(name, 'of type number', value);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw outOfRange(name, `an integer >= ${min} and <= ${max}`, value);
  }
  return value;
}

export function toText(value: unknown, name: string): string {
  if (typeof value !== 'string') throw invalidType(name, 'of type string', value);
  return value;
}

export function toFlag(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw invalidType(name, 'of type boolean', value);
  return value;
}

/** Node's own test: accepts URLs of other realms and of whatwg-url, but not the result of `url.parse`. */
function isUrl(value: unknown): value is URL {
  if (typeof value !== 'object' || value === null) return false;
  const { href, protocol, auth, path } = value as Record<string, unknown>;
  return typeof href === 'string' && href !== '' && Boolean(protocol) && auth === undefined && path === undefined;
}

/** Bun and Deno refuse a URL of another realm, but accept its text. A URL of this realm is not parsed again. */
function urlToPath(value: URL): string {
  return url.fileURLToPath(Object.getPrototypeOf(value) === URL.prototype ? value : value.href);
}

const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;

/** Not `Buffer.from`: it trusts an overridden `length`, and throws if the memory has been transferred. */
function copyOf(bytes: Uint8Array): Buffer {
  const copy = Buffer.alloc(Reflect.get(TypedArrayPrototype, 'byteLength', bytes));
  if (copy.length > 0) copy.set(bytes);
  return copy;
}

/**
 * Returns a path as the addon takes it: a string, or a Buffer whose bytes need not be UTF-8. A Buffer is copied because
 * the caller may write to the original once the call has returned.
 */
export function toPath(value: unknown, name = 'path'): string | Buffer {
  const path = isUrl(value) ? urlToPath(value) : value;
  if (typeof path === 'string') {
    if (path.includes('\0')) throw invalidValue(name, 'must be without null bytes', path);
    return path;
  }
  if (util.types.isUint8Array(path)) {
    const copy = copyOf(path);
    if (copy.includes(0)) throw invalidValue(name, 'must be without null bytes', copy);
    return copy;
  }
  throw invalidType(name, 'of type string or an instance of Buffer or URL', value);
}

/** Returns `null` for bytes. */
export function toEncoding(value: unknown, name: string): BufferEncoding | null {
  if (value === undefined || value === null || value === '' || value === 'buffer') return null;
  if (typeof value !== 'string' || !Buffer.isEncoding(value)) {
    throw invalidValue(name, "must be an encoding that Buffer supports, such as 'utf8'", value);
  }
  return value;
}

function hasListeners(value: object): boolean {
  return 'addEventListener' in value && typeof value.addEventListener === 'function';
}

export function toAbortSignal(value: unknown, name: string): AbortSignal | undefined {
  if (value === undefined) return undefined;
  const isSignal = typeof value === 'object' && value !== null && 'aborted' in value && hasListeners(value);
  if (!isSignal) {
    throw invalidType(name, 'an instance of AbortSignal', value);
  }
  return value as AbortSignal;
}

/** Returns a timeout in milliseconds. `setTimeout` waits no longer than 2^31 - 1 ms, about 24 days. */
export function toTimeout(value: unknown, name: string): number | undefined {
  return value === undefined ? undefined : toInteger(value, name, 0, 2 ** 31 - 1);
}
