import { generateKeyPair } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { genKey } from 'offloop';
import { PEM } from '../support/pem.js';

/** Starts or stops the generation of keys on every core; or asks for the server's port or its usage. */
export type HelloQuestion = { makeKeysWith: string } | 'port' | 'stop' | 'cpuMs';

const generate = promisify(generateKeyPair);
const MAKERS: Record<string, (() => Promise<unknown>) | undefined> = {
  'offloop genKey': () => genKey('rsa'),
  'crypto.generateKeyPair': () => generate('rsa', { modulusLength: 2048, ...PEM }),
};

const server = createServer((_request, response) => {
  response.end('hello\n');
}).listen(0, '127.0.0.1');
const listening = once(server, 'listening');

const keys = { wanted: false, made: 0, lanes: [] as Promise<void>[] };

async function makeUntilStopped(make: () => Promise<unknown>): Promise<void> {
  do {
    await make();
    // Pending keys finish but do not count, because they are incomplete at the end of the measurement.
    if (keys.wanted) keys.made++;
  } while (keys.wanted);
}

async function answer(question: HelloQuestion): Promise<number> {
  if (question === 'port') {
    await listening;
    return (server.address() as AddressInfo).port;
  }
  if (question === 'cpuMs') {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
  if (question === 'stop') {
    keys.wanted = false;
    await Promise.all(keys.lanes);
    return keys.made;
  }
  const make = MAKERS[question.makeKeysWith];
  if (make === undefined) return 0;
  keys.wanted = true;
  keys.made = 0;
  keys.lanes = Array.from({ length: availableParallelism() }, () => makeUntilStopped(make));
  return keys.lanes.length;
}

process.on('message', (question: HelloQuestion) => {
  void answer(question).then((reply) => process.send?.(reply));
});
// The measuring process has ended.
process.once('disconnect', () => process.exit());
