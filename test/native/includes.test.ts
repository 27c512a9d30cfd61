// @module-tag tsan
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const NATIVE = path.resolve(import.meta.dirname, '../../native');

const MECHANISMS = ['jobs', 'js', 'text', 'memory', 'system'];

/** The other folders of native/ from which each folder may include headers. The root registers the modules: it may all. */
const MAY_INCLUDE: Record<string, string[]> = {
  system: [],
  memory: ['system'],
  text: ['memory', 'system'],
  js: ['text', 'memory', 'system'],
  jobs: ['js', 'memory', 'system'],
  pools: MECHANISMS,
  signals: MECHANISMS,
  processes: ['pools', ...MECHANISMS],
  files: ['pools', ...MECHANISMS],
  keys: ['keys/formats', 'keys/openssl', 'files', 'pools', ...MECHANISMS],
  // A format reads the request that it writes a key for: keys/key_request.h.
  'keys/formats': ['keys', 'keys/bcrypt', 'keys/openssl', ...MECHANISMS],
  'keys/bcrypt': ['keys/openssl', ...MECHANISMS],
  'keys/openssl': ['memory', 'system'],
};

const files = readdirSync(NATIVE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(cc|h)$/.test(name));

function includesOf(file: string): string[] {
  const source = readFileSync(path.join(NATIVE, file), 'utf8');
  const names = [...source.matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)].map(([, name]) => name ?? '');
  return names.map((name) => path.join(path.dirname(file), name));
}

const includes = new Map(files.map((file) => [file, includesOf(file)]));

/** A chain of includes that ends where it begins, by way of `chain`; `undefined` if there is none. */
function findCycle(file: string, chain: string[], done: Set<string>): string[] | undefined {
  if (chain.includes(file)) return [...chain.slice(chain.indexOf(file)), file];
  if (done.has(file)) return undefined;
  done.add(file);
  for (const name of includes.get(file) ?? []) {
    const cycle = findCycle(name, [...chain, file], done);
    if (cycle) return cycle;
  }
  return undefined;
}

test('every header that a file of native/ includes exists', () => {
  const missing = [...includes].flatMap(([file, names]) =>
    names.filter((name) => !includes.has(name)).map((name) => `${file}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('a folder of native/ includes headers only from the folders below it', () => {
  const upward = [...includes].flatMap(([file, names]) => {
    const folder = path.dirname(file);
    if (folder === '.') return [];
    const allowed = [folder, ...(MAY_INCLUDE[folder] ?? [])];
    return names.filter((name) => !allowed.includes(path.dirname(name))).map((name) => `${file}: ${name}`);
  });
  expect(upward).toEqual([]);
});

test('no header of native/ includes itself by way of others', () => {
  const done = new Set<string>();
  expect(files.map((file) => findCycle(file, [], done)).find((cycle) => cycle !== undefined)).toBeUndefined();
});

test('the root of native/ holds what makes the binary, and every other folder has its place in the order', () => {
  expect(files.filter((file) => path.dirname(file) === '.').sort()).toEqual(['addon.cc', 'old_glibc.cc']);
  const folders = new Set(files.map((file) => path.dirname(file)).filter((folder) => folder !== '.'));
  expect([...folders].sort()).toEqual(Object.keys(MAY_INCLUDE).sort());
});
