import { expect } from 'vitest';
import { manyTurns } from '../turns.js';
import type { Kind, SlowFuse } from './fuse.js';

/**
 * What a read gives that a slow file system keeps waiting; fails where it keeps the event loop waiting too. `begin` is
 * called when the file system holds requests of this kind already.
 */
export async function readWhileHeld(fuse: SlowFuse, kind: Kind, begin: () => Promise<string>): Promise<string> {
  await fuse.hold(kind);
  const pending = begin();
  // Where the test fails before it awaits it, that is what it should tell.
  pending.catch(() => undefined);
  await fuse.begun(kind);
  await manyTurns();
  expect(await fuse.release(kind)).toBeGreaterThan(0);
  return await pending;
}
