import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.js';

/**
 * Reads the body of a request, and keeps no more of it than `maxBytes`. The rest of a larger one flows by unread: a
 * client that is still sending would not get to see the answer if the connection were closed on it.
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
