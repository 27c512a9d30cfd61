import { generateKeyPair } from 'node:crypto';

/**
 * `crypto.generateKeyPair` as a promise, which also rejects with the errors that it throws. The options must not be a
 * function, because Node would take it for the callback.
 */
export function nodeKeyPair(type: any, options: any): Promise<{ publicKey: unknown; privateKey: unknown }> {
  return new Promise((resolve, reject) => {
    generateKeyPair(type, options, (error: Error | null, publicKey: unknown, privateKey: unknown) => {
      if (error) reject(error);
      else resolve({ publicKey, privateKey });
    });
  });
}
