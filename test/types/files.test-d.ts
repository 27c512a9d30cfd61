import {
  readFile,
  readFiles,
  readInto,
  type PathLike,
  type ReadFileOptions,
  type ReadIntoOptions,
  type ReadRange,
} from 'offloop';
import * as files from 'offloop/files';
import { typeOf } from './type-of.js';

declare const condition: boolean;

// Bytes, unless an encoding is given.
typeOf(readFile('/etc/hosts')).is<Promise<Buffer>>();
typeOf(readFile('/etc/hosts', undefined)).is<Promise<Buffer>>();
typeOf(readFile('/etc/hosts', {})).is<Promise<Buffer>>();
typeOf(readFile('/etc/hosts', { encoding: null })).is<Promise<Buffer>>();
typeOf(readFile('/etc/hosts', { encoding: undefined })).is<Promise<Buffer>>();
typeOf(readFile('/etc/hosts', { maxBytes: 1, position: 2, length: 3, timeoutMs: 4 })).is<Promise<Buffer>>();
typeOf(readFile('/etc/hosts', { signal: AbortSignal.timeout(1000) })).is<Promise<Buffer>>();

typeOf(readFile('/etc/hosts', 'utf8')).is<Promise<string>>();
typeOf(readFile('/etc/hosts', 'base64url')).is<Promise<string>>();
typeOf(readFile('/etc/hosts', { encoding: 'latin1' })).is<Promise<string>>();
typeOf(readFile('/etc/hosts', { encoding: 'utf8', maxBytes: 1 })).is<Promise<string>>();

// If that is known only at run time, both are possible.
declare const encoding: BufferEncoding;
declare const options: ReadFileOptions;
typeOf(readFile('/etc/hosts', encoding)).is<Promise<string>>();
typeOf(readFile('/etc/hosts', { encoding })).is<Promise<string>>();
typeOf(readFile('/etc/hosts', options)).is<Promise<Buffer | string>>();
typeOf(readFile('/etc/hosts', { encoding: condition ? 'utf8' : null })).is<Promise<Buffer | string>>();
typeOf(readFile('/etc/hosts', condition ? 'utf8' : undefined)).is<Promise<Buffer | string>>();

typeOf(readFile(Buffer.from('/etc/hosts'))).is<Promise<Buffer>>();
typeOf(readFile(new URL('file:///etc/hosts'))).is<Promise<Buffer>>();
declare const path: PathLike;
typeOf(path).is<string | Buffer | URL>();

// @ts-expect-error -- a path is needed
void readFile();
// @ts-expect-error -- descriptors are not paths
void readFile(0);
// @ts-expect-error -- no such encoding
void readFile('/etc/hosts', 'utf-9');
// @ts-expect-error -- no such encoding
void readFile('/etc/hosts', { encoding: 'utf-9' });
// @ts-expect-error -- bytes are counted
void readFile('/etc/hosts', { maxBytes: '1 MiB' });
// @ts-expect-error -- no such option
void readFile('/etc/hosts', { offset: 1 });
// @ts-expect-error -- no such option beside a valid one
void readFile('/etc/hosts', { encoding: 'utf8', flag: 'r' });

// A root is a path.
typeOf(readFile('index.html', { root: '/srv/www' })).is<Promise<Buffer>>();
typeOf(readFile('index.html', { root: Buffer.from('/srv/www'), encoding: 'utf8' })).is<Promise<string>>();
typeOf(readFile('index.html', { root: new URL('file:///srv/www') })).is<Promise<Buffer>>();
typeOf(readFile('index.html', { root: path })).is<Promise<Buffer>>();
// @ts-expect-error -- descriptors are not paths
void readFile('index.html', { root: 3 });

