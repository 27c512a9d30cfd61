// @module-tag no-asan
import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './support/files/temporary-folder.js';
import { run } from './support/programs/run-node.js';

const strace = await run('strace', ['-V']).catch(() => undefined);
if (strace === undefined) console.warn('skipped: system-error-names.test.ts needs strace (apt-get install strace)');

const file = path.join(temporaryFolder(), 'file');
writeFileSync(file, 'content');

const PROGRAM = `
  import { promises } from 'node:fs';
  import { readFile } from 'offloop';
  const file = process.argv[1];
  const facts = ({ message, code, errno, syscall, path }) => ({ message, code, errno, syscall, path });
  const results = await Promise.allSettled([readFile(file), promises.readFile(file)]);
  console.log(JSON.stringify(results.map(({ reason }) => facts(reason))));
`;

/** The errors of offloop and of fs.promises if openat(2) fails with this error. */
async function errorsOf(error: string | number): Promise<NodeJS.ErrnoException[]> {
  const injection = ['-P', file, '-e', `inject=open,openat,openat2:error=${error}`];
  const { stdout } = await run(
    'strace',
    ['-f', '-qq', '-o', '/dev/null', ...injection, process.execPath, '--input-type=module', '-e', PROGRAM, file],
    { cwd: path.resolve(import.meta.dirname, '..') },
  );
  return JSON.parse(stdout) as NodeJS.ErrnoException[];
}

describe.skipIf(strace === undefined)('the error of a system call', () => {
  test.each([
    ['ESTALE', 'stale file handle'],
    ['EDEADLK', 'resource deadlock would occur'],
    ['EDQUOT', 'disk quota exceeded'],
    ['EBADMSG', 'bad message'],
    ['ENOLCK', 'no locks available'],
    ['ENOLINK', 'link has been severed'],
  ] as const)('has the POSIX name and message if Node does not know it: %s', async (code, sentence) => {
    const [ours, theirs] = await errorsOf(code);
    const errno = -constants.errno[code];
    expect(ours).toEqual({ ...theirs, errno, code, message: `${code}: ${sentence}, open '${file}'` });
  });

  // EUCLEAN and ENOKEY, which os.constants lacks, and a number that the kernel does not use.
  test.each([117, 126, 999])('equals the error of fs.promises if it has no name: %i', async (errno) => {
    const [ours, theirs] = await errorsOf(errno);
    expect(theirs).toMatchObject({ code: `Unknown system error -${errno}` });
    expect(ours).toEqual(theirs);
  });

  test.each(['EIO', 'EREMOTEIO'])('equals the error of fs.promises if Node knows it: %s', async (error) => {
    const [ours, theirs] = await errorsOf(error);
    expect(ours).toEqual(theirs);
  });
});
