// @module-tag no-debug
// @module-tag tsan
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { run } from '../support/programs/run-node.js';

const inProject = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const check = inProject('scripts/check-symbols.mjs');
const checkHardening = inProject('scripts/check-hardening.mjs');
const built = inProject('build/Release/offloop.node');
const shipped = inProject(`prebuilds/${process.platform}-${process.arch}/offloop.glibc.node`);
const binary = existsSync(built) ? built : shipped;
const hasReadelf = spawnSync('readelf', ['--version']).status === 0;
if (!hasReadelf) console.warn('skipped: binary.test.ts needs readelf (apt-get install binutils)');

// So one binary loads into every Node, and into runtimes without OpenSSL or libuv.
test.skipIf(!hasReadelf)(
  'the binary has no undefined symbol of OpenSSL, libuv or V8, and needs no newer glibc than Node',
  async () => {
    // Sanitizers link against the local glibc.
    const limit = process.env['OFFLOOP_SANITIZE'] ? [] : ['--glibc=2.28'];
    expect(await run(process.execPath, [check, binary, ...limit])).toMatchObject({ code: 0, stderr: '' });
  },
);

test.skipIf(!hasReadelf || process.env['OFFLOOP_SANITIZE'])(
  'check-symbols names symbols that are too new',
  async () => {
    const { code, stderr } = await run(process.execPath, [check, binary, '--glibc=2.27']);
    expect(code).toBe(1);
    expect(stderr).toContain('must not need statx@GLIBC_2.28');
  },
);

test.skipIf(!hasReadelf || process.env['OFFLOOP_SANITIZE'])(
  'check-symbols names symbols of OpenSSL, libuv and V8',
  async () => {
    const file = path.join(temporaryFolder(), 'addon.node');
    const source = `extern "C" { void napi_typeof(); void BN_add(); void d2i_X509(); void uv_now(); void OpenSSL_version(); }
    namespace v8 { struct Value { bool IsFunction() const; }; }
    bool call(v8::Value* value) {
      napi_typeof(), BN_add(), d2i_X509(), uv_now(), OpenSSL_version();
      return value->IsFunction();
    }`;
    execFileSync('g++', ['-shared', '-fPIC', '-x', 'c++', '-', '-o', file], { input: source });
    const { code, stderr } = await run(process.execPath, [check, file]);
    expect(code).toBe(1);
    const named = stderr.trim().split(' must not need ')[1]?.split(', ').sort();
    expect(named).toEqual(['BN_add', 'OpenSSL_version', '_ZNK2v85Value10IsFunctionEv', 'd2i_X509', 'uv_now']);
  },
);

describe.skipIf(!hasReadelf || process.env['OFFLOOP_SANITIZE'])('check-hardening', () => {
  test('passes for the binary', async () => {
    expect(await run(process.execPath, [checkHardening, binary])).toMatchObject({ code: 0, stderr: '' });
  });

  test('names the hardening that is missing', async () => {
    const file = path.join(temporaryFolder(), 'soft.node');
    const options = ['-fno-stack-protector', '-z', 'norelro', '-z', 'lazy', '-z', 'execstack', '-Wl,-rpath,/tmp'];
    execFileSync('g++', ['-shared', '-fPIC', ...options, '-x', 'c++', '-', '-o', file], { input: 'void call() {}' });
    const { code, stderr } = await run(process.execPath, [checkHardening, file]);
    expect(code).toBe(1);
    expect(stderr.match(/\([^)]+\)/g)).toEqual([
      '(-z relro)',
      '(-z now)',
      '(-z noexecstack)',
      '(RPATH)',
      '(-fstack-protector-strong)',
      '(_FORTIFY_SOURCE)',
    ]);
  });
});
