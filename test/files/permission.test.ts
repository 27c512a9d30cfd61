import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { fixture, run } from '../support/programs/run-node.js';

const folder = temporaryFolder();
const [allowed, denied] = ['allowed', 'denied'].map((name) => path.join(folder, name, 'file')) as [string, string];
for (const file of [allowed, denied]) {
  mkdirSync(path.dirname(file));
  writeFileSync(file, 'content');
}
const project = path.resolve(import.meta.dirname, '../..');

test('every call rejects under node --permission where node:fs does', async () => {
  const flag = process.versions.node.startsWith('20.') ? '--experimental-permission' : '--permission';
  const reads = [path.join(path.dirname(allowed), '*'), path.join(project, '*')].map(
    (name) => `--allow-fs-read=${name}`,
  );
  const program = [fixture('files/with-permissions.mjs'), allowed, denied, folder];
  const ended = await run(process.execPath, ['--no-warnings', flag, '--allow-addons', ...reads, ...program]);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const outcomes = JSON.parse(ended.stdout) as Record<string, [object, object]>;
  for (const [name, [theirs, ours]] of Object.entries(outcomes)) {
    expect(theirs, name).toMatchObject(name === 'allowed' ? { value: 'content' } : { code: 'ERR_ACCESS_DENIED' });
    expect(ours, name).toEqual(theirs);
  }
});
