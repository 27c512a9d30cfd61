import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { run } from './run-node.js';

/** False, with the reason printed, where the program is not installed. */
export const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;
if (!hasSshKeygen) console.warn('skipped: tests that need ssh-keygen (apt-get install openssh-client)');

/** What ssh-keygen says; it fails with what it says then. */
export async function sshKeygen(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run('ssh-keygen', args);
  if (code !== 0) throw new Error(`ssh-keygen ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** Writes a private key where ssh-keygen reads it: others may not. */
export async function writeKey(path: string, key: string): Promise<string> {
  await writeFile(path, key, { mode: 0o600 });
  return path;
}
