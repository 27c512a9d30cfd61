import * as crypto from 'node:crypto';
import { diffieHellman, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { expect } from 'vitest';
import { digestOf, isAgreeing, type KeyCase } from './key-cases.js';

/** In Node 24 and later. */
const { encapsulate, decapsulate } = crypto as unknown as {
  encapsulate: (key: KeyObject) => { sharedKey: Buffer; ciphertext: Buffer };
  decapsulate: (key: KeyObject, ciphertext: Buffer) => Buffer;
};

/** Proves that the two halves are one key: signs and verifies, encapsulates or agrees with them. */
export function expectPair(
  { type, options }: Pick<KeyCase, 'type' | 'options'>,
  publicKey: KeyObject,
  privateKey: KeyObject,
): void {
  if (isAgreeing(type)) {
    const peer = generateKeyPairSync(type as 'x25519', options as object);
    expect(diffieHellman({ privateKey, publicKey: peer.publicKey })).toEqual(
      diffieHellman({ privateKey: peer.privateKey, publicKey }),
    );
  } else if (type.startsWith('ml-kem-')) {
    const { sharedKey, ciphertext } = encapsulate(publicKey);
    expect(decapsulate(privateKey, ciphertext)).toEqual(sharedKey);
  } else {
    const message = Buffer.from('signed');
    expect(verify(digestOf(type), message, publicKey, sign(digestOf(type), message, privateKey))).toBe(true);
  }
}
