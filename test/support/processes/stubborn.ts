import { startChild, type Child } from '../programs/child.js';
import { fixture } from '../programs/run-node.js';

/** Starts a process that only SIGKILL ends. It prints the name of each SIGTERM, SIGINT and SIGHUP. */
export async function startStubborn(): Promise<Child> {
  const child = await startChild('python3', [fixture('processes/stubborn.py')]);
  await child.nextLine();
  return child;
}
