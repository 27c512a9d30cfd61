import type { JsonWebKey, KeyObject } from 'node:crypto';
import type { KeyRequest, WrittenKeyPair } from '../native/keys.js';
import type { Key, KeyFormat, KeyPair } from './types.js';

/** Turns the halves that the addon has written into the formats that the caller asked for. */
export function toKeyPair(request: KeyRequest, { publicKey, privateKey }: WrittenKeyPair): KeyPair<Key, Key> {
  const { publicKeyEncoding, privateKeyEncoding } = request;
  return {
    privateKey: toKey(privateKeyEncoding.format, privateKey, toPrivateKeyObject),
    publicKey: toKey(publicKeyEncoding.format, publicKey, toPublicKeyObject),
  };
}

function toKey(format: KeyFormat, written: string | Buffer, toKeyObject: (der: Buffer) => KeyObject): Key {
  if (format === 'jwk') return JSON.parse(written as string) as JsonWebKey;
  return format === 'keyObject' ? toKeyObject(written as Buffer) : written;
}

/** Loaded on first use, because most programs that make keys do not need it. */
function crypto() {
  return process.getBuiltinModule('node:crypto');
}

function toPublicKeyObject(der: Buffer): KeyObject {
  return crypto().createPublicKey({ key: der, format: 'der', type: 'spki' });
}

function toPrivateKeyObject(der: Buffer): KeyObject {
  try {
    return crypto().createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
}
