import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('crowd.py', import.meta.url));

export interface Crowd {
  /** Ends all of them. */
  leave: () => Promise<void>;
}

/** Starts many sleeping processes. They end with this process at the latest. */
export async function gather(count: number): Promise<Crowd> {
  const crowd = spawn('python3', [PROGRAM, String(count)], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(crowd.stdout, 'data');
  return {
    leave: async () => {
      crowd.stdin.end();
      await once(crowd, 'exit');
    },
  };
}
