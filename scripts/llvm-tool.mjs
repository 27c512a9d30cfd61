// The tools of LLVM that check native/. Other versions of them format otherwise and know other checks.

import { spawnSync } from 'node:child_process';

const VERSION = 14;

/** The name of a tool; undefined, with a word on stderr, if it is not installed in the one version. */
export function findLlvmTool(tool) {
  const found = [`${tool}-${VERSION}`, tool].find((name) =>
    spawnSync(name, ['--version'], { encoding: 'utf8' }).stdout?.includes(`version ${VERSION}.`),
  );
  if (found === undefined) {
    console.error(`native/ is not checked: ${tool} ${VERSION} is missing (apt-get install ${tool}-${VERSION})`);
  }
  return found;
}
