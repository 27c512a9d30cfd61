// @module-tag tsan
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fixture, run } from '../support/programs/run-node.js';

const native = fileURLToPath(new URL('../../native', import.meta.url));
const { include_dir: addonApi } = createRequire(import.meta.url)('node-addon-api') as { include_dir: string };
const nodeHeaders = path.resolve(realpathSync(process.execPath), '../../include/node');

const compiler = await run('g++', ['--version']).catch(() => undefined);
const canCompile = process.platform === 'linux' && compiler !== undefined && existsSync(`${nodeHeaders}/node_api.h`);
if (!canCompile) console.warn('skipped: kernel-headers.test.ts needs Linux, g++ and the headers of the running Node');

/** The sources that use kernel headers. native/old_glibc.cc is for the linker only. */
const sources = (readdirSync(native, { recursive: true }) as string[])
  .filter((name) => name.endsWith('.cc') && name !== 'old_glibc.cc')
  .map((name) => path.join(native, name))
  .filter((file) => /<linux\/|sys\/syscall|linux_abi|openat2\.h|statx|file_status/.test(readFileSync(file, 'utf8')));

// The fixture removes the declarations of newer headers.
// Sanitizers cannot find anything here, and their preloaded libraries slow the compiler down.
test.skipIf(!canCompile || process.env['OFFLOOP_SANITIZE'])(
  'the addon compiles with the kernel headers of Linux 4.18 and still makes every system call',
  async () => {
    expect(sources.length).toBeGreaterThan(5);
    const options = [
      '-fsyntax-only',
      '-std=c++17',
      '-Wall',
      '-Wextra',
      '-Werror',
      '-isystem',
      fixture('native/linux-4.18'),
    ];
    const defines = ['NAPI_VERSION=8', 'NODE_ADDON_API_CPP_EXCEPTIONS'].map((name) => `-D${name}`);
    const ended = await run('g++', [...options, ...defines, `-I${addonApi}`, `-I${nodeHeaders}`, ...sources]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    // A system call that depends on a newer header would be missing here.
    for (const file of sources) expect(readFileSync(file, 'utf8')).not.toMatch(/(#ifn?def|defined\()\s*SYS_/);
  },
);
