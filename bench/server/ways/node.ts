import { generateKeyPair } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kill } from 'node:process';
import { promisify } from 'node:util';
import type { Work } from '../../../examples/server/work.js';

/** Node's own functions. */
export const nodeWay: Work = {
  kill(pid, signal) {
    kill(pid, signal);
    return Promise.resolve();
  },
  genKey: (type, { modulusLength, privateKeyEncoding }) =>
    promisify(generateKeyPair)(type, {
      modulusLength,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { ...privateKeyEncoding, passphrase: privateKeyEncoding.passphrase.toString() },
    }),
  readFile: (name, { root }) => readFile(join(root, name)),
};
