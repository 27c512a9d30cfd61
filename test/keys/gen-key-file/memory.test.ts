import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { foundInMemory } from '../../support/keys/process-memory.js';
import { secretNumbers } from '../../support/keys/secret-numbers.js';
import { hasProc } from '../../support/pools/threads.js';
import { startChild } from '../../support/programs/child.js';
import { fixture } from '../../support/programs/run-node.js';

// The search must find the keys that are kept, to prove that it can.
const types = { rsa: 'rsa', ec: 'ec', ed25519: 'ed25519', x448: 'x448', kept: 'ed25519' };

// AddressSanitizer maps terabytes of memory.
const isSanitized = process.env['OFFLOOP_SANITIZE'] !== undefined;
if (isSanitized) console.warn('skipped: gen-key-file/memory.test.ts cannot look through the memory of a sanitizer');

test.skipIf(!hasProc || isSanitized)(
  'genKeyFile leaves no key in the memory of the process, even if the file is not encrypted',
  async () => {
    const folder = temporaryFolder();
    const child = await startChild(process.execPath, [
      fixture('keys/keep-key-files.mjs'),
      folder,
      JSON.stringify(types),
    ]);
    expect(await child.nextLine()).toBe('made');

    const secrets: Record<string, Uint8Array> = {};
    for (const name of Object.keys(types)) {
      const pem = readFileSync(path.join(folder, name), 'utf8');
      const key = createPrivateKey(pem);
      for (const [number, bytes] of Object.entries(secretNumbers(key))) secrets[`${name}: ${number}`] = bytes;
      // Without the start that all such files share: the lines of PEM and the start of PKCS #8.
      const text = pem.split('\n').slice(1, -2).join('\n');
      secrets[`${name}: text`] = Buffer.from(text.slice(36));
    }
    const found = foundInMemory(child.pid, secrets);
    expect(found).toEqual(['kept: text']);
  },
);
