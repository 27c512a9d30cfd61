// npm run bench [-- NAME…] [-- --json FILE] [-- --runtimes NAME,…]: runs the benchmarks of bench/, each in its own
// process, so that the memory, compiled code and threads of one do not affect the next. NAME is the name of a benchmark
// or a prefix: read-file means read-file, read-file-on-threads, … A runtime is node (the one that runs this), node-20,
// …, bun. A benchmark's own options are written --NAME=VALUE.

import { fork } from 'node:child_process';
import { accessSync, constants, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, formatMachine } from './machine.mjs';
import { installRuntimes } from './runtimes.mjs';

const folder = path.resolve(import.meta.dirname, '../bench');

/** The benchmarks whose contenders differ between runtimes. They run on several. */
const OTHER_RUNTIMES = {
  'read-file': ['node-26', 'bun'],
  'read-file-64-mib': ['node-22', 'node-24', 'node-26'],
  'read-file-deployments': ['node-22', 'node-24', 'node-26'],
  'read-file-on-threads': ['node-26'],
};

/** The benchmarks that have options of their own. */
const HAVE_OPTIONS = ['read-file-deployments'];

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const OWN_OPTIONS = { json: { type: 'string' }, runtimes: { type: 'string' } };

/** Returns the options of a benchmark as its arguments. */
function toArguments(tokens) {
  return tokens.flatMap(({ kind, name, rawName, value }) => {
    if (kind !== 'option') return [];
    if (name in OWN_OPTIONS && value === undefined) throw new Error(`${rawName} needs a value`);
    return name in OWN_OPTIONS ? [] : [value === undefined ? rawName : `${rawName}=${value}`];
  });
}

function readArguments() {
  const known = readdirSync(folder).flatMap((name) => (name.endsWith('.ts') ? [name.slice(0, -'.ts'.length)] : []));
  // npm passes the second "--" of "npm run bench -- NAME -- --json FILE" on.
  const args = process.argv.slice(2).filter((argument) => argument !== '--');
  const options = { args, options: OWN_OPTIONS, strict: false, allowPositionals: true, tokens: true };
  const { values, positionals, tokens } = parseArgs(options);
  const isMeant = (name, asked) => name === asked || name.startsWith(`${asked}-`);
  const unknown = positionals.filter((asked) => !known.some((name) => isMeant(name, asked)));
  if (unknown.length > 0)
    throw new Error(`No benchmark is called ${unknown.join(', ')}. There are: ${known.join(', ')}`);
  const names = known.filter((name) => positionals.length === 0 || positionals.some((asked) => isMeant(name, asked)));
  const passedOn = toArguments(tokens);
  const takeNone = names.filter((name) => !HAVE_OPTIONS.includes(name));
  if (passedOn.length > 0 && takeNone.length > 0) {
    throw new Error(`${passedOn.join(' ')} is no option of ${takeNone.join(', ')}`);
  }
  // Fails now instead of after minutes of measuring.
  if (values.json !== undefined) accessSync(path.dirname(path.resolve(values.json)), constants.W_OK);
  return { names, jsonFile: values.json, runtimes: values.runtimes?.split(','), passedOn };
}

/** Runs one benchmark, which prints its tables and sends them here. Bun runs TypeScript directly. */
function run(name, runtime, program, args) {
  return new Promise((resolve) => {
    const tables = [];
    const execArgv = runtime === 'bun' ? [] : ['--import', import.meta.resolve('tsx')];
    const child = fork(path.join(folder, `${name}.ts`), args, { execPath: program, execArgv });
    child.on('message', (table) => tables.push(table));
    child.on('close', (code, signal) =>
      resolve({ name, runtime, tables, failure: signal ?? (code === 0 ? undefined : code) }),
    );
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

const runtimesOf = (name) => request.runtimes ?? ['node', ...(OTHER_RUNTIMES[name] ?? [])];
const needsOthers = request.names.some((name) => runtimesOf(name).some((runtime) => runtime !== 'node'));
const programs = { ...(needsOthers ? await installRuntimes() : {}), node: process.execPath };
const missing = request.runtimes?.filter((runtime) => !(runtime in programs)) ?? [];
if (missing.length > 0) fail(`There is no runtime ${missing.join(', ')}`);

const results = [];
for (const name of request.names) {
  for (const runtime of runtimesOf(name)) {
    const program = programs[runtime];
    if (program) results.push(await run(name, runtime, program, request.passedOn));
  }
}
if (request.jsonFile !== undefined) {
  const benchmarks = results.map(({ name, runtime, tables }) => ({ name, runtime, tables }));
  writeFileSync(
    request.jsonFile,
    `${JSON.stringify({ date: new Date().toISOString(), machine, benchmarks }, null, 2)}\n`,
  );
}
const failed = results.filter(({ failure }) => failure !== undefined);
if (failed.length > 0)
  fail(failed.map(({ name, runtime, failure }) => `${name} failed on ${runtime}: ${failure}`).join('\n'));
