import type { ED25519KeyPairOptions } from 'node:crypto';

/** What crypto.generateKeyPair has to be told for the keys that genKey makes by itself. */
export const PEM: ED25519KeyPairOptions<'pem', 'pem'> = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
};
