// What the contract has and the package has not. As soon as one of these is there, the test of the types fails: it then
// moves to the file of its subpath.

import type { GenKeyOptions, KeyType } from 'offloop';

// @ts-expect-error -- not there yet
export type { genKeyFile } from 'offloop/keys';
// @ts-expect-error -- not there yet
export const dsa: KeyType = 'dsa';
// @ts-expect-error -- not there yet
export const dh: KeyType = 'dh';
// @ts-expect-error -- not there yet
export const mlKem: KeyType = 'ml-kem-512';
// @ts-expect-error -- not there yet
export const mlDsa: KeyType = 'ml-dsa-44';
// @ts-expect-error -- not there yet
export const slhDsa: KeyType = 'slh-dsa-sha2-128f';
// @ts-expect-error -- not there yet
export const jwk: GenKeyOptions<'rsa'> = { publicKeyEncoding: { format: 'jwk' } };
// @ts-expect-error -- not there yet
export const openssh: GenKeyOptions<'rsa'> = { privateKeyEncoding: { format: 'openssh', comment: 'me@here' } };
// @ts-expect-error -- not there yet
export const keyObject: GenKeyOptions<'rsa'> = { privateKeyEncoding: { format: 'keyObject' } };

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
