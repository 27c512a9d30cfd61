// @module-tag no-asan
import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { installArm64Runtime, installRuntimes } from '../../scripts/runtimes.mjs';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import {
  hasProgram,
  installWith,
  pack,
  root,
  type Installation,
  type Tarball,
} from '../support/programs/installed-package.js';
import { run } from '../support/programs/run-node.js';

const folder = temporaryFolder();
const canCompileForArm64 = process.arch === 'arm64' || hasProgram('aarch64-linux-gnu-g++', 'g++-aarch64-linux-gnu');
const canEmulateArm64 = canCompileForArm64 && hasProgram('qemu-aarch64', 'qemu-user');
const arches = canCompileForArm64 ? [...new Set([process.arch, 'arm64'])] : [process.arch];
const { 'node-26': node26, bun } = await installRuntimes();
const { 'node-arm64': nodeArm64 } = canEmulateArm64 ? await installArm64Runtime() : {};

const WORKS = {
  import: true,
  require: true,
  kill: 'delivered',
  genKey: '-----BEGIN PRIVATE KEY-----',
  readFile: true,
  onThread: true,
  text: true,
  latin1: true,
  illFormed: true,
  error: 'ENOENT',
  terminated: 'number',
};

let tarball: Tarball;
let installed: Installation;

vi.setConfig({ testTimeout: 600_000 });

// Compiles all binaries if they have not been compiled before.
beforeAll(async () => {
  tarball = await pack(folder, arches);
  installed = await installWith(process.execPath, tarball.file, path.join(folder, 'node'));
}, 3_600_000);

async function outcome(installation: Installation, command: string, ...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await installation.run(command, ...args, 'try-all.mjs');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('the tarball', () => {
  test('contains the needed files and no others', () => {
    const others = tarball.paths.filter((name) => !/^(dist|docs|native|prebuilds)\//.test(name));
    expect(others.sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'binding.gyp',
      'package.json',
    ]);
    expect(tarball.paths).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.d.ts', 'native/addon.cc']));
    expect(tarball.paths.filter((name) => name.endsWith('.node'))).toEqual(
      expect.arrayContaining(arches.map((arch) => `prebuilds/linux-${arch}/offloop.glibc.node`)),
    );
    for (const name of tarball.paths.filter((name) => name.startsWith('prebuilds/'))) {
      expect(name).toMatch(/^prebuilds\/(README\.md|\w+-\w+\/offloop(\.glibc|\.musl)?\.node)$/);
    }
  });

  test('is small', () => {
    expect(tarball.size).toBeLessThan(2e6);
  });

  test('has no install scripts and no dependencies', () => {
    const description = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
      dependencies?: unknown;
      gypfile: boolean;
    };
    expect(Object.keys(description.scripts)).not.toEqual(expect.arrayContaining([expect.stringMatching(/install$/)]));
    expect(description.dependencies).toBeUndefined();
    expect(description.gypfile).toBe(false);
  });

  test.each([
    ['publint', ['--strict']],
    ['attw', ['--profile', 'esm-only']],
  ])('%s finds no problems', async (program, options) => {
    const file = path.join(root, 'node_modules/.bin', program);
    const { code, stdout } = await run(file, [tarball.file, ...options], { cwd: folder });
    expect({ code, stdout: code === 0 ? '' : stdout }).toEqual({ code: 0, stdout: '' });
  });
});

describe('installed without compilers', () => {
  test('works', async () => {
    expect(await outcome(installed, 'node')).toEqual(WORKS);
  });

  test.skipIf(node26 === undefined)('works with Node 26', async () => {
    const installation = await installWith(node26 ?? '', tarball.file, path.join(folder, 'node-26'));
    expect(await outcome(installation, 'node')).toEqual(WORKS);
  });

  test.skipIf(bun === undefined)('works with Bun, except for keys', async () => {
    const installation = await installWith(bun ?? '', tarball.file, path.join(folder, 'bun'));
    expect(await outcome(installation, 'bun')).toEqual({ ...WORKS, genKey: 'ERR_OPENSSL_UNAVAILABLE' });
  });

  test.skipIf(nodeArm64 === undefined)('works with a Node for arm64 in an emulator', async () => {
    const qemu = ['/usr/bin/env', 'PATH=/usr/bin:/bin', 'qemu-aarch64', '-L', '/usr/aarch64-linux-gnu'] as const;
    expect(await outcome(installed, ...qemu, nodeArm64 ?? '')).toEqual(WORKS);
  });

  test.each([
    ['import', ['--input-type=module', '-e', "import 'offloop'"]],
    ['require', ['-e', "require('offloop')"]],
  ])('%s without a binary fails with the paths it tried and the command to build one', async (way, args) => {
    const home = path.join(folder, `no-binary-to-${way}`);
    cpSync(installed.folder, home, { recursive: true });
    const itself = path.join(home, 'node_modules/offloop');
    rmSync(path.join(itself, 'prebuilds'), { recursive: true });
    const { code, stderr } = await run(process.execPath, args, { cwd: home });
    expect(code).toBe(1);
    for (const binary of ['build/Release/offloop.node', `prebuilds/linux-${process.arch}/offloop.glibc.node`]) {
      expect(stderr).toContain(path.join(itself, binary));
    }
    expect(stderr).toContain(`npx --yes -p node-gyp@12 -p node-addon-api@8 node-gyp rebuild -C "${itself}"`);
    expect(stderr).toContain("code: 'ERR_DLOPEN_FAILED'");
  });
});
