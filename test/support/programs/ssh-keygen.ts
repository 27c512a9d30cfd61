import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { run } from './run-node.js';

/** Whether ssh-keygen is installed. Prints the reason if not. */
export const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;
if (!hasSshKeygen) console.warn('skipped: tests that need ssh-keygen (apt-get install openssh-client)');

/** Runs ssh-keygen and returns its output. If it fails, throws its error message. */
export async function sshKeygen(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run('ssh-keygen', args);
  if (code !== 0) throw new Error(`ssh-keygen ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** Writes a private key to a file with mode 0600, which ssh-keygen requires. */
export async function writeKey(path: string, key: string): Promise<string> {
  await writeFile(path, key, { mode: 0o600 });
  return path;
}
