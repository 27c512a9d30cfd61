// @module-tag tsan
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const NATIVE = path.resolve(import.meta.dirname, '../../native');

const MECHANISMS = ['jobs', 'js', 'text', 'memory', 'system'];

/** The folders whose headers each folder of native/ may include. The root registers the modules and may include all. */
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
  'keys/formats': ['keys/bcrypt', 'keys/openssl', ...MECHANISMS],
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

/** Returns a cycle of includes that extends `chain`, or `undefined` if there is none. */
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

test('every include of native/ exists', () => {
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

test('the includes of native/ have no cycle', () => {
  const done = new Set<string>();
  expect(files.map((file) => findCycle(file, [], done)).find((cycle) => cycle !== undefined)).toBeUndefined();
});

test('every folder of native/ has a place in the order, and the root has only the files of the binary', () => {
  expect(files.filter((file) => path.dirname(file) === '.').sort()).toEqual(['addon.cc', 'old_glibc.cc']);
  const folders = new Set(files.map((file) => path.dirname(file)).filter((folder) => folder !== '.'));
  expect([...folders].sort()).toEqual(Object.keys(MAY_INCLUDE).sort());
});
