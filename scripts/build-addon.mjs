// Builds the addon with node-gyp, which compiles only what has changed.

import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const isDebug = process.env.OFFLOOP_DEBUG === '1';

/** The prefixes of the cross-compilers for the shipped architectures. */
const PREFIXES = { x64: 'x86_64-linux-gnu-', arm64: 'aarch64-linux-gnu-' };

/** The prefix of a tool for an architecture on this machine. */
export function toolPrefix(arch) {
  return arch === process.arch ? '' : PREFIXES[arch];
}

/** The C library on Linux: glibc or musl. */
export function libcName() {
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}

/** The directory of OpenSSL's architecture-specific headers. Docker images of Node contain only their own. */
const OPENSSL_HEADERS = { x64: 'openssl/archs/linux-x86_64', arm64: 'openssl/archs/linux-aarch64' };

/** The headers beside Node's binary, as in most installations. node-gyp would download them. */
function headersOption(arch) {
  const prefix = path.resolve(realpathSync(process.execPath), '../..');
  const needed = arch === process.arch ? 'node_api.h' : OPENSSL_HEADERS[arch];
  return existsSync(path.join(prefix, 'include/node', needed)) ? [`--nodedir=${prefix}`] : [];
}

/** Whether native/old_glibc.cc can be linked. Sanitizers need their own versions of what it defines. */
function canServeOldGlibc(arch) {
  return process.platform === 'linux' && libcName() === 'glibc' && arch in PREFIXES && !process.env.OFFLOOP_SANITIZE;
}

/** Runs node-gyp in a folder that has a binding.gyp. Quiet unless it fails. */
function nodeGyp(folder, arch, commands, ...gypOptions) {
  const program = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');
  const prefix = toolPrefix(arch);
  const options = [`--arch=${arch}`, ...headersOption(arch), '--jobs=max', '--loglevel=warn'];
  const args = [program, ...commands, ...options, ...(isDebug ? ['--debug'] : []), '--', ...gypOptions];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    cwd: folder,
    env: {
      ...process.env,
      ...(prefix && { CC: `${prefix}gcc`, CXX: `${prefix}g++`, AR: `${prefix}ar` }),
      OFFLOOP_OLD_GLIBC: canServeOldGlibc(arch) ? '1' : '0',
    },
  });
  if (status === 0) return;
  const needs = `python3, make and ${prefix}g++ (C++17, with a static libstdc++)`;
  throw new Error(`${stdout}${stderr}\nThe addon could not be built: it needs ${needs}.`);
}

/** Moves a Debug build to where the addon is loaded from. */
function useDebugBuild(folder) {
  rmSync(path.join(folder, 'build/Release'), { recursive: true, force: true });
  renameSync(path.join(folder, 'build/Debug'), path.join(folder, 'build/Release'));
}

/** Builds the addon of a folder, and returns the path of the binary. */
export function buildAddon(folder, arch = process.arch) {
  nodeGyp(folder, arch, ['configure', 'build']);
  if (isDebug) useDebugBuild(folder);
  return path.join(folder, 'build/Release/offloop.node');
}

/** Writes build/Release/compile_commands.json, which tells clang-tidy and editors how each file is compiled. */
export function writeCompileCommands(folder) {
  nodeGyp(folder, process.arch, ['configure'], '-f', 'compile_commands_json');
  return path.join(folder, 'build/Release');
}
