// @module-tag no-asan
import { promises as fsPromises, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import {
  createKeyPool,
  genKey,
  genKeyFile,
  kill,
  openProcess,
  readFile,
  readFiles,
  readInto,
  UsageSampler,
  type ReadFileOptions,
} from 'offloop';
import { describe, expect, test } from 'vitest';
import { URL as OtherUrl } from 'whatwg-url';
import { temporaryFolder } from './support/files/temporary-folder.js';
import { rejection } from './support/rejection.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');

/** Evaluates code in another realm, with these names in scope. */
function elsewhere(program: string, names: object = {}): unknown {
  return vm.runInNewContext(program, names);
}

/** A path as a Uint8Array of another realm. */
function otherBytes(name: string): Buffer {
  return elsewhere('new Uint8Array(bytes)', { bytes: [...Buffer.from(name)] }) as Buffer;
}

/** The URL class of jsdom. */
function otherUrl(address: string): URL {
  return new OtherUrl(address) as unknown as URL;
}

function sharedBytes(name: string): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(Buffer.byteLength(name)));
  bytes.set(Buffer.from(name));
  return bytes;
}

const SIGNAL = `
  const listeners = new Set();
  ({
    aborted: false,
    addEventListener: (type, listener) => listeners.add(listener),
    removeEventListener: (type, listener) => listeners.delete(listener),
    abort() {
      this.aborted = true;
      this.reason = new Error('enough');
      for (const listener of listeners) listener({ type: 'abort' });
    },
  })`;

describe('a path of another realm', () => {
  test.each([
    ['Uint8Array', otherBytes(file)],
    ['URL', otherUrl(`file://${file}`)],
    ['Uint8Array on shared memory', sharedBytes(file) as Buffer],
  ])('every function accepts %s', async (_, name) => {
    expect(await fsPromises.readFile(name, 'utf8')).toBe('content');
    expect(await readFile(name, 'utf8')).toBe('content');
    expect(await readInto(name, Buffer.alloc(10))).toBe(7);
    expect(await readFiles([name], 'utf8')).toEqual([{ status: 'fulfilled', value: 'content' }]);
    const root = name instanceof Uint8Array ? otherBytes(folder) : otherUrl(`file://${folder}/`);
    expect(await readFile('file', { root, encoding: 'utf8' })).toBe('content');
    expect(await readFiles(['file'], { root, encoding: 'utf8' })).toMatchObject([{ value: 'content' }]);
  });

  test('works for the files of genKeyFile()', async () => {
    const publicPath = otherBytes(path.join(folder, 'key.pub'));
    await genKeyFile(otherUrl(`file://${folder}/key`), 'ed25519', { publicPath });
    expect(readFileSync(path.join(folder, 'key'), 'utf8')).toContain('PRIVATE KEY');
    expect(readFileSync(path.join(folder, 'key.pub'), 'utf8')).toContain('PUBLIC KEY');
  });

  test.each([
    ['another scheme', otherUrl('https://example.org/file')],
    ['a host', otherUrl('file://host/file')],
    ['an encoded slash', otherUrl('file:///a%2Fb')],
    ['a NUL byte', otherUrl('file:///a%00b')],
    ['a file that is not there', otherUrl(`file://${folder}/absent`)],
    ['bytes with a NUL', otherBytes('/a\0b')],
    ['the address of a URL as Node once parsed it', { href: 'file:///a', protocol: 'file:', auth: null, path: '/a' }],
    ['half of a URL', { href: 'file:///a' }],
    ['an array', elsewhere('["/a"]')],
    ['a String object', elsewhere('new String("/a")')],
    ['a DataView', elsewhere('new DataView(new ArrayBuffer(2))')],
    ['an Uint16Array', elsewhere('new Uint16Array(2)')],
  ])('is rejected like fs.promises: %s', async (_, name: any) => {
    const theirs = await rejection(() => fsPromises.readFile(name));
    const ours = await rejection(() => readFile(name));
    expect({ code: ours.code, type: ours.constructor }).toEqual({ code: theirs.code, type: theirs.constructor });
    expect(await readFiles([name])).toMatchObject([{ status: 'rejected', reason: { code: theirs.code } }]);
  });

  test('is read before the call returns', async () => {
    const url = new OtherUrl(`file://${file}`);
    const bytes = otherBytes(file);
    const reading = readFiles([url as unknown as URL, bytes], 'utf8');
    url.pathname = '/absent';
    bytes.fill(0x78);
    expect(await reading).toMatchObject([{ value: 'content' }, { value: 'content' }]);
  });

  test('has its real length, whatever its properties claim', async () => {
    class Frame extends Uint8Array {
      override get length() {
        return 4096;
      }
    }
    expect(await readFile(new Frame(Buffer.from(file)) as Buffer, 'utf8')).toBe('content');
  });

  test('with detached memory is the empty path', async () => {
    const bytes = new Uint8Array(new ArrayBuffer(10));
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    await expect(readFile(bytes as Buffer)).rejects.toMatchObject({ code: 'ENOENT', path: '' });
  });
});

