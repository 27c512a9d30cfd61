import os from 'node:os';
import util from 'node:util';
import type { NativeFailure } from './native/failure.js';
import { nameSystemError } from './system-error-names.js';

/** The subject of an operation. Its fields are added to the operation's errors. */
export interface Subject {
  path?: string;
  pid?: number;
  /** The directory that `path` is resolved beneath. An error about the directory itself has it as `path`. */
  root?: string;
}

/** The error of a failed OpenSSL call. */
export interface OpenSslError extends Error {
  /** `ERR_OSSL_…`; never missing. */
  code: string;
  /** The part of OpenSSL that failed, for example `'rsa routines'`. */
  library: string;
  /** OpenSSL's reason, for example `'key size too small'`. */
  reason: string;
  /** The other entries of OpenSSL's error queue, oldest first. */
  opensslErrorStack: string[];
}

function withCode<E extends Error>(error: E, code: string): E & { code: string } {
  return Object.assign(error, { code });
}

function received(value: unknown): string {
  if (value === null || value === undefined) return `Received ${String(value)}`;
  if (typeof value === 'function') return `Received function ${value.name}`;
  if (typeof value === 'object') {
    const name = (value as { constructor?: { name?: string } }).constructor?.name;
    return name ? `Received an instance of ${name}` : `Received ${util.inspect(value, { depth: -1 })}`;
  }
  const text = util.inspect(value);
  return `Received type ${typeof value} (${text.length > 60 ? `${text.slice(0, 60)}...` : text})`;
}

/** `name` is the name of an argument, or the path of an option: `options.encoding`. */
function nameOf(name: string): string {
  return name.includes('.') ? `The "${name}" property` : `The "${name}" argument`;
}

export function invalidType(name: string, expected: string, value: unknown): TypeError {
  return withCode(new TypeError(`${nameOf(name)} must be ${expected}. ${received(value)}`), 'ERR_INVALID_ARG_TYPE');
}

export function invalidValue(name: string, reason: string, value: unknown): TypeError {
  const text = util.inspect(value);
  return withCode(
    new TypeError(`${nameOf(name)} ${reason}. Received ${text.length > 128 ? `${text.slice(0, 128)}...` : text}`),
    'ERR_INVALID_ARG_VALUE',
  );
}

export function outOfRange(name: string, expected: string, value: number | bigint): RangeError {
  return withCode(
    new RangeError(`The value of "${name}" is out of range. It must be ${expected}. Received ${util.inspect(value)}`),
    'ERR_OUT_OF_RANGE',
  );
}

export function codedTypeError(code: string, message: string): TypeError {
  return withCode(new TypeError(message), code);
}

export function codedError(code: string, message: string): Error {
  return withCode(new Error(message), code);
}

/** Node's own error under `node --permission`. Node 20 does not name the flag that grants the permission. */
export function accessDenied(scope: 'fs.read' | 'fs.write', resource: string): Error {
  const isNode20 = process.versions.node.startsWith('20.');
  const hint = isNode20 ? '' : `. Use --allow-${scope.replace('.', '-')} to manage permissions.`;
  const error = codedError('ERR_ACCESS_DENIED', `Access to this API has been restricted${hint}`);
  return Object.assign(error, { permission: scope === 'fs.read' ? 'FileSystemRead' : 'FileSystemWrite', resource });
}

/** Node's own AbortError: `code` is `'ABORT_ERR'`, `cause` the signal's reason. */
export function abortError(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  error.name = 'AbortError';
  return withCode(error, 'ABORT_ERR');
}

export function timeoutError(timeoutMs: number, syscall: string, subject: Subject): Error {
  const message = `ETIMEDOUT: not done within ${timeoutMs} ms, ${syscall}${describe(subject)}`;
  return Object.assign(new Error(message), {
    code: 'ETIMEDOUT',
    errno: -os.constants.errno.ETIMEDOUT,
    syscall,
    ...subject,
  });
}

function describe({ path, pid }: Subject): string {
  if (pid !== undefined) return ` ${pid}`;
  return path === undefined ? '' : ` '${path}'`;
}

/** The error of a failed system call, with the fields and the message of `node:fs`. `errno` is negative. */
export function systemError(errno: number, syscall: string, subject: Subject): NodeJS.ErrnoException {
  const [code, sentence] = nameSystemError(errno);
  const error = new Error(`${code}: ${sentence}, ${syscall}${describe(subject)}`);
  return Object.assign(error, { errno, code, syscall, ...subject });
}

type QueueEntry = { prefix: string; library: string; reason: string; text: string };

/** The oldest entry of OpenSSL's queue is the cause. Later entries come from the callers that noticed it. */
function openSslError(queue: QueueEntry[], couldNot: string): OpenSslError {
  const [first, ...others] = queue;
  const reason = first?.reason || 'unknown';
  return Object.assign(new Error(first?.text ?? `OpenSSL could not ${couldNot} and gave no reason`), {
    code: `ERR_OSSL_${first?.prefix ?? ''}${reason.replaceAll(' ', '_').toUpperCase()}`,
    library: first?.library ?? '',
    reason,
    opensslErrorStack: others.map((entry) => entry.text),
  });
}

function about(which: 'root' | 'publicPath' | undefined, subject: Subject): Subject {
  return which === 'root' && subject.root !== undefined ? { path: subject.root } : subject;
}

/**
 * Whether the addon threw the value: a plain object with own properties. A caller's getter may throw anything else, for
 * example an error of another realm, or a DOMException, which inherits its `code`.
 */
export function isNativeFailure(value: unknown): value is NativeFailure {
  if (typeof value !== 'object' || value === null || util.types.isNativeError(value)) return false;
  return ['errno', 'opensslQueue', 'code', 'cancelled'].some((fact) => Object.hasOwn(value, fact));
}

/**
 * Turns a failure that C++ sent into an error. Call it where the caller's `await` is resumed, so that the stack shows
 * the caller's line.
 */
export function toError(failure: NativeFailure | Error, subject: Subject): Error {
  if (!isNativeFailure(failure)) return failure;
  if ('errno' in failure) return systemError(failure.errno, failure.syscall, about(failure.subject, subject));
  if ('opensslQueue' in failure) return openSslError(failure.opensslQueue, failure.couldNot);
  if ('code' in failure) {
    const isArgument = /^ERR_(CRYPTO_)?INVALID_/.test(failure.code);
    return Object.assign((isArgument ? codedTypeError : codedError)(failure.code, failure.message), subject);
  }
  return codedError('ABORT_ERR', 'The operation was aborted');
}
