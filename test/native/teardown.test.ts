import { describe, expect, test } from 'vitest';
import { runNode } from '../support/run-node.js';

// What a process or a worker may end with while work of every kind is in flight, and how the process should end then.
const STAGES: [string, { code: number | null; signal: string | null; alive?: boolean }][] = [
  ['process.exit', { code: 7, signal: null }],
  ['process.exit, a little later', { code: 7, signal: null }],
  ['uncaught exception', { code: 1, signal: null }],
  ['unhandled rejection', { code: 1, signal: null }],
  ['SIGTERM', { code: null, signal: 'SIGTERM' }],
  ['process.exit with a worker at work', { code: 7, signal: null }],
  ['worker.terminate', { code: 0, signal: null, alive: true }],
  ['process.exit in a worker', { code: 0, signal: null, alive: true }],
  ['uncaught exception in a worker', { code: 0, signal: null, alive: true }],
  ['a worker that ends by itself, again and again', { code: 0, signal: null, alive: true }],
  ['eight workers at once', { code: 0, signal: null, alive: true }],
];

describe('an environment that ends in the middle of its work', () => {
  test.each(STAGES)('%s', async (stage, { code, signal, alive }) => {
    const ended = await runNode('native/stage.mjs', [stage]);
    expect(ended).toMatchObject({ code, signal, stdout: alive ? 'alive\n' : '' });
    if (code !== 1) expect(ended.stderr).toBe('');
  });
});
