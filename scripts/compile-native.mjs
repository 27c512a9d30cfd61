// Builds the addon into build/Release with node-gyp; only what has changed is compiled again.
//
// Node's headers lie beside its binary in most installations. node-gyp looks there only when told to; by itself it
// downloads them, which fails without a network.

import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The folder that node-gyp finds the running Node's headers in, where they lie beside its binary. */
export function headerFolder() {
  const prefix = path.resolve(realpathSync(process.execPath), '../..');
  return existsSync(path.join(prefix, 'include/node/node_api.h')) ? prefix : undefined;
}

/** Runs node-gyp quietly; what it said is shown when it fails. */
function runNodeGyp(gypArguments) {
  const nodeGyp = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');
  const headers = headerFolder();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [nodeGyp, ...gypArguments, ...(headers ? [`--nodedir=${headers}`] : []), '--jobs=max', '--loglevel=warn'],
    { encoding: 'utf8', cwd: path.resolve(import.meta.dirname, '..') },
  );
  if (status === 0) return;
  process.stderr.write(
    `${stdout}${stderr}\nThe addon could not be built: it needs python3, make and a C++17 compiler.\n`,
  );
  process.exit(1);
}

if (process.argv[1] === import.meta.filename) runNodeGyp(['configure', 'build']);
