// The machine of a measurement.

import { spawnSync } from 'node:child_process';
import os from 'node:os';

/** The version of the openssl program, which may differ from Node's OpenSSL. */
function opensslProgram() {
  const { stdout } = spawnSync('openssl', ['version'], { encoding: 'utf8' });
  return stdout ? stdout.split(' ')[1] : 'none';
}

export function describeMachine() {
  return {
    processor: os.cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: os.availableParallelism(),
    system: `${os.type()} ${os.release()} ${process.arch}`,
    node: process.versions.node,
    openssl: process.versions.openssl,
    opensslProgram: opensslProgram(),
  };
}

export function formatMachine({ processor, cores, system, node, openssl, opensslProgram }) {
  return (
    `${processor}, ${cores} cores, ${system}, Node ${node}, ` +
    `OpenSSL ${openssl} in Node and ${opensslProgram} as a program`
  );
}
