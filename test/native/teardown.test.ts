// @module-tag quick-asan
// @module-tag tsan
// @module-tag quick-debug
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { runNode } from '../support/programs/run-node.js';

const EXITS = { code: 7, signal: null, stdout: '' };
/** What is thrown on purpose, and nothing else: an error in the program would end it with the same code. */
const THROWS = { code: 1, signal: null, stdout: '', stderr: expect.stringContaining('Error: on purpose') as string };
const GOES_ON = { code: 0, signal: null, stdout: 'alive\n', stderr: '' };

/** What a process or a worker may end with, and how the process should end then: test/fixtures/native/stage.mjs. */
const STAGES: Record<string, object> = {
  'the end of the program': { code: 0, signal: null, stdout: '', stderr: '' },
  'process.exit': EXITS,
  'process.exit, a little later': EXITS,
  'work that begins when the process exits': EXITS,
  'uncaught exception': THROWS,
  'unhandled rejection': THROWS,
  SIGTERM: { code: null, signal: 'SIGTERM', stdout: '', stderr: '' },
  'SIGTERM that is handled': EXITS,
  'process.exit with a worker at work': EXITS,
  'worker.terminate': GOES_ON,
  'process.exit in a worker': GOES_ON,
  'uncaught exception in a worker': GOES_ON,
  'a worker that ends by itself': GOES_ON,
  'eight workers at once': GOES_ON,
  'loaded by workers only, again and again': GOES_ON,
};

const EVERYTHING = 'everything';

/** What may be in flight meanwhile: test/fixtures/native/every-function.mjs. Sanitizers take too long for each apart. */
const KINDS = process.env['OFFLOOP_SANITIZE']
  ? [EVERYTHING]
  : [EVERYTHING, ...(JSON.parse((await runNode('native/stage.mjs')).stdout) as string[])];

/** One that hangs is killed, which is no right end. One that is killed leaves its files. */
const OPTIONS = {
  timeout: 50_000,
  killSignal: 'SIGKILL',
  env: { ...process.env, TMPDIR: temporaryFolder() },
} as const;

describe.each(Object.entries(STAGES))('an environment that ends by %s', (stage, end) => {
  test.each(KINDS)('in the middle of %s', async (kind) => {
    expect(await runNode('native/stage.mjs', [stage, kind], OPTIONS)).toMatchObject(end);
  });
});
