import { execSync } from 'node:child_process';
import { join } from 'node:path';
import type { Work } from '../../../examples/server/work.js';
import { publicHalf } from './public-half.js';

/** Each call starts a shell and blocks the event loop until it exits. */
export const execSyncWay: Work = {
  kill(pid) {
    execSync(`kill -HUP ${pid}`);
    return Promise.resolve();
  },
  genKey(_type, { modulusLength, privateKeyEncoding: { passphrase } }) {
    const privateKey = execSync(`openssl genrsa -aes256 -passout stdin ${modulusLength}`, {
      input: passphrase,
      stdio: ['pipe', 'pipe', 'ignore'],
      encoding: 'utf8',
    });
    return Promise.resolve({ publicKey: publicHalf(privateKey, passphrase), privateKey });
  },
  readFile(name, { root }) {
    // A fixed file, because a name from a request must not become part of a shell command.
    return Promise.resolve(execSync(`cat "${join(root, name)}"`));
  },
};
