import { execSync } from 'node:child_process';
import { join } from 'node:path';
import type { Work } from '../../../examples/server/work.js';
import { publicHalf } from './public-half.js';

/** Each call is a shell, and the event loop waits for it. */
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
    // The comparison's own file: a name out of a request has no place in a shell's line.
    return Promise.resolve(execSync(`cat "${join(root, name)}"`));
  },
};
