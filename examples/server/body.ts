import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.js';

/**
 * Reads the body of a request and keeps at most `maxBytes`. Discards the rest of a larger one instead of closing the
 * connection, because a client that is still sending would not see the answer.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else reject(new Refusal(413, `at most ${maxBytes} bytes`));
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    request.on('error', reject);
  });
}
