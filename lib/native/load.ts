import { dirname } from 'node:path';

/** The code of all of lib/ is in dist/index.js. */
const ROOT = dirname(import.meta.dirname);

/** What was compiled here comes before what the package brings. */
function binaries(): string[] {
  const { platform, arch } = process;
  // A system of glibc refuses a binary for musl, for want of its library. One of musl may load a binary for glibc, where
  // something stands in for glibc, and crash in it later.
  const names = platform === 'linux' ? ['offloop.musl.node', 'offloop.glibc.node'] : ['offloop.node'];
  return ['build/Release/offloop.node', ...names.map((name) => `prebuilds/${platform}-${arch}/${name}`)];
}

/** Whether the program may load no binaries at all: `--no-addons` or `--permission` of Node, or Deno without `--allow-ffi`. */
function isForbidden({ code, name }: NodeJS.ErrnoException): boolean {
  return code === 'ERR_DLOPEN_DISABLED' || name === 'NotCapable';
}

/** The exports of the first binary that runs here. */
export function loadAddon(): unknown {
  const failures: string[] = [];
  for (const binary of binaries()) {
    const module = { exports: {} };
    try {
      process.dlopen(module, `${ROOT}/${binary}`);
      return module.exports;
    } catch (error) {
      if (isForbidden(error as Error)) throw error;
      // Every system names the path in it.
      failures.push(`  ${(error as Error).message}`);
    }
  }
  const message =
    `offloop has no binary that runs here, on ${process.platform}-${process.arch}. It looked for\n` +
    `${failures.join('\n')}\nWith python3, make and a C++17 compiler installed, this builds it:\n` +
    `  npx --yes -p node-gyp@12 -p node-addon-api@8 node-gyp rebuild -C "${ROOT}"`;
  throw Object.assign(new Error(message), { code: 'ERR_DLOPEN_FAILED' });
}
