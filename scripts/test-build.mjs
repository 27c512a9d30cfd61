// npm run test:portable [-- --quick] [-- ARGUMENTS OF VITEST]: runs the tests against the portable build, which leaves out
// all that only Linux has; with --quick, those that differ most there.
//
// The addon is built in a copy of the project: the build that is in use stays as it is.

import { execFileSync, spawnSync } from 'node:child_process';
import { VITEST, withProjectCopy } from './project-copy.mjs';

const VARIABLES = { portable: { OFFLOOP_PORTABLE: '1' } };

const [build, ...rest] = process.argv.slice(2);
const env = { ...process.env, ...VARIABLES[build] };
const args = rest
  // npm passes on the second "--".
  .filter((argument) => argument !== '--')
  .map((argument) => (argument === '--quick' ? `--tags-filter=quick-${build}` : argument));

process.exitCode = withProjectCopy((cwd) => {
  execFileSync(process.execPath, ['scripts/compile-native.mjs'], { cwd, env, stdio: 'inherit' });
  return spawnSync(process.execPath, [VITEST, 'run', ...args], { cwd, env, stdio: 'inherit' }).status ?? 1;
});