describe('another value of another realm', () => {
  test('is accepted as the target of readInto()', async () => {
    const target = elsewhere('new Uint8Array(10)') as Uint8Array;
    expect(await readInto(file, target)).toBe(7);
    expect(Buffer.from(target).toString('latin1', 0, 7)).toBe('content');
  });

  test('is accepted as an array', async () => {
    expect(await readFiles(elsewhere('[file]', { file }) as string[], 'utf8')).toMatchObject([{ value: 'content' }]);
    expect(await kill(elsewhere('[pid]', { pid: process.pid }) as number[], 0)).toMatchObject([{ delivered: true }]);
    expect(await new UsageSampler().sample(elsewhere('[pid]', { pid: process.pid }) as number[])).toHaveProperty(
      'size',
      1,
    );
  });

  test.each(['{}', 'Object.create(null)', 'new (class Options {})()'])(
    'is accepted as an options object: %s',
    async (made) => {
      const options = elsewhere(`Object.assign(${made}, { encoding: 'utf8', length: 3 })`) as ReadFileOptions;
      expect(await readFile(file, options)).toBe('con');
    },
  );

  test.each(['new Uint8Array([1, 2])', 'new Uint8Array([1, 2]).buffer', 'new DataView(new ArrayBuffer(2))'])(
    'is accepted as a passphrase: %s',
    async (made) => {
      const passphrase = elsewhere(made) as Uint8Array;
      const { privateKey } = await genKey('ed25519', {
        privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase },
      });
      expect(privateKey).toContain('ENCRYPTED');
    },
  );

  test('is accepted as a signal', async () => {
    const signal = elsewhere(SIGNAL) as AbortSignal & { abort(): void };
    expect(await readFile(file, { signal, encoding: 'utf8' })).toBe('content');
    const made = genKey('rsa', { modulusLength: 16_384, signal });
    const keys = createKeyPool('rsa', { modulusLength: 16_384 });
    const taken = keys.take({ signal });
    signal.abort();
    for (const promise of [made, taken, readFile(file, { signal })]) {
      await expect(promise).rejects.toMatchObject({ code: 'ABORT_ERR', cause: { message: 'enough' } });
    }
    await keys.close();
  });

  test.each([
    "Object.assign(new Error('mine'), { errno: -2, syscall: 'open', code: 'ENOENT' })",
    "Object.assign(new (class extends TypeError {})('mine'), { code: 'ERR_INVALID_ARG_TYPE' })",
  ])('is rejected with unchanged if a getter of the caller throws it: %s', async (made) => {
    const thrown = elsewhere(made) as Error;
    const options = {
      get pool(): never {
        throw thrown;
      },
    };
    expect(await rejection(() => genKey('ed25519', options))).toBe(thrown);
    expect(await rejection(() => readFile(file, options))).toBe(thrown);
  });

  test('is rejected with unchanged if a getter throws a DOMException', async () => {
    const thrown = new DOMException('mine', 'DataError');
    const options = {
      get signal(): never {
        throw thrown;
      },
    };
    expect(await rejection(() => genKey('ed25519', options))).toBe(thrown);
    expect(await rejection(() => openProcess(process.pid).then((handle) => handle.terminate(options)))).toBe(thrown);
  });
});
