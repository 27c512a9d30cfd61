// Makes prebuilds/<platform>-<arch>/offloop.<libc>.node, the binary that the package ships, for the platform at hand.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { headerFolder } from './node-headers.mjs';

const prebuildify = createRequire(import.meta.url).resolve('prebuildify/bin.js');
const headers = headerFolder();
const { status } = spawnSync(
  process.execPath,
  [prebuildify, '--napi', '--strip', '--tag-libc', '--name=offloop', `--target=${process.versions.node}`],
  {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...process.env, npm_config_loglevel: 'warn', ...(headers && { npm_config_nodedir: headers }) },
    stdio: 'inherit',
  },
);
process.exit(status ?? 1);
