import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from '../support/run-node.js';

const check = fileURLToPath(new URL('../../scripts/check-symbols.mjs', import.meta.url));
const binary = fileURLToPath(new URL('../../build/Release/offloop.node', import.meta.url));
const hasReadelf = spawnSync('readelf', ['--version']).status === 0;
if (!hasReadelf) console.warn('skipped: binary.test.ts needs readelf (apt-get install binutils)');

// One binary then loads into every Node, and into runtimes that have neither OpenSSL nor libuv.
test.skipIf(!hasReadelf)('the binary needs nothing of OpenSSL, libuv or V8, and no newer glibc than Node', async () => {
  // Sanitizers are linked with the glibc at hand.
  const limit = process.env['OFFLOOP_SANITIZE'] ? [] : ['--glibc=2.28'];
  expect(await run(process.execPath, [check, binary, ...limit])).toMatchObject({ code: 0, stderr: '' });
});

test.skipIf(!hasReadelf || process.env['OFFLOOP_SANITIZE'])('the check says what would be too new', async () => {
  const { code, stderr } = await run(process.execPath, [check, binary, '--glibc=2.27']);
  expect(code).toBe(1);
  expect(stderr).toContain('must not need statx@GLIBC_2.28');
});
