import { dirname } from 'node:path';

/** The root of the package: all of lib/ is bundled into dist/index.js. */
const ROOT = dirname(import.meta.dirname);

/** The binaries to try, in order. A local build comes before the prebuilt ones. */
function binaries(): string[] {
  const { platform, arch } = process;
  // glibc systems refuse a musl binary, but musl with a glibc shim may load a glibc binary and crash later: so musl is
  // tried first.
  const names = platform === 'linux' ? ['offloop.musl.node', 'offloop.glibc.node'] : ['offloop.node'];
  return ['build/Release/offloop.node', ...names.map((name) => `prebuilds/${platform}-${arch}/${name}`)];
}

/** Whether no addon may be loaded: Node's `--no-addons` or `--permission`, or Deno without `--allow-ffi`. */
function isForbidden({ code, name }: NodeJS.ErrnoException): boolean {
  return code === 'ERR_DLOPEN_DISABLED' || name === 'NotCapable';
}

/** Returns the exports of the first binary that loads. */
export function loadAddon(): unknown {
  const failures: string[] = [];
  for (const binary of binaries()) {
    const module = { exports: {} };
    try {
      process.dlopen(module, `${ROOT}/${binary}`);
      return module.exports;
    } catch (error) {
      if (isForbidden(error as Error)) throw error;
      // Every system's message names the path.
      failures.push(`  ${(error as Error).message}`);
    }
  }
  const message =
    `offloop has no binary that loads on this system (${process.platform}-${process.arch}). Tried:\n` +
    `${failures.join('\n')}\nTo build one with python3, make and a C++17 compiler, run\n` +
    `  npx --yes -p node-gyp@12 -p node-addon-api@8 node-gyp rebuild -C "${ROOT}"`;
  throw Object.assign(new Error(message), { code: 'ERR_DLOPEN_FAILED' });
}
