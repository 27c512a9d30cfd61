import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { startChild } from '../programs/child.js';
import { fixture } from '../programs/run-node.js';
import { whyNoMounts } from './mount.js';

const program = fixture('files/slow-fuse.py');

/** Why there is no FUSE here, which is printed; undefined where there is. */
export const whyNoFuse = whyNoMounts ?? reasonAgainstFuse();
if (whyNoFuse !== whyNoMounts) console.warn(`skipped: tests with a slow file system: ${whyNoFuse}`);

function reasonAgainstFuse(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'offloop-trial-'));
  try {
    // It has nothing to wait for, and unmounts itself.
    const { error, status, stderr } = spawnSync('python3', [program, folder, '0'], { input: '', encoding: 'utf8' });
    return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n').at(-1));
  } finally {
    rmdirSync(folder);
  }
}

/** What the kernel asks of a file system: fuse(4). */
export type Kind = 'LOOKUP' | 'GETATTR' | 'OPEN' | 'READ' | 'FLUSH' | 'STATFS';

/** A mounted file system whose answers wait until they are asked for: test/fixtures/files/slow-fuse.py. */
export interface SlowFuse {
  /** From now on requests of this kind wait. */
  hold(kind: Kind): Promise<void>;
  /** Resolves when one more waits; it is called before they are released, or never. */
  begun(kind: Kind): Promise<void>;
  /** Answers them, and says how many there were. Fails the test where one has waited too long, as in an event loop. */
  release(kind: Kind): Promise<number>;
  unmount(): Promise<void>;
}

/**
 * Mounts it until the test is over. Names and attributes are known to the kernel for so many seconds: only then does it
 * open a file without asking for its name again.
 */
export async function startSlowFuse(folder: string, validSeconds = 3600): Promise<SlowFuse> {
  mkdirSync(folder, { recursive: true });
  const daemon = await startChild('python3', [program, folder, String(validSeconds)]);
  const unmount = async () => {
    daemon.hangUp();
    await daemon.ended;
  };
  onTestFinished(unmount);
  const line = async (start: string) => {
    for (;;) {
      const said = await daemon.nextLine();
      if (said.startsWith(start)) return said;
    }
  };
  await line('mounted');
  return {
    hold: async (kind) => {
      daemon.tell(`hold ${kind}`);
      await line(`holding ${kind}`);
    },
    begun: async (kind) => {
      await line(`${kind} begun`);
    },
    release: async (kind) => {
      daemon.tell(`release ${kind}`);
      const [waiting, failed] = (await line(`released ${kind}`)).split(' ').slice(2).map(Number);
      if (failed !== 0) throw new Error(`${kind} was not released in time: something waits for it that must not`);
      return waiting ?? NaN;
    },
    unmount,
  };
}

/** What is in the files of a slow file system, which are all that have a name that begins with "file". */
export function contentOf(name: string): string {
  return `content of ${name}\n`;
}
