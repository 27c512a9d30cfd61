// @module-tag no-asan
// @module-tag quick-debug
import { createPrivateKey } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { genAnyKey } from '../../support/keys/key-cases.js';
import { shadowed } from '../../support/shadowed.js';

/** Two encrypted encodings of PKCS #8 and two of traditional PEM. */
const ENCODINGS = [
  { name: 'pkcs8 pem', type: 'ed25519', encoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc' } },
  { name: 'pkcs8 der', type: 'ed25519', encoding: { type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc' } },
  { name: 'pkcs1 pem', type: 'rsa', encoding: { type: 'pkcs1', format: 'pem', cipher: 'des3' } },
  { name: 'sec1 pem', type: 'ec', encoding: { type: 'sec1', format: 'pem', cipher: 'aes-128-cbc' } },
] as const;

/** Bytes in the middle of a larger buffer, all of which must not be taken for the passphrase. */
function inside(bytes: Buffer): Uint8Array {
  const larger = new Uint8Array(bytes.length + 20).fill(0x78);
  larger.set(bytes, 10);
  return larger.subarray(10, 10 + bytes.length);
}

function arrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function shared(bytes: Buffer): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

const plain = Buffer.from('secret');
const elsewhere = (what: string) => runInNewContext(what, { bytes: plain }) as unknown;
const part = inside(plain);
const pair = inside(Buffer.from('secretsecret'));
const long = Buffer.alloc(1024, 'long passphrase ');
const accents = 'pässwörd – ключ 🔑';
const anyByte = Buffer.from([1, 0, 2, 0xff, 0, 0x80, 0]);

/** The given options, and the bytes of the passphrase that they must give. */
const PASSPHRASES: [name: string, given: { passphrase: unknown; encoding?: unknown }, meaning: Buffer][] = [
  ['a string', { passphrase: 'secret' }, plain],
  ['one character', { passphrase: 'x' }, Buffer.from('x')],
  ['a Buffer', { passphrase: plain }, plain],
  ['a Uint8Array', { passphrase: new Uint8Array(plain) }, plain],
  ['a Uint8Array of part of a buffer', { passphrase: part }, plain],
  ['a Uint16Array', { passphrase: new Uint16Array(pair.buffer, pair.byteOffset, 6) }, Buffer.from('secretsecret')],
  ['an ArrayBuffer', { passphrase: arrayBuffer(plain) }, plain],
  ['a SharedArrayBuffer', { passphrase: shared(plain) }, plain],
  ['a DataView', { passphrase: new DataView(part.buffer, part.byteOffset, part.byteLength) }, plain],
  ['a view whose own properties misstate its memory', { passphrase: shadowed(plain) }, plain],
  ["another realm's bytes", { passphrase: elsewhere('new Uint8Array(bytes)') }, plain],
  ["another realm's ArrayBuffer", { passphrase: elsewhere('new Uint8Array(bytes).buffer') }, plain],
  ["another realm's DataView", { passphrase: elsewhere('new DataView(new Uint8Array(bytes).buffer)') }, plain],
  ['hexadecimal', { passphrase: plain.toString('hex'), encoding: 'hex' }, plain],
  ['Base64', { passphrase: plain.toString('base64'), encoding: 'base64' }, plain],
  ['latin1', { passphrase: 'sésame', encoding: 'latin1' }, Buffer.from('sésame', 'latin1')],
  ['utf16le', { passphrase: 'sésame', encoding: 'utf16le' }, Buffer.from('sésame', 'utf16le')],
  ['utf8', { passphrase: 'sésame', encoding: 'utf8' }, Buffer.from('sésame', 'utf8')],
  ["the encoding 'buffer', which is utf8", { passphrase: 'sésame', encoding: 'buffer' }, Buffer.from('sésame')],
  ['an encoding of null, which is utf8', { passphrase: 'sésame', encoding: null }, Buffer.from('sésame')],
  ['bytes, whose encoding does not matter', { passphrase: plain, encoding: 'hex' }, plain],
  ['not ASCII', { passphrase: accents }, Buffer.from(accents)],
  ['1,024 bytes, the most that OpenSSL reads back', { passphrase: long }, long],
  ['1,024 characters', { passphrase: long.toString() }, long],
  ['bytes with NUL among them', { passphrase: anyByte }, anyByte],
  ['a string with NUL in it', { passphrase: 'sec\0ret' }, Buffer.from('sec\0ret')],
  ['NUL alone', { passphrase: '\0' }, Buffer.of(0)],
];

describe.each(ENCODINGS)('$name', ({ type, encoding }) => {
  const options = (given: { passphrase: unknown; encoding?: unknown }) => ({
    modulusLength: 512,
    privateKeyEncoding: { ...encoding, ...given },
  });
  const open = (key: string | Buffer, passphrase: string | Buffer) =>
    createPrivateKey({ key, ...encoding, passphrase });

  test.each(PASSPHRASES)('%s', async (_, given, meaning) => {
    const { privateKey } = await genAnyKey(type, options(given));
    expect(open(privateKey, meaning).asymmetricKeyType).toBe(type);
  });

  test('a passphrase counts to its last byte, even after a NUL', async () => {
    const { privateKey } = await genAnyKey(type, options({ passphrase: 'sec\0ret' }));
    for (const wrong of ['sec', 'sec\0', 'sec\0res', '']) {
      expect(() => open(privateKey, wrong)).toThrow();
    }
  });

  test('a change of the passphrase right after the call has no effect', async () => {
    // More calls than threads, so that some are still queued when the bytes change.
    const passphrases = Array.from({ length: 64 }, () => Buffer.from('secret'));
    const promises = passphrases.map((passphrase) => genAnyKey(type, options({ passphrase })));
    for (const passphrase of passphrases) passphrase.fill(0);
    for (const { privateKey } of await Promise.all(promises)) {
      expect(open(privateKey, 'secret').type).toBe('private');
    }
  });

  test('genKey does not change the passphrase', async () => {
    for (const passphrase of [
      Buffer.from('secret'),
      arrayBuffer(plain),
      shared(plain),
      new DataView(arrayBuffer(plain)),
    ]) {
      await genAnyKey(type, options({ passphrase }));
      const bytes = ArrayBuffer.isView(passphrase) ? passphrase.buffer : passphrase;
      expect(Buffer.from(bytes).includes('secret')).toBe(true);
    }
  });
});

test.each([
  ['bytes', new Uint8Array(1025)],
  ['bytes beyond what OpenSSL can count', new Uint8Array(2 ** 31)],
  ['a string', 'x'.repeat(1025)],
  ['a string of characters of two bytes', 'é'.repeat(513)],
])('genKey refuses a passphrase with which Node could not read the key back: %s', async (_, passphrase) => {
  for (const { type, encoding } of ENCODINGS) {
    await expect(genAnyKey(type, { privateKeyEncoding: { ...encoding, passphrase } })).rejects.toMatchObject({
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
    });
  }
});

test.each([
  ['an ArrayBuffer', arrayBuffer(plain)],
  ['a Uint8Array', new Uint8Array(plain)],
  ['a DataView', new DataView(arrayBuffer(plain))],
])('a passphrase in transferred memory is empty: %s', async (_, passphrase) => {
  const memory = ArrayBuffer.isView(passphrase) ? passphrase.buffer : passphrase;
  structuredClone(memory, { transfer: [memory] });
  for (const { type, encoding } of ENCODINGS) {
    await expect(genAnyKey(type, { privateKeyEncoding: { ...encoding, passphrase } })).rejects.toMatchObject({
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
    });
  }
});

test('a passphrase given as a string leaves no copy in the memory that small Buffers share', async () => {
  const shared = Buffer.from(Buffer.from('x').buffer);
  const passphrase = 'not to be found in any Buffer';
  await genAnyKey('ed25519', { privateKeyEncoding: { ...ENCODINGS[0].encoding, passphrase } });
  expect(shared.includes(passphrase)).toBe(false);
});
