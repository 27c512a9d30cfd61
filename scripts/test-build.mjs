// npm run test:portable [-- --quick] [-- ARGUMENTS OF VITEST]: runs the tests against the portable build, which leaves out
// all that only Linux has; with --quick, those that differ most there. npm run test:debug does the same with a Debug build,
// which checks the type of every JavaScript value that C++ reads, and the bounds of the standard library's containers.
//
// The addon is built in a copy of the project: the build that is in use stays as it is.

import { execFileSync, spawnSync } from 'node:child_process';
import { VITEST, withProjectCopy } from './project-copy.mjs';

const BUILDS = {
  portable: { variable: 'OFFLOOP_PORTABLE', filter: [] },
  debug: { variable: 'OFFLOOP_DEBUG', filter: ['--tags-filter=!no-debug'] },
};

const [build, ...rest] = process.argv.slice(2);
const { variable, filter } = BUILDS[build];
const env = { ...process.env, [variable]: '1' };
const selection = rest.includes('--quick') ? [`--tags-filter=quick-${build}`] : filter;
// npm passes on the second "--".
const args = [...selection, ...rest.filter((argument) => !['--', '--quick'].includes(argument))];

process.exitCode = withProjectCopy((cwd) => {
  execFileSync(process.execPath, ['scripts/compile-native.mjs'], { cwd, env, stdio: 'inherit' });
  return spawnSync(process.execPath, [VITEST, 'run', ...args], { cwd, env, stdio: 'inherit' }).status ?? 1;
});
