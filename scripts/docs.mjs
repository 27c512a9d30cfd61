// npm run docs: writes docs/reference/ from the TSDoc of lib/. With --check, only fails if it is out of date.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const reference = path.join(root, 'docs/reference');
const typedoc = path.resolve(createRequire(import.meta.url).resolve('typedoc'), '../../bin/typedoc');

function generate(folder) {
  const { status } = spawnSync(process.execPath, [typedoc, '--logLevel', 'Warn', '--out', folder], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}

function read(folder) {
  return readdirSync(folder)
    .sort()
    .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]);
}

if (process.argv.includes('--check')) {
  const folder = mkdtempSync(path.join(tmpdir(), 'offloop-docs-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  generate(folder);
  if (JSON.stringify(read(folder)) !== JSON.stringify(read(reference))) {
    process.stderr.write('docs/reference does not say what the comments in lib/ say: npm run docs writes it anew.\n');
    process.exit(1);
  }
} else {
  generate(reference);
}
