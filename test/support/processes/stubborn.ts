import { startChild, type Child } from '../programs/child.js';
import { fixture } from '../programs/run-node.js';

/** A process that no signal but SIGKILL ends; it prints the name of each SIGTERM, SIGINT and SIGHUP that it gets. */
export async function startStubborn(): Promise<Child> {
  const child = await startChild('python3', [fixture('processes/stubborn.py')]);
  await child.nextLine();
  return child;
}