// Into the caller's memory.
typeOf(readInto('/etc/hosts', Buffer.alloc(1))).is<Promise<number>>();
typeOf(readInto('/etc/hosts', new Uint8Array(1), undefined)).is<Promise<number>>();
typeOf(readInto('/etc/hosts', new Uint8Array(new SharedArrayBuffer(1)), null)).is<Promise<number>>();
typeOf(readInto(path, new Uint8Array(1), {})).is<Promise<number>>();
typeOf(readInto(Buffer.from('a'), Buffer.alloc(1), { root: path, position: 1, length: 2, timeoutMs: 3 })).is<
  Promise<number>
>();
typeOf(readInto('/etc/hosts', Buffer.alloc(1), { signal: AbortSignal.timeout(1000) })).is<Promise<number>>();
declare const range: ReadRange;
declare const intoOptions: ReadIntoOptions;
typeOf(readInto('/etc/hosts', Buffer.alloc(1), range)).is<Promise<number>>();
typeOf(readInto('/etc/hosts', Buffer.alloc(1), intoOptions)).is<Promise<number>>();
typeOf(readFile('/etc/hosts', range)).is<Promise<Buffer>>();

// @ts-expect-error -- a target is needed
void readInto('/etc/hosts');
// @ts-expect-error -- a target is bytes
void readInto('/etc/hosts', new Uint16Array(1));
// @ts-expect-error -- a target is a view of memory
void readInto('/etc/hosts', new ArrayBuffer(1));
// @ts-expect-error -- bytes have no encoding
void readInto('/etc/hosts', Buffer.alloc(1), 'utf8');
// @ts-expect-error -- bytes have no encoding
void readInto('/etc/hosts', Buffer.alloc(1), { encoding: 'utf8' });
// @ts-expect-error -- the target is the limit
void readInto('/etc/hosts', Buffer.alloc(1), { maxBytes: 1 });

// Many: settled results with the value types of readFile.
typeOf(readFiles(['/etc/hosts'])).is<Promise<PromiseSettledResult<Buffer>[]>>();
typeOf(readFiles([])).is<Promise<PromiseSettledResult<Buffer>[]>>();
typeOf(readFiles(['/etc/hosts'], null)).is<Promise<PromiseSettledResult<Buffer>[]>>();
typeOf(readFiles(['/etc/hosts', Buffer.from('a'), new URL('file:///a')])).is<Promise<PromiseSettledResult<Buffer>[]>>();
typeOf(readFiles(['a', 'b'] as const, { root: '/srv', timeoutMs: 1 })).is<Promise<PromiseSettledResult<Buffer>[]>>();
typeOf(readFiles(['/etc/hosts'], 'utf8')).is<Promise<PromiseSettledResult<string>[]>>();
typeOf(readFiles(['/etc/hosts'], { encoding: 'utf8', root: path })).is<Promise<PromiseSettledResult<string>[]>>();
typeOf(readFiles(['/etc/hosts'], { encoding })).is<Promise<PromiseSettledResult<string>[]>>();
typeOf(readFiles(['/etc/hosts'], options)).is<Promise<PromiseSettledResult<Buffer | string>[]>>();
typeOf(readFiles(['/etc/hosts'], condition ? 'utf8' : undefined)).is<
  Promise<PromiseSettledResult<Buffer | string>[]>
>();

// Results are used without casts.
export async function use(): Promise<[string[], unknown[]]> {
  const results = await readFiles(['/etc/hosts'], 'utf8');
  const lines = results.flatMap((result) => (result.status === 'fulfilled' ? result.value.split('\n') : []));
  return [lines, results.map((result) => (result.status === 'rejected' ? (result.reason as unknown) : undefined))];
}

// @ts-expect-error -- a list is needed
void readFiles('/etc/hosts');
// @ts-expect-error -- of paths
void readFiles([0]);
// @ts-expect-error -- no such encoding
void readFiles(['/etc/hosts'], 'utf-9');
// @ts-expect-error -- no such option
void readFiles(['/etc/hosts'], { concurrency: 5 });

// The subpath has the same names.
typeOf(files.readFile).is<typeof readFile>();
typeOf(files.readInto).is<typeof readInto>();
typeOf(files.readFiles).is<typeof readFiles>();
