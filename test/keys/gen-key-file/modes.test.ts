// @module-tag quick-portable
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { mountExt4, whyNoExt4 } from '../../support/files/ext4.js';
import { folderForMounts, mountOverlay, mountTmpfs, whyNoMounts } from '../../support/files/mount.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { isLeftOut } from '../../support/left-out.js';
import { AS_IT_IS, refusing, runIn } from '../../support/programs/modes.js';

const both = { key: '600', 'key.pub': '600', isPair: true };
const EXPECTED = {
  new: { outcome: 'made', ...both },
  'there already': { outcome: 'EEXIST', ...both },
  'public half there already': { outcome: 'EEXIST', 'key.pub': '600' },
  overwritten: { outcome: 'made', ...both },
  'nothing to overwrite': { outcome: 'made', ...both },
  'a link overwritten': { outcome: 'made', ...both },
  'twenty at once': { outcome: { winners: 1, codes: ['EEXIST'] }, ...both },
  'twenty at once that overwrite': { outcome: { winners: 20, codes: [] }, key: '600' },
};

// Without O_TMPFILE as on NFS; without the flags of renameat2(2) as on NFS and old kernels; without links as on FAT;
// without faccessat2(2) as in containers of old Docker.
const refused = ['O_TMPFILE', 'renameat2', 'O_TMPFILE,renameat2', 'faccessat2'];
if (!isLeftOut('renameat2')) refused.push('O_TMPFILE,linkat');
const modes = [AS_IT_IS, ...refusing(...refused)];

test.each(modes)('$title', async (mode) => {
  const { stdout, stderr } = await runIn(mode, 'keys/key-file-cases.mjs', [temporaryFolder()]);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(EXPECTED);
});

const mounts = folderForMounts();
const fileSystems: [string, (folder: string) => string][] = [
  ['tmpfs', mountTmpfs],
  ['overlayfs', (folder) => mountOverlay(`${folder}-layers`, folder)],
];
if (whyNoExt4 === undefined) fileSystems.push(['ext4', (folder) => mountExt4(`${folder}.image`, folder)]);

test.skipIf(whyNoMounts !== undefined).each(fileSystems)('on %s', async (name, mountAt) => {
  const folder = path.join(mounts, name);
  mkdirSync(folder);
  const { stdout, stderr } = await runIn(AS_IT_IS, 'keys/key-file-cases.mjs', [mountAt(folder)]);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(EXPECTED);
});
