import type { ED25519KeyPairOptions } from 'node:crypto';

/** The options with which crypto.generateKeyPair makes the same keys as genKey by default. */
export const PEM: ED25519KeyPairOptions<'pem', 'pem'> = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
};
