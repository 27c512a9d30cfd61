// npm run test:runtimes [-- --quick] [-- RUNTIME…]: runs the tests against the binary that the package ships, on every
// supported runtime. Each Node runs all of them, or with --quick those tagged quick-runtimes; Bun and Deno run a suite of
// their own. RUNTIME is one of node-20, node-22, node-24, node-26, bun, deno.

import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { VITEST, withProjectCopy } from './project-copy.mjs';
import { installRuntimes } from './runtimes.mjs';

/** Builds the package and tries it on several runtimes itself. */
const TARBALL = 'test/package/tarball.test.ts';
const SUITE = 'test/fixtures/runtimes/suite.mjs';
const OWN_SUITE = { bun: [SUITE], deno: ['run', '--allow-all', '--node-modules-dir=manual', SUITE] };

const { values, positionals } = parseArgs({
  // npm passes the second "--" on.
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const programs = await installRuntimes();
const known = Object.keys(programs);
const unknown = positionals.filter((name) => !known.includes(name));
if (known.length === 0) process.exit(1);
if (unknown.length > 0) {
  console.error(`No runtime is called ${unknown.join(', ')}. There are: ${known.join(', ')}`);
  process.exit(1);
}

function testOn(runtime, cwd) {
  // A local build would be loaded before the shipped binary.
  rmSync(path.join(cwd, 'build'), { recursive: true, force: true });
  console.log(`\nRuntime: ${runtime}`);
  const args = OWN_SUITE[runtime] ?? [
    VITEST,
    'run',
    values.quick ? '--tags-filter=quick-runtimes' : `--exclude=${TARBALL}`,
  ];
  return spawnSync(programs[runtime], args, { cwd, stdio: 'inherit' }).status === 0;
}

const failed = withProjectCopy((cwd) => {
  execFileSync('npm', ['run', 'prebuild', '--silent', '--', process.arch], { cwd, stdio: 'inherit' });
  return (positionals.length > 0 ? positionals : known).filter((runtime) => !testOn(runtime, cwd));
});
if (failed.length > 0) {
  console.error(`\nFailed on: ${failed.join(', ')}`);
  process.exit(1);
}
