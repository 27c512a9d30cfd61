import { spawn } from 'node:child_process';
import { createPrivateKey, createPublicKey, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { isPortable } from '../../support/left-out.js';
import { fixture } from '../../support/programs/run-node.js';

const KILLS = 200;
const AT_ONCE = 4;
const folder = temporaryFolder();

/** Kills a process that makes key files, shortly after it has reported this many, and returns the reported names. */
async function killWhileMaking(place: string, files: number): Promise<string[]> {
  const child = spawn(process.execPath, [fixture('keys/make-key-files.mjs'), place], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let told = '';
  for await (const chunk of child.stdout) {
    told += String(chunk);
    if (told.split('\n').length <= files) continue;
    // A random moment of its work.
    for (let spin = randomInt(100_000); spin > 0; spin--);
    child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  return told.split('\n').slice(0, -1);
}

/** Expects that every file with its final name is a whole key, and that every reported one exists. */
function check(place: string, told: readonly string[]): void {
  const there = readdirSync(place).filter((name) => !name.startsWith('.offloop-'));
  expect(there).toEqual(expect.arrayContaining(told.flatMap((name) => [name, `${name}.pub`])));
  for (const name of there) {
    const file = path.join(place, name);
    const read = name.endsWith('.pub') ? createPublicKey : createPrivateKey;
    read(readFileSync(file));
    if (name.endsWith('.pub')) continue;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    // The public half gets its name first.
    expect(there).toContain(`${name}.pub`);
  }
  // Other users cannot read a file without its final name.
  for (const name of readdirSync(place)) {
    const { mode } = statSync(path.join(place, name));
    const content = readFileSync(path.join(place, name), 'latin1');
    // Without O_TMPFILE the public half has a name before it has been written.
    if (isPortable && content === '') continue;
    if (!content.includes('PUBLIC')) expect(mode & 0o077).toBe(0);
  }
}

test(`a process that is killed while it makes key files leaves them whole or absent, ${KILLS} times of ${KILLS}`, async () => {
  let started = 0;
  const killOneAfterAnother = async () => {
    while (started < KILLS) {
      const place = path.join(folder, String(++started));
      mkdirSync(place);
      check(place, await killWhileMaking(place, randomInt(1, 12)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, killOneAfterAnother));
}, 600_000);
