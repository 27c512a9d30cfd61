// Builds the addon into build/Release with node-gyp; only what has changed is compiled again.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { headerFolder } from './node-headers.mjs';

const nodeGyp = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');
const headers = headerFolder();
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [nodeGyp, 'configure', 'build', ...(headers ? [`--nodedir=${headers}`] : []), '--jobs=max', '--loglevel=warn'],
  { encoding: 'utf8', cwd: path.resolve(import.meta.dirname, '..') },
);
// Quiet, but for what it said when it failed.
if (status !== 0) {
  process.stderr.write(
    `${stdout}${stderr}\nThe addon could not be built: it needs python3, make and a C++17 compiler.\n`,
  );
  process.exit(1);
}
