import { readFile, type PathLike, type ReadFileOptions } from 'offloop';
import * as files from 'offloop/files';
import { typeOf } from './type-of.js';

declare const condition: boolean;

// Bytes, unless there is an encoding.
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

// Where that is known only at run time, both are possible.
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
// @ts-expect-error -- no such option beside one that there is
void readFile('/etc/hosts', { encoding: 'utf8', flag: 'r' });

// The subpath has the same names.
typeOf(files.readFile).is<typeof readFile>();
