// npm run lint:native [-- FILE…]: runs clang-tidy on native/, or on FILE…, with the checks of .clang-tidy.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { writeCompileCommands } from './build-addon.mjs';
import { findLlvmTool } from './llvm-tool.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');

const program = findLlvmTool('clang-tidy');
if (program === undefined) process.exit(0);

/** Prints what is wrong with a file; true if nothing is. */
async function check(file, compileCommands) {
  const args = ['-p', compileCommands, '--quiet', '--warnings-as-errors=*', file];
  const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'ignore'] });
  const [code] = await once(child, 'close');
  return code === 0;
}

const named = process.argv.slice(2).filter((argument) => argument !== '--');
const all = () => readdirSync(path.join(ROOT, 'native'), { recursive: true }).map((name) => path.join('native', name));
const files = (named.length > 0 ? named : all()).filter((name) => name.endsWith('.cc'));
// The compiler's own warning options are not for clang-tidy, which does not know all of GCC's.
delete process.env.OFFLOOP_WERROR;
const compileCommands = writeCompileCommands(ROOT);

let failed = 0;
async function checkNext() {
  for (let file = files.pop(); file !== undefined; file = files.pop()) {
    if (!(await check(file, compileCommands))) ++failed;
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, checkNext));
if (failed > 0) {
  console.error(`clang-tidy complains of ${failed} files.`);
  process.exit(1);
}
