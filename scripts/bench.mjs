// npm run bench [-- NAME…] [-- --json FILE]: runs the benchmarks of bench/, each in a process of its own, so that what
// one leaves behind (memory, compiled code, threads) does not weigh on the next.

import { fork } from 'node:child_process';
import { accessSync, constants, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, formatMachine } from './machine.mjs';

const folder = path.resolve(import.meta.dirname, '../bench');

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function readArguments() {
  const known = readdirSync(folder).flatMap((name) => (name.endsWith('.ts') ? [name.slice(0, -'.ts'.length)] : []));
  // npm passes on the second "--" of "npm run bench -- NAME -- --json FILE".
  const args = process.argv.slice(2).filter((argument) => argument !== '--');
  const { values, positionals } = parseArgs({ args, options: { json: { type: 'string' } }, allowPositionals: true });
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`No benchmark is called ${unknown.join(', ')}. There are: ${known.join(', ')}`);
  // Better now than after minutes of measuring.
  if (values.json !== undefined) accessSync(path.dirname(path.resolve(values.json)), constants.W_OK);
  return { names: positionals.length > 0 ? [...new Set(positionals)] : known, jsonFile: values.json };
}

/** Runs one benchmark, which prints its tables and sends them here. */
function run(name) {
  return new Promise((resolve) => {
    const tables = [];
    const child = fork(path.join(folder, `${name}.ts`), { execArgv: ['--import', import.meta.resolve('tsx')] });
    child.on('message', (table) => tables.push(table));
    child.on('close', (code, signal) => resolve({ name, tables, failure: signal ?? (code === 0 ? undefined : code) }));
  });
}

let request;
try {
  request = readArguments();
} catch (error) {
  fail(error.message);
}

const machine = describeMachine();
process.stdout.write(`${formatMachine(machine)}\n\n`);

const results = [];
for (const name of request.names) results.push(await run(name));
if (request.jsonFile !== undefined) {
  const benchmarks = results.map(({ name, tables }) => ({ name, tables }));
  writeFileSync(
    request.jsonFile,
    `${JSON.stringify({ date: new Date().toISOString(), machine, benchmarks }, null, 2)}\n`,
  );
}
const failed = results.filter(({ failure }) => failure !== undefined);
if (failed.length > 0) fail(failed.map(({ name, failure }) => `${name} failed: ${failure}`).join('\n'));
