import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fixture, run, type Ended } from './run-node.js';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The tarball that npm would publish. */
export interface Tarball {
  file: string;
  size: number;
  paths: string[];
}

/** npm's description of a tarball. */
interface Packed {
  filename: string;
  size: number;
  files: { path: string }[];
}

/** Whether a program is installed. Prints a hint if not. */
export function hasProgram(program: string, debianPackage: string): boolean {
  const isThere = spawnSync(program, ['--version']).status === 0;
  if (!isThere) console.warn(`skipped: arm64 needs ${program} (apt-get install ${debianPackage})`);
  return isThere;
}

/** Builds the binaries and the tarball. Compiles only what has changed, without a time limit. */
export async function pack(folder: string, arches: string[]): Promise<Tarball> {
  const made = await run(process.execPath, ['scripts/prebuild.mjs', ...arches], { cwd: root, timeout: 0 });
  if (made.code !== 0) throw new Error(made.stderr);
  const said = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // npm 11 prints an array, npm 12 an object by package name.
  const [packed] = Object.values<Packed>(JSON.parse(said) as Packed[] | Record<string, Packed>);
  if (packed === undefined) throw new Error(said);
  return {
    file: path.join(folder, packed.filename),
    size: packed.size,
    paths: packed.files.map((file) => file.path),
  };
}

/** A directory with a program, and a PATH that contains only the runtime. */
export interface Installation {
  folder: string;
  run(command: string, ...args: string[]): Promise<Ended>;
}

/** Installs a tarball in an empty directory with `runtime`: a Node that runs npm, or Bun itself. */
export async function installWith(runtime: string, tarball: string, folder: string): Promise<Installation> {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const isBun = path.basename(runtime) === 'bun';
  symlinkSync(runtime, path.join(bin, isBun ? 'bun' : 'node'));
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  copyFileSync(fixture('package/try-all.mjs'), path.join(folder, 'try-all.mjs'));

  const env = { PATH: bin, HOME: folder };
  const installation = {
    folder,
    run: (command: string, ...args: string[]) => run(command, args, { cwd: folder, env }),
  };
  const npm = realpathSync(execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim());
  const ended = isBun
    ? await installation.run('bun', 'add', '--ignore-scripts', tarball)
    : await installation.run('node', npm, 'install', '--ignore-scripts', '--no-audit', '--no-fund', tarball);
  if (ended.code !== 0) throw new Error(`${ended.stdout}${ended.stderr}`);
  return installation;
}
