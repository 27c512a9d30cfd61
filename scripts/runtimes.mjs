// The other runtimes, from scripts/runtimes/package.json. Installed on first use.

import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { run } from './children.mjs';
import { clearProgress, showProgress } from './progress.mjs';

// npm does not follow a link to the lock file, and a copy of the project has a link here.
const FOLDER = realpathSync(path.resolve(import.meta.dirname, 'runtimes'));
const PROGRAMS = {
  'node-20': 'node_modules/node-20/bin/node',
  'node-22': 'node_modules/node-22/bin/node',
  'node-24': 'node_modules/node-24/bin/node',
  'node-26': 'node_modules/node-26/bin/node',
  bun: 'node_modules/@oven/bun-linux-x64/bin/bun',
  deno: 'node_modules/@deno/linux-x64-glibc/deno',
};
const ARM64_FOLDER = path.join(FOLDER, 'arm64');
const ARM64_PROGRAMS = { 'node-arm64': 'node_modules/node-arm64/bin/node' };

async function install(folder, named, ...options) {
  const programs = Object.entries(named).map(([name, program]) => [name, path.join(folder, program)]);
  if (programs.some(([, program]) => !existsSync(program))) {
    showProgress('installing other runtimes');
    try {
      await run('npm', [
        'ci',
        '--prefix',
        folder,
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        ...options,
      ]);
    } catch (error) {
      process.stdout.write(`Other runtimes are left out, for npm could not install them:\n${error.message}\n`);
      return {};
    } finally {
      clearProgress();
    }
  }
  return Object.fromEntries(programs);
}

/** Returns the paths of the programs by name. If they cannot be installed, prints the reason and returns none. */
export function installRuntimes() {
  return install(FOLDER, PROGRAMS);
}

/** The same for a Node of another architecture, for an emulator. npm installs it only with --force. */
export function installArm64Runtime() {
  return install(ARM64_FOLDER, ARM64_PROGRAMS, '--force');
}
