// @module-tag no-asan
import { createPrivateKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { keyCases, privateCases, type KeyCase, type PrivateCase } from '../../support/keys/key-cases.js';
import { foundInMemory } from '../../support/keys/process-memory.js';
import { secretNumbers } from '../../support/keys/secret-numbers.js';
import { hasProc } from '../../support/pools/threads.js';
import { startChild } from '../../support/programs/child.js';
import { fixture } from '../../support/programs/run-node.js';

interface Case extends KeyCase, Pick<PrivateCase, 'encoding'> {
  isKept?: boolean;
}

/** Encodings that a program can wipe, or that are encrypted: it cannot wipe a string that is not. */
const wiped: Case[] = keyCases.flatMap((keyCase) =>
  privateCases(keyCase.type)
    .filter(({ encoding: { format, cipher } }) => cipher === 'aes-256-cbc' || (cipher ?? format) === 'der')
    .map(({ name, encoding }) => ({ ...keyCase, name: `${keyCase.name}, ${name}`, encoding })),
);

/** Secrets that the search must find, to prove that it can. */
const kept: Case[] = (['rsa', 'ec', 'ed25519'] as const).map((type) => {
  return { name: `kept ${type}`, type, options: {}, encoding: { type: 'pkcs8', format: 'der' }, isKept: true };
});

test.skipIf(!hasProc)('genKey leaves neither the secret numbers of a key in memory nor its passphrase', async () => {
  const passphrase = randomBytes(16).toString('hex');
  const cases = [...wiped, ...kept];
  // The child gets its passphrase another way.
  const requests = cases.map(({ type, options, encoding, isKept }) => {
    return { type, options: { ...options, privateKeyEncoding: { ...encoding, passphrase: undefined } }, isKept };
  });
  const child = await startChild(process.execPath, [fixture('keys/keep-keys.mjs'), JSON.stringify(requests)]);
  child.tell(passphrase);

  const secrets: Record<string, Uint8Array> = { passphrase: Buffer.from(passphrase) };
  for (const { name, encoding } of cases) {
    const key = Buffer.from(await child.nextLine(), 'base64');
    for (const [number, bytes] of Object.entries(secretNumbers(createPrivateKey({ key, ...encoding, passphrase })))) {
      secrets[`${name}: ${number}`] = bytes;
    }
  }
  expect(await child.nextLine()).toBe('made');
  const expected = ['rsa: d', 'rsa: p', 'rsa: q', 'rsa: dp', 'rsa: dq', 'rsa: qi', 'ec: d', 'ed25519: seed'];
  expect(foundInMemory(child.pid, secrets)).toEqual(expected.map((name) => `kept ${name}`));
});
