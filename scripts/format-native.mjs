// node scripts/format-native.mjs [--write] [FILE…]: says which files of native/, or of FILE…, clang-format would change;
// with --write, changes them.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findLlvmTool } from './llvm-tool.mjs';

const program = findLlvmTool('clang-format');
if (program === undefined) process.exit(0);

const args = process.argv.slice(2);
const isSource = (name) => /\.(cc|h)$/.test(name);
const named = args.filter(isSource);
const all = () => readdirSync('native', { recursive: true }).filter(isSource);
const files = named.length > 0 ? named : all().map((name) => path.join('native', name));
const mode = args.includes('--write') ? ['-i'] : ['--dry-run', '--Werror'];
const { status } = spawnSync(program, [...mode, ...files], { stdio: 'inherit' });
if (status !== 0) console.error('\nnpm run format changes these files.');
process.exit(status ?? 1);
