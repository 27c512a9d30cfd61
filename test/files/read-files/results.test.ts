// @module-tag quick-debug
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFile, readFiles, type PathLike } from 'offloop';
import { beforeAll, expect, test } from 'vitest';
import { untilReadOnLoop } from '../../support/files/on-loop.js';
import { pattern } from '../../support/files/pattern.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { labelled } from '../../support/labelled.js';
import { rejection } from '../../support/rejection.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
const large = path.join(folder, 'large');
const absent = path.join(folder, 'absent');
writeFileSync(file, 'content');
writeFileSync(large, pattern(1_000_000));
const many = Array.from({ length: 5000 }, (_, index) => path.join(folder, `${index}`));
for (const name of many) writeFileSync(name, name);

beforeAll(async () => {
  await untilReadOnLoop(() => readFile(file));
});

/** The results of Promise.allSettled for single reads, in a comparable form. */
async function oneByOne(paths: readonly unknown[], options?: object): Promise<unknown[]> {
  return comparable(await Promise.allSettled(paths.map((name) => readFile(name as PathLike, options))));
}

function comparable(results: PromiseSettledResult<unknown>[]): unknown[] {
  return results.map((result) => {
    if (result.status === 'fulfilled') {
      // Comparing strings is faster.
      const { value } = result;
      return Buffer.isBuffer(value) ? { bytes: value.toString('latin1') } : { value };
    }
    const { name, message, code, errno, syscall, path } = result.reason as NodeJS.ErrnoException;
    return { status: result.status, reason: { name, message, code, errno, syscall, path } };
  });
}

const mixture = [
  ...[file, absent, large, folder, '', `${file}/`, 'n\0n', '/proc/version', '/dev/null', file],
  ...[Buffer.from(file), pathToFileURL(file), new URL('https://example.org/'), undefined, null, 5, {}, [file]],
];

test.each<[string, object | undefined]>([
  ['nothing', undefined],
  ['an encoding', { encoding: 'latin1' }],
  ['a range', { position: 2, length: 3 }],
  ['a limit', { maxBytes: 100 }],
  ['a timeout', { timeoutMs: 60_000 }],
  ['a signal', { signal: new AbortController().signal }],
])('readFiles() returns the results of Promise.allSettled for valid and invalid paths, with %s', async (_, options) => {
  const results = await readFiles(mixture as PathLike[], options);
  expect(comparable(results)).toEqual(await oneByOne(mixture, options));
  expect(results).toHaveLength(mixture.length);
});

test('readFiles() resolves paths beneath a root', async () => {
  const paths = ['file', '../file', file, 'absent', 'large'];
  const results = await readFiles(paths, { root: folder });
  expect(comparable(results)).toEqual(await oneByOne(paths, { root: folder }));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
});

test('readFiles() accepts an encoding in place of options', async () => {
  expect(await readFiles([file], 'utf8')).toEqual([{ status: 'fulfilled', value: 'content' }]);
  expect(await readFiles([file], null)).toEqual([{ status: 'fulfilled', value: Buffer.from('content') }]);
});

test('readFiles() returns nothing for no paths', async () => {
  expect(await readFiles([])).toEqual([]);
  expect(await readFiles([], { timeoutMs: 0 })).toEqual([]);
});

test('readFiles() returns 5,000 results in the order of the paths', async () => {
  for (const options of [undefined, { timeoutMs: 60_000 }]) {
    const results = await readFiles(many, options);
    expect(results).toHaveLength(many.length);
    results.forEach((result, index) => {
      expect(result.status === 'fulfilled' && result.value.toString()).toBe(many[index]);
    });
  }
});

test('readFiles() rejects a hole in the list of paths', async () => {
  const holes = new Array<string>(3);
  holes[1] = file;
  const results = await readFiles(holes);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
  expect(results[0]).toMatchObject({ reason: { code: 'ERR_INVALID_ARG_TYPE' } });
});

test("the stack of an error in a result names the caller's file", async () => {
  const [result] = await readFiles([absent]);
  const { reason } = result as { reason: NodeJS.ErrnoException };
  expect(reason).toMatchObject({ code: 'ENOENT', path: absent });
  expect(reason.stack).toContain('read-files/results.test.ts');
});

test('readFiles() ignores changes to its arguments after the call', async () => {
  const length = 2000;
  const buffers = Array.from({ length }, () => Buffer.from('file'));
  const urls = Array.from({ length }, () => pathToFileURL(file));
  const root = Buffer.from(folder);
  const rootUrl = pathToFileURL(folder);
  const names = Array.from({ length }, () => 'file');
  const options: { root: PathLike; encoding: BufferEncoding; position: number; length: number } = {
    ...{ root, encoding: 'utf8', position: 0, length: 100 },
  };
  const pending = [
    readFiles(buffers, options),
    readFiles(names, options),
    readFiles(names, { root: rootUrl, encoding: 'utf8' }),
    readFiles(urls, 'utf8'),
  ];
  buffers.forEach((name) => name.fill('x'));
  urls.forEach((url) => (url.pathname = '/absent'));
  root.fill('x');
  rootUrl.pathname = '/absent';
  names.fill('absent');
  names.length = 10;
  Object.assign(options, { root: '/absent', encoding: 'hex', position: 3, length: 1, maxBytes: 0 });
  for (const results of await Promise.all(pending)) {
    expect(results).toHaveLength(length);
    for (const result of results) expect(result).toEqual({ status: 'fulfilled', value: 'content' });
  }
});

test.each(labelled([undefined, null, 5, 'file', file, {}, new Set([file]), Buffer.from(file), Symbol('paths')]))(
  'readFiles() rejects paths $title',
  async ({ value: paths }) => {
    const error = await rejection(() => readFiles(paths as string[]));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.code).toBe('ERR_INVALID_ARG_TYPE');
    expect(error.message).toContain('"paths"');
    expect(error.stack).toContain('read-files/results.test.ts');
  },
);

test('readFiles() rejects invalid options like readFile(), even for no paths', async () => {
  const bad = [5, true, 'utf-9', [], { encoding: 'utf-9' }, { length: -1 }, { position: 1.5 }, { maxBytes: NaN }];
  for (const options of [...bad, { timeoutMs: -1 }, { signal: {} }, { root: 5 }, { root: '\0' }]) {
    const theirs = await rejection(() => readFile(file, options as object));
    for (const paths of [[], [file]]) {
      const ours = await rejection(() => readFiles(paths, options as object));
      expect([ours.name, ours.code, ours.message]).toEqual([theirs.name, theirs.code, theirs.message]);
    }
  }
});
