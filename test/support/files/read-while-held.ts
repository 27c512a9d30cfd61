import { expect } from 'vitest';
import { manyTurns } from '../turns.js';
import type { Kind, SlowFuse } from './fuse.js';

/**
 * Returns the outcome of a read that a slow file system delays. Fails if the delay blocks the event loop. `begin` is
 * called once the file system delays requests of this kind.
 */
export async function readWhileHeld(fuse: SlowFuse, kind: Kind, begin: () => Promise<string>): Promise<string> {
  await fuse.hold(kind);
  const pending = begin();
  // If the test fails before it awaits this, it should report its own error.
  pending.catch(() => undefined);
  await fuse.begun(kind);
  await manyTurns();
  expect(await fuse.release(kind)).toBeGreaterThan(0);
  return await pending;
}
