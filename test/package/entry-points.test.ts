// @module-tag no-asan
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { run } from '../support/programs/run-node.js';

const SUBPATHS = ['offloop', 'offloop/signals', 'offloop/processes', 'offloop/keys', 'offloop/files', 'offloop/pools'];

test.each(SUBPATHS)('import and require() of %s return the same functions', async (subpath) => {
  const imported = (await import(subpath)) as Record<string, unknown>;
  const required = createRequire(import.meta.url)(subpath) as Record<string, unknown>;
  expect(Object.keys(imported).length).toBeGreaterThan(0);
  expect(Object.keys(required).sort()).toEqual(Object.keys(imported).sort());
});

test('a subpath has the same exports as the main entry', async () => {
  const whole = (await import('offloop')) as Record<string, unknown>;
  for (const subpath of SUBPATHS) {
    for (const [name, value] of Object.entries((await import(subpath)) as Record<string, unknown>)) {
      expect(whole[name]).toBe(value);
    }
  }
});

test.each([
  ['import', ['--input-type=module', '-e', "await import('offloop')"]],
  ['require()', ['-e', "require('offloop')"]],
])('%s prints nothing and does not keep the program alive', async (_, args) => {
  expect(await run(process.execPath, args)).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
});

test("import fails with Node's own error if addons are disabled", async () => {
  const { code, stderr } = await run(process.execPath, ['--no-addons', '-e', "require('offloop')"]);
  expect(code).toBe(1);
  expect(stderr).toContain("code: 'ERR_DLOPEN_DISABLED'");
  expect(stderr).not.toContain('node-gyp');
});
