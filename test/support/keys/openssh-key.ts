import type { JsonWebKey } from 'node:crypto';
import { expect } from 'vitest';

/** Reads the data types of SSH, RFC 4251, section 5, and accepts only their canonical encoding. */
class SshReader {
  #rest: Buffer;

  constructor(bytes: Buffer) {
    this.#rest = bytes;
  }

  raw(length: number): Buffer {
    expect(this.#rest.length).toBeGreaterThanOrEqual(length);
    const bytes = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return bytes;
  }

  uint32(): number {
    return this.raw(4).readUInt32BE();
  }

  string(): Buffer {
    return this.raw(this.uint32());
  }

  /** A positive number, in as many bytes as it needs. */
  mpint(): Buffer {
    const bytes = this.string();
    const [first = 0, second = 0] = bytes;
    expect(first).toBeLessThan(0x80);
    if (first === 0) expect(second).toBeGreaterThanOrEqual(0x80);
    return first === 0 ? bytes.subarray(1) : bytes;
  }

  rest(): Buffer {
    return this.raw(this.#rest.length);
  }
}

export interface OpensshKey {
  cipher: string;
  kdf: string;
  /** The options of the key derivation; empty without one. */
  salt: Buffer;
  rounds: number;
  /** The public key, as in a line of authorized_keys. */
  publicBlob: Buffer;
  /** The private part, encrypted or not. */
  privateList: Buffer;
}

/** Parses openssh-key-v1: PROTOCOL.key of OpenSSH. */
export function readOpensshKey(pem: string): OpensshKey {
  const text = /^-----BEGIN OPENSSH PRIVATE KEY-----\n((?:.{70}\n)*.{1,70}\n)-----END OPENSSH PRIVATE KEY-----\n$/.exec(
    pem,
  );
  const file = new SshReader(Buffer.from(text?.[1] ?? '', 'base64'));
  expect(file.raw(15).toString()).toBe('openssh-key-v1\0');
  const cipher = file.string().toString();
  const kdf = file.string().toString();
  const options = file.string();
  const kdfOptions = new SshReader(options.length === 0 ? Buffer.alloc(8) : options);
  const salt = kdfOptions.string();
  const rounds = kdfOptions.uint32();
  expect(file.uint32()).toBe(1);
  const key = { cipher, kdf, salt, rounds, publicBlob: file.string(), privateList: file.string() };
  expect(file.rest()).toHaveLength(0);
  return key;
}

const CURVES: Record<string, [crv: string, bytes: number]> = {
  nistp256: ['P-256', 32],
  nistp384: ['P-384', 48],
  nistp521: ['P-521', 66],
};

/** A private half that is not encrypted, as a KeyObject. */
export function toJwk({ privateList }: OpensshKey): { jwk: JsonWebKey; comment: string } {
  const list = new SshReader(privateList);
  expect(list.uint32()).toBe(list.uint32());
  const jwk = toParts(list);
  const comment = list.string().toString();
  const padding = list.rest();
  expect(privateList.length % 8).toBe(0);
  expect(padding.length).toBeLessThan(8);
  expect([...padding]).toEqual([...padding.keys()].map((index) => index + 1));
  const encoded = Object.entries(jwk).map(([name, part]) => [
    name,
    Buffer.isBuffer(part) ? part.toString('base64url') : part,
  ]);
  return { jwk: Object.fromEntries(encoded) as JsonWebKey, comment };
}

function toParts(list: SshReader): Record<string, string | Buffer> {
  const type = list.string().toString();
  if (type === 'ssh-ed25519') {
    const x = list.string();
    const both = list.string();
    expect(both.subarray(32)).toEqual(x);
    return { kty: 'OKP', crv: 'Ed25519', x, d: both.subarray(0, 32) };
  }
  if (type === 'ssh-rsa') {
    const [n, e, d, qi, p, q] = Array.from({ length: 6 }, () => list.mpint()) as [
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
    ];
    return { kty: 'RSA', n, e, d, p, q, dp: remainder(d, p), dq: remainder(d, q), qi };
  }
  const curve = list.string().toString();
  const [crv, bytes] = CURVES[curve] ?? ['', 0];
  expect(type).toBe(`ecdsa-sha2-${curve}`);
  const point = list.string();
  expect(point[0]).toBe(4);
  const d = list.mpint();
  const padded = Buffer.concat([Buffer.alloc(bytes - d.length), d]);
  return { kty: 'EC', crv, x: point.subarray(1, 1 + bytes), y: point.subarray(1 + bytes), d: padded };
}

/** An exponent of the Chinese remainder theorem. */
function remainder(d: Buffer, prime: Buffer): Buffer {
  const hex = (BigInt(`0x${d.toString('hex')}`) % (BigInt(`0x${prime.toString('hex')}`) - 1n)).toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}
