// Parts of the contract that the package lacks. When one is added, the test of the types fails, and its line moves to
// the file of its subpath.

// @ts-expect-error -- not there yet
export type { writeFile } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { appendFile } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { writeFileAtomic } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { WriteFileOptions } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { copyFile } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { copyTree } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { CopyOptions } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { CopyResult } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { openFile } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { FileHandle } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { LineOptions } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { createFileCache } from 'offloop/files';
// @ts-expect-error -- not there yet
export type { FileCache } from 'offloop/files';

// @ts-expect-error -- not there yet
export type { createSocketLogger } from 'offloop/logger';
// @ts-expect-error -- not there yet
export type { createFileLogger } from 'offloop/logger';
// @ts-expect-error -- not there yet
export type { Logger } from 'offloop/logger';
// @ts-expect-error -- not there yet
export type { SocketLoggerOptions } from 'offloop/logger';
