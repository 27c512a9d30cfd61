// The processes that a script starts. Each has its own process group, so that its own children are stopped with it.
// Ctrl-C reaches only the script, which then stops them all.

import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const running = new Set();
let isStopping = false;

process.once('exit', () => {
  for (const program of running) program.signal('SIGKILL');
});

/** Stops all processes, and those that are started later. Resolves when they have ended. */
export async function stopAll() {
  isStopping = true;
  await Promise.all([...running].map((program) => program.stop()));
}

function track(name, child) {
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  const ended = once(child, 'close')
    .then(([code, signal]) => signal ?? code)
    .finally(() => running.delete(program));
  const program = {
    ended,
    said: () => Buffer.concat(said).toString(),
    failure: (outcome) => new Error(`${program.said()}\n${name} ended with ${outcome}`.trimStart()),
    /** Returns the result of `work`. Rejects if the process ends first. */
    async during(work) {
      const failed = ended.then((outcome) => {
        throw program.failure(outcome);
      });
      return await Promise.race([work, failed]);
    },
    signal(signal) {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has ended in the meantime.
      }
    },
    async stop() {
      program.signal('SIGTERM');
      await ended;
    },
  };
  running.add(program);
  if (isStopping) program.signal('SIGTERM');
  return program;
}

/** Runs a program until it exits. Prints its output only if it fails. */
export async function run(command, args) {
  const child = spawn(command, args, { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const program = track([command, ...args].join(' '), child);
  const outcome = await program.ended;
  if (outcome !== 0) throw program.failure(outcome);
}

/** Starts a program that ends at the latest with its stdin, and waits for its first output. */
export async function startProgram(command, args) {
  const child = spawn(command, args, { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const program = track(command, child);
  await program.during(once(child.stdout, 'data'));
  return { pid: child.pid, stop: program.stop };
}

/** Starts a TypeScript module that answers questions, one at a time. */
export function startModule(file, args = []) {
  const child = fork(file, args, {
    cwd: ROOT,
    detached: true,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const program = track(path.relative(ROOT, file), child);
  return {
    ...program,
    async ask(question) {
      // A question that cannot be sent means that the process has ended.
      child.send(question, () => undefined);
      const [answer] = await program.during(once(child, 'message'));
      return answer;
    },
  };
}
