// Has node-gyp build the addon; only what has changed is compiled again.

import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What compilers for the processors that binaries are shipped for are called where another one is at work. */
const PREFIXES = { x64: 'x86_64-linux-gnu-', arm64: 'aarch64-linux-gnu-' };

/** What the name of a tool for a processor begins with here. */
export function toolPrefix(arch) {
  return arch === process.arch ? '' : PREFIXES[arch];
}

/** The C library on Linux. */
export function libcName() {
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}

/** What the headers of OpenSSL that are for one processor only lie in; images of Node for Docker keep their own. */
const OPENSSL_HEADERS = { x64: 'openssl/archs/linux-x86_64', arm64: 'openssl/archs/linux-aarch64' };

/** Node's headers lie beside its binary in most installations. By itself, node-gyp downloads them. */
function headersOption(arch) {
  const prefix = path.resolve(realpathSync(process.execPath), '../..');
  const needed = arch === process.arch ? 'node_api.h' : OPENSSL_HEADERS[arch];
  return existsSync(path.join(prefix, 'include/node', needed)) ? [`--nodedir=${prefix}`] : [];
}

/** Whether the binary can be linked as native/old_glibc.cc has it. Sanitizers want their own versions of what it defines. */
function canServeOldGlibc(arch) {
  return process.platform === 'linux' && libcName() === 'glibc' && arch in PREFIXES && !process.env.OFFLOOP_SANITIZE;
}

/** Builds what `folder` has a binding.gyp for. Quiet, but for what was said when it failed. */
export function buildAddon(folder, arch = process.arch) {
  const nodeGyp = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');
  const options = [`--arch=${arch}`, ...headersOption(arch), '--jobs=max', '--loglevel=warn'];
  const prefix = toolPrefix(arch);
  const { status, stdout, stderr } = spawnSync(process.execPath, [nodeGyp, 'configure', 'build', ...options], {
    encoding: 'utf8',
    cwd: folder,
    env: {
      ...process.env,
      ...(prefix && { CC: `${prefix}gcc`, CXX: `${prefix}g++`, AR: `${prefix}ar` }),
      OFFLOOP_OLD_GLIBC: canServeOldGlibc(arch) ? '1' : '0',
    },
  });
  if (status === 0) return path.join(folder, 'build/Release/offloop.node');
  const needs = `python3, make and ${prefix}g++ (C++17, with a static libstdc++)`;
  throw new Error(`${stdout}${stderr}\nThe addon could not be built: it needs ${needs}.`);
}
