// Claims: genKey makes single Ed25519 and P-256 keys in PEM at least 1.5 times as fast as crypto.generateKeyPair, and
// 25 times as fast as an openssl(1) child. The RSA figures only show the scale, because the times of RSA keys vary
// widely; rsa-throughput.ts compares many of them.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPrivateKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { genKey } from 'offloop';
import { compare, type Contender } from './support/compare.js';
import { keepInstalled } from './support/installed.js';
import { PEM } from './support/pem.js';
import { report } from './support/report.js';

const execute = promisify(execFile);
const generate = promisify(generateKeyPair);

/** Makes the private key in PEM. The public key would need a second child. */
type Make = () => Promise<string>;

function openssl(...args: string[]): Make {
  return async () => (await execute('openssl', args)).stdout;
}

interface KeyMaker extends Contender {
  run: Make;
}

function toContender(name: string, run: Make, claim?: Contender['claim']): KeyMaker {
  return { name, run, operations: 1, isAsync: true, claim };
}

function atLeast(wanted: number): Contender['claim'] {
  return { text: `offloop is at least ${wanted} times as fast`, holds: (factor) => factor >= wanted };
}

const ed25519 = [
  toContender('offloop genKey', async () => (await genKey('ed25519')).privateKey),
  toContender('crypto.generateKeyPair', async () => (await generate('ed25519', PEM)).privateKey, atLeast(1.5)),
  toContender("execFile('openssl genpkey')", openssl('genpkey', '-algorithm', 'ed25519'), atLeast(25)),
];

const p256 = [
  toContender('offloop genKey', async () => (await genKey('ec')).privateKey),
  toContender(
    'crypto.generateKeyPair',
    async () => (await generate('ec', { namedCurve: 'P-256', ...PEM })).privateKey,
    atLeast(1.5),
  ),
  toContender(
    "execFile('openssl genpkey')",
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'),
    atLeast(25),
  ),
];

const rsa = [
  toContender('offloop genKey', async () => (await genKey('rsa', { modulusLength: 2048, ...PEM })).privateKey),
  toContender(
    'crypto.generateKeyPair',
    async () => (await generate('rsa', { modulusLength: 2048, ...PEM })).privateKey,
  ),
  toContender("execFile('openssl genrsa')", openssl('genrsa', '2048')),
  toContender(
    "execFile('openssl genpkey')",
    openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'),
  ),
];

report(
  await compare(
    'genKey: Ed25519 in PEM, one at a time',
    await keepInstalled(ed25519, async ({ run }) => {
      assert.equal(createPrivateKey(await run()).asymmetricKeyType, 'ed25519');
    }),
  ),
);

report(
  await compare(
    'genKey: P-256 in PEM, one at a time',
    await keepInstalled(p256, async ({ run }) => {
      assert.equal(createPrivateKey(await run()).asymmetricKeyDetails?.namedCurve, 'prime256v1');
    }),
  ),
);

report(
  await compare(
    'genKey: RSA-2048 in PEM, one at a time',
    await keepInstalled(rsa, async ({ run }) => {
      assert.equal(createPrivateKey(await run()).asymmetricKeyDetails?.modulusLength, 2048);
    }),
    { rounds: 8, roundMs: 700, warmupMs: 0 },
  ),
);
