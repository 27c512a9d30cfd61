import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const version = spawnSync('openssl', ['version'], { encoding: 'utf8' });

/** Whether openssl is installed and supports every type of key. Prints the reason if not. */
export const hasOpenssl = version.error === undefined && version.stdout.startsWith('OpenSSL 3');
if (!hasOpenssl) console.warn('skipped: tests that need the openssl program, version 3 (apt-get install openssl)');

/** Runs openssl. It reads a passphrase with `-passin env:PASSPHRASE`, or from `input` with `-passin stdin`. */
export async function openssl(
  args: readonly string[],
  { passphrase, input = '' }: { passphrase?: string; input?: string | Buffer } = {},
): Promise<Buffer> {
  const child = spawn('openssl', args, { env: { ...process.env, PASSPHRASE: passphrase } });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  // It may exit without reading its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`openssl ${args.join(' ')}: ${Buffer.concat(errors).toString()}`);
  return Buffer.concat(output);
}
