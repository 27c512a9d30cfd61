// node scripts/check-symbols.mjs FILE [--glibc=2.28]: fails if the binary needs symbols that some runtimes lack:
// OpenSSL's functions (which the addon looks up in the running Node instead), libuv's or V8's. With --glibc, also if it
// needs a newer glibc, or libstdc++.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const OPENSSL_TABLE = path.resolve(import.meta.dirname, '../native/keys/openssl/openssl.h');
const FOREIGN = /^(uv_|[A-Z][A-Z0-9]+_|[di]2[di]_|_ZNK?(2v8|4node))/;

/** The undefined symbols of a binary, with their versions: `statx@GLIBC_2.28`. */
function openSymbols(file) {
  const table = execFileSync('readelf', ['--wide', '--dyn-syms', file], { encoding: 'utf8' });
  return [...table.matchAll(/ UND (\S+)/g)].map(([, symbol]) => symbol);
}

function isForeign(symbol) {
  const openssl = [...readFileSync(OPENSSL_TABLE, 'utf8').matchAll(/^ {2}F\((\w+)\)/gm)].map(([, name]) => name);
  return FOREIGN.test(symbol) || openssl.includes(symbol.split('@')[0]);
}

function isNewerThan(glibc, symbol) {
  if (/@(GLIBCXX|CXXABI)_/.test(symbol)) return true;
  const [, version] = /@GLIBC_([\d.]+)/.exec(symbol) ?? [];
  return version !== undefined && version.localeCompare(glibc, 'en', { numeric: true }) > 0;
}

const { values, positionals } = parseArgs({ options: { glibc: { type: 'string' } }, allowPositionals: true });
const symbols = openSymbols(positionals[0]);
if (!symbols.some((symbol) => symbol.startsWith('napi_'))) throw new Error(`${positionals[0]} is no addon`);
const wrong = symbols.filter((symbol) => isForeign(symbol) || (values.glibc && isNewerThan(values.glibc, symbol)));
if (wrong.length > 0) {
  console.error(`${positionals[0]} must not need ${wrong.join(', ')}`);
  process.exit(1);
}
