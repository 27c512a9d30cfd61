import { startChild } from '../programs/child.js';
import { fixture } from '../programs/run-node.js';

/** A write lease that another process holds on a file. Opening the file blocks in the kernel until it is released. */
export interface Lease {
  /** Resolves when a process tries to open the file. */
  asked(): Promise<void>;
  giveBack(): void;
}

/** Starts a process that takes a write lease on a file: fcntl(2). Skips the test if that fails. */
export async function holdLease(file: string, skip: (condition: boolean, reason: string) => void): Promise<Lease> {
  // Python crashes with the libraries that the sanitizers preload.
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
