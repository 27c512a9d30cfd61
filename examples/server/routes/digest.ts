import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.js';
import { json, type Reply } from '../reply.js';

/** `GET /digest?salt=` answers with the salt's SHA-256. */
export function digest(query: URLSearchParams): Reply {
  const salt = query.get('salt');
  if (!salt) throw new Refusal(400, 'a salt is needed: /digest?salt=…');
  return json({ sha256: createHash('sha256').update(salt).digest('hex') });
}
