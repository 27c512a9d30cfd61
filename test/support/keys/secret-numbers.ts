import { createHash, type KeyObject } from 'node:crypto';
import { derElements } from './der.js';

/** The secret part of an expanded key of FIPS 203 and 204: the rest is public, or computed from public parts. */
function expanded(type: string, bytes: Buffer): Record<string, Buffer> {
  if (type.startsWith('ml-dsa')) return { k: bytes.subarray(32, 64), vectors: bytes.subarray(128) };
  const vectors = { 'ml-kem-512': 768, 'ml-kem-768': 1152, 'ml-kem-1024': 1536 }[type];
  return { vectors: bytes.subarray(0, vectors) };
}

/** A number in DER, without the zero that makes it positive. */
function withoutSign(bytes: Buffer): Buffer {
  return bytes[0] === 0 ? bytes.subarray(1) : bytes;
}

/** The secret numbers of a private key by name: 19 bytes of one of them nearly give the key away. */
export function secretNumbers(key: KeyObject): Record<string, Buffer> {
  const type: string = key.asymmetricKeyType ?? '';
  // PrivateKeyInfo: the version, the algorithm, the key.
  const [info] = derElements(key.export({ type: 'pkcs8', format: 'der' }));
  const inner = derElements(info?.content ?? Buffer.alloc(0))[2]?.content ?? Buffer.alloc(0);
  if (type.startsWith('slh-dsa')) return { seed: inner.subarray(0, inner.length / 2) };
  const [outer] = derElements(inner);
  const content = outer?.content ?? Buffer.alloc(0);
  switch (type) {
    case 'rsa':
    case 'rsa-pss': {
      const [, , , d, p, q, dp, dq, qi] = derElements(content).map((element) => withoutSign(element.content));
      return { d, p, q, dp, dq, qi } as Record<string, Buffer>;
    }
    case 'ec':
      return { d: derElements(content)[1]?.content ?? Buffer.alloc(0) };
    case 'ed25519':
      return { seed: content, scalar: createHash('sha512').update(content).digest() };
    case 'ed448':
      return { seed: content, scalar: createHash('shake256', { outputLength: 114 }).update(content).digest() };
    case 'x25519':
    case 'x448':
      return { scalar: content };
    case 'dsa':
    case 'dh':
      return { x: withoutSign(content) };
    default: {
      const [seed, bytes] = outer?.tag === 0x30 ? derElements(content).map((element) => element.content) : [content];
      return { ...(seed && { seed }), ...(bytes && expanded(type, bytes)) };
    }
  }
}
