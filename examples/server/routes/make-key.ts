import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../body.js';
import { Refusal, refuse } from '../refusal.js';
import { json, type Reply } from '../reply.js';
import type { Work } from '../work.js';

const MAX_PASSPHRASE_BYTES = 1024;

/** `POST /keys` makes an RSA key, encrypted with the passphrase in the body of the request. */
export async function makeKey(work: Work, request: IncomingMessage, response: ServerResponse): Promise<Reply> {
  const passphrase = await readBody(request, MAX_PASSPHRASE_BYTES);
  if (passphrase.length === 0) throw new Refusal(400, 'the body has to be a passphrase');
  const keys = await work
    .genKey('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase },
      signal: abortedByLeaving(response),
    })
    .catch(refuse({ ERR_POOL_FULL: [503, 'too many keys are being made already'] }));
  return json(keys, 200, { 'cache-control': 'no-store' });
}

/** Aborts the generation if the client disconnects, which frees the thread. */
function abortedByLeaving(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (response.destroyed) controller.abort();
  response.once('close', () => {
    controller.abort();
  });
  return controller.signal;
}
