import { createPrivateKey, createPublicKey } from 'node:crypto';

/** `openssl genrsa` prints only the private key; `openssl rsa -pubout` would be a second process. */
export function publicHalf(privateKey: string, passphrase: Buffer): string {
  const key = createPublicKey(createPrivateKey({ key: privateKey, passphrase }));
  return key.export({ type: 'spki', format: 'pem' }).toString();
}
