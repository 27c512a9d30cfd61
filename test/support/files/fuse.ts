import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { startChild } from '../programs/child.js';
import { fixture } from '../programs/run-node.js';
import { whyNoMounts } from './mount.js';

const program = fixture('files/slow-fuse.py');

/** The reason why FUSE is not available, which is printed; undefined if it is. */
export const whyNoFuse = whyNoMounts ?? reasonAgainstFuse();
if (whyNoFuse !== whyNoMounts) console.warn(`skipped: tests with a slow file system: ${whyNoFuse}`);

function reasonAgainstFuse(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'offloop-trial-'));
  try {
    // It has no request to delay, and unmounts itself.
    const { error, status, stderr } = spawnSync('python3', [program, folder, '0'], { input: '', encoding: 'utf8' });
    return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n').at(-1));
  } finally {
    rmdirSync(folder);
  }
}

/** A request of the kernel to a file system: fuse(4). */
export type Kind = 'LOOKUP' | 'GETATTR' | 'OPEN' | 'READ' | 'FLUSH' | 'STATFS';

/** A mounted file system that can delay its replies: test/fixtures/files/slow-fuse.py. */
export interface SlowFuse {
  /** Delays requests of this kind from now on. */
  hold(kind: Kind): Promise<void>;
  /** Resolves when one more request is delayed. Call it before `release`. */
  begun(kind: Kind): Promise<void>;
  /** Replies to the delayed requests and returns their number. Fails the test if one was delayed for too long. */
  release(kind: Kind): Promise<number>;
  unmount(): Promise<void>;
}

/**
 * Mounts it until the test is over. The kernel caches names and attributes for `validSeconds`; only while they are
 * cached does it open a file without a new look-up.
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

/** The content of a file of the slow file system. Every name that begins with "file" exists. */
export function contentOf(name: string): string {
  return `content of ${name}\n`;
}
