import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Work } from '../../../examples/server/work.js';
import { publicHalf } from './public-half.js';

const run = promisify(execFile);

/** Each call starts a process and blocks the event loop only during the fork. */
export const execFileWay: Work = {
  async kill(pid) {
    await run('kill', ['-HUP', String(pid)]);
  },
  async genKey(_type, { modulusLength, privateKeyEncoding: { passphrase }, signal }) {
    const openssl = run('openssl', ['genrsa', '-aes256', '-passout', 'stdin', String(modulusLength)], { signal });
    openssl.child.stdin?.end(passphrase);
    const { stdout: privateKey } = await openssl;
    return { publicKey: publicHalf(privateKey, passphrase), privateKey };
  },
  async readFile(name, { root, maxBytes }) {
    const { stdout } = await run('cat', ['--', join(root, name)], { encoding: 'buffer', maxBuffer: maxBytes });
    return stdout;
  },
};
