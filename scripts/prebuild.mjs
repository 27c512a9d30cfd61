// npm run prebuild [-- ARCH…]: builds the stripped binaries that the package ships. On Linux with glibc these are for
// x64 and arm64, one of them cross-compiled; on other systems only the one for this system.

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { buildAddon, libcName, toolPrefix } from './build-addon.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const { platform } = process;
const libc = platform === 'linux' ? libcName() : undefined;

/** Creates a directory with the same sources, to build for another architecture. */
function crossFolder(arch) {
  const folder = path.join(ROOT, 'build', `${platform}-${arch}`);
  mkdirSync(folder, { recursive: true });
  for (const name of ['binding.gyp', 'native', 'package.json']) {
    if (!existsSync(path.join(folder, name))) symlinkSync(path.join(ROOT, name), path.join(folder, name));
  }
  return folder;
}

function strip(arch, binary, stripped) {
  if (platform === 'win32') copyFileSync(binary, stripped);
  else execFileSync(`${toolPrefix(arch)}strip`, [platform === 'darwin' ? '-x' : '-s', '-o', stripped, binary]);
}

function check(binary) {
  const limit = libc === 'glibc' ? ['--glibc=2.28'] : [];
  for (const [script, ...options] of [['check-symbols', ...limit], ['check-hardening']]) {
    execFileSync(process.execPath, [path.join(ROOT, `scripts/${script}.mjs`), binary, ...options], {
      stdio: 'inherit',
    });
  }
}

function prebuild(arch) {
  const binary = buildAddon(arch === process.arch ? ROOT : crossFolder(arch), arch);
  const folder = path.join(ROOT, 'prebuilds', `${platform}-${arch}`);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, libc ? `offloop.${libc}.node` : 'offloop.node');
  // A running program may have loaded the old file.
  strip(arch, binary, `${file}.new`);
  if (libc) check(`${file}.new`);
  renameSync(`${file}.new`, file);
  console.log(path.relative(ROOT, file));
}

// npm passes the second "--" on.
const asked = process.argv.slice(2).filter((argument) => argument !== '--');
const usual = libc === 'glibc' ? ['x64', 'arm64'] : [process.arch];
const unknown = asked.filter((arch) => arch !== process.arch && !usual.includes(arch));
try {
  if (unknown.length > 0)
    throw new Error(`Nothing is built here for ${unknown.join(', ')}, but for ${usual.join(', ')}`);
  for (const arch of asked.length > 0 ? asked : usual) prebuild(arch);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
