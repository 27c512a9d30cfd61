import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from '../support/run-node.js';

const binary = fileURLToPath(new URL('../../build/Release/offloop.node', import.meta.url));
const nm = await run('nm', ['-D', '--undefined-only', binary]).catch(() => undefined);
if (nm === undefined) console.warn('skipped: binary.test.ts needs nm (apt-get install binutils)');

// OpenSSL's functions are looked up in the running Node, libuv's are not called at all: one binary then loads into
// every Node, and into runtimes that have neither.
test.skipIf(nm === undefined)('the binary needs nothing of OpenSSL, libuv or V8', () => {
  const symbols = (nm?.stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).at(-1) ?? '');
  expect(symbols.some((symbol) => symbol.startsWith('napi_'))).toBe(true);
  const table = readFileSync(new URL('../../native/keys/openssl.h', import.meta.url), 'utf8');
  const openssl = [...table.matchAll(/^ {2}F\((\w+)\)/gm)].map(([, name]) => name);
  expect(openssl.length).toBeGreaterThan(20);
  expect(symbols.filter((symbol) => openssl.includes(symbol))).toEqual([]);
  expect(
    symbols.filter((symbol) => /^(uv_|EVP_|BIO_|PEM_|ERR_|OPENSSL_|CRYPTO_|_ZN2v8|_ZN4node)/.test(symbol)),
  ).toEqual([]);
});
