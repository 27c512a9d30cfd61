import type { KeyRequest, WrittenKeyPair } from '../native.js';
import type { KeyPair } from './types.js';

/** The halves as they were asked for, of what the addon has written. */
export function toKeyPair(
  _request: KeyRequest,
  { publicKey, privateKey }: WrittenKeyPair,
): KeyPair<string | Buffer, string | Buffer> {
  return { publicKey, privateKey };
}
