import { generateKeyPair } from 'node:crypto';

/**
 * `crypto.generateKeyPair` as a promise, which rejects also with what it throws. Never with a function as options, which
 * Node would take for the callback.
 */
export function nodeKeyPair(type: any, options: any): Promise<{ publicKey: unknown; privateKey: unknown }> {
  return new Promise((resolve, reject) => {
    generateKeyPair(type, options, (error: Error | null, publicKey: unknown, privateKey: unknown) => {
      if (error) reject(error);
      else resolve({ publicKey, privateKey });
    });
  });
}
