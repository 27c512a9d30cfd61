// npm run test:portable [-- ARGUMENTS OF VITEST]: runs the tests against the portable build, which has no Linux-only
// features. It is built in a copy of the project, so the current build stays as it is.

import { execFileSync, spawnSync } from 'node:child_process';
import { VITEST, withProjectCopy } from './project-copy.mjs';

const env = { ...process.env, OFFLOOP_PORTABLE: '1' };

process.exitCode = withProjectCopy((cwd) => {
  execFileSync(process.execPath, ['scripts/compile-native.mjs'], { cwd, env, stdio: 'inherit' });
  const args = [VITEST, 'run', ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { cwd, env, stdio: 'inherit' }).status ?? 1;
});
