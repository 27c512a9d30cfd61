import { startChild } from '../programs/child.js';
import { fixture } from '../programs/run-node.js';

/** A lease on a file that somebody else holds: until it is given back, opening the file blocks in the kernel. */
export interface Lease {
  /** Resolves when somebody wants to open the file. */
  asked(): Promise<void>;
  giveBack(): void;
}

/** Has another process take a write lease on a file: fcntl(2). Where that cannot be had, the test is skipped. */
export async function holdLease(file: string, skip: (condition: boolean, reason: string) => void): Promise<Lease> {
  // Python does not survive what the sanitizers preload.
  const env = { ...process.env, LD_PRELOAD: undefined };
  const holder = await startChild('python3', [fixture('files/hold-lease.py'), file, 'stubborn'], { env });
  const answer = await holder.nextLine();
  skip(answer !== 'held', `no leases on this file system: ${answer}`);
  return {
    asked: async () => {
      await holder.nextLine();
    },
    giveBack: () => {
      holder.tell('give it back');
    },
  };
}
