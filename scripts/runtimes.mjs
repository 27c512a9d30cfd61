// The runtimes beside the one that runs this: what runtimes/package.json names, installed when first asked for.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './children.mjs';
import { clearProgress, showProgress } from './progress.mjs';

const FOLDER = path.resolve(import.meta.dirname, '../runtimes');
const PROGRAMS = {
  'node-20': 'node_modules/node-20/bin/node',
  'node-22': 'node_modules/node-22/bin/node',
  'node-24': 'node_modules/node-24/bin/node',
  'node-26': 'node_modules/node-26/bin/node',
  bun: 'node_modules/@oven/bun-linux-x64/bin/bun',
  deno: 'node_modules/@deno/linux-x64-glibc/deno',
};

/** The paths of the programs by their names; none, with a word, where they cannot be had. */
export async function installRuntimes() {
  const programs = Object.entries(PROGRAMS).map(([name, program]) => [name, path.join(FOLDER, program)]);
  if (programs.some(([, program]) => !existsSync(program))) {
    showProgress('installing other runtimes');
    try {
      await run('npm', ['ci', '--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund', '--silent']);
    } catch (error) {
      process.stdout.write(`Other runtimes are left out, for npm could not install them:\n${error.message}\n`);
      return {};
    } finally {
      clearProgress();
    }
  }
  return Object.fromEntries(programs);
}
