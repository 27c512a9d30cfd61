// Measures the example server under load, with its work done in four ways. The server and the load are separate
// processes.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startModule, startProgram } from '../../scripts/children.mjs';

const WARM_UP_SECONDS = 0.5;

/** The requests, Node's own call for each, and the equivalent programs. `execSync` starts a shell. */
const OPERATIONS = [
  {
    name: 'kill',
    load: { method: 'POST', path: '/reload/:pid', connections: 16, seconds: 2.5 },
    node: 'process.kill',
    programs: { execFile: 'kill' },
  },
  {
    name: 'genKey',
    load: { method: 'POST', path: '/keys', body: 'correct horse battery staple', connections: 4, seconds: 4 },
    node: 'crypto.generateKeyPair',
    programs: { execSync: 'openssl', execFile: 'openssl' },
  },
  {
    name: 'readFile',
    load: { method: 'GET', path: '/files/page', connections: 16, seconds: 2.5 },
    node: 'fs.promises.readFile',
    programs: {},
  },
];
const WAYS = ['execSync', 'execFile', 'node', 'offloop'];

/**
 * Measures every operation in every way. `onStep` gets the name of the next step. A row without figures could not be
 * measured, because the program in `missing` is not installed.
 */
export async function compareServers(onStep) {
  const root = mkdtempSync(path.join(tmpdir(), 'offloop-start-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  writeFileSync(path.join(root, 'page'), Buffer.alloc(1024, 'offloop '));
  // The receiver ignores the signal, so that receiving it costs nothing.
  const target = await startProgram('sh', ['-c', "trap '' HUP; echo ready; exec cat"]);
  const generator = startModule(path.join(import.meta.dirname, 'load.ts'));

  const rows = [];
  for (const { name, load, node, programs } of OPERATIONS) {
    for (const way of WAYS) {
      const row = { operation: name, way: way === 'node' ? node : way };
      onStep(`measuring ${rows.length + 1}/${OPERATIONS.length * WAYS.length}: ${name} with ${row.way}…`);
      if (isMissing(programs[way])) {
        rows.push({ ...row, missing: programs[way] });
      } else {
        const resource = load.path.replace(':pid', target.pid);
        rows.push({ ...row, ...(await measure(generator, root, way, { ...load, path: resource })) });
      }
    }
  }
  await Promise.all([generator.stop(), target.stop()]);
  return rows;
}

function isMissing(program) {
  return program !== undefined && spawnSync(program, ['--version'], { stdio: 'ignore' }).error?.code === 'ENOENT';
}

/** Starts a new server for each measurement, without garbage or unfinished keys of another. */
async function measure(generator, root, way, { path: resource, ...load }) {
  const server = startModule(path.join(import.meta.dirname, 'serve.ts'), [root, way]);
  try {
    const url = `http://127.0.0.1:${await server.ask('port')}${resource}`;
    await generator.ask({ ...load, url, seconds: WARM_UP_SECONDS });
    await server.ask('watch');
    const { failure, ...figures } = await server.during(generator.ask({ ...load, url }));
    // Thousands of requests may have failed for the same reason.
    if (failure) throw new Error(`${server.said().slice(0, 2000)}\n${load.method} ${resource} with ${way}: ${failure}`);
    return { ...figures, longestDelayMs: await server.ask('longestDelayMs') };
  } finally {
    await server.stop();
  }
}
