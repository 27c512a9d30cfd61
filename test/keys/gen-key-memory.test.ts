import { createPrivateKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { startChild } from '../support/child.js';
import { keyCases, privateCases } from '../support/key-cases.js';
import { foundInMemory } from '../support/process-memory.js';
import { fixture } from '../support/run-node.js';
import { secretNumbers } from '../support/secret-numbers.js';
import { hasProc } from '../support/threads.js';

const encrypted = keyCases.flatMap(({ name, type, options }) =>
  privateCases(type)
    .filter(({ encoding }) => encoding.cipher === 'aes-256-cbc')
    .map(({ name: form, encoding }) => ({ name: `${name}, ${form}`, type, options, encoding })),
);

// What is kept has to be found, for the test to be worth anything.
const kept = (['rsa', 'ec'] as const).map((type) => {
  return { name: `kept ${type}`, type, options: {}, encoding: { type: 'pkcs8', format: 'der' } as const };
});

test.skipIf(!hasProc)('no secret number is left in memory, nor a passphrase', async () => {
  const passphrase = randomBytes(16).toString('hex');
  const cases = [...encrypted, ...kept];
  const requests = cases.map(({ type, options, encoding: { type: form, format, ...encoding } }) => {
    const cipher = 'cipher' in encoding ? encoding.cipher : undefined;
    return { type, options: { ...options, privateKeyEncoding: { type: form, format, cipher } } };
  });
  const child = await startChild(process.execPath, [fixture('keys/keep-keys.mjs'), JSON.stringify(requests)]);
  child.tell(passphrase);

  const secrets: Record<string, Uint8Array> = { passphrase: Buffer.from(passphrase) };
  for (const { name, encoding } of cases) {
    const key = Buffer.from(await child.nextLine(), 'base64');
    const numbers = secretNumbers(createPrivateKey({ key, ...encoding, passphrase }));
    for (const [number, bytes] of Object.entries(numbers)) secrets[`${name}: ${number}`] = bytes;
  }
  expect(await child.nextLine()).toBe('made');
  expect(foundInMemory(child.pid, secrets)).toEqual(Object.keys(secrets).filter((name) => name.startsWith('kept')));
});
