// Node's headers lie beside its binary in most installations. node-gyp looks there only when told to; by itself it
// downloads them, which fails without a network.

import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The folder that node-gyp finds the running Node's headers in, where they lie beside its binary. */
export function headerFolder() {
  const prefix = path.resolve(realpathSync(process.execPath), '../..');
  return existsSync(path.join(prefix, 'include/node/node_api.h')) ? prefix : undefined;
}
