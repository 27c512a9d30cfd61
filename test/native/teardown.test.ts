// @module-tag quick-asan
// @module-tag tsan
// @module-tag quick-debug
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { runNode } from '../support/programs/run-node.js';

const EXITS = { code: 7, signal: null, stdout: '' };
/** The error that is thrown on purpose. A bug in the program would exit with the same code but another message. */
const THROWS = { code: 1, signal: null, stdout: '', stderr: expect.stringContaining('Error: on purpose') as string };
const GOES_ON = { code: 0, signal: null, stdout: 'alive\n', stderr: '' };

/** The ways in which a process or worker can end, with the expected exit: test/fixtures/native/stage.mjs. */
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

/** The kinds of pending jobs: test/fixtures/native/every-function.mjs. Sanitizers are too slow for each by itself. */
const KINDS = process.env['OFFLOOP_SANITIZE']
  ? [EVERYTHING]
  : [EVERYTHING, ...(JSON.parse((await runNode('native/stage.mjs')).stdout) as string[])];

/** A process that hangs is killed, which fails the test and leaves its files behind. */
const OPTIONS = {
  timeout: 50_000,
  killSignal: 'SIGKILL',
  env: { ...process.env, TMPDIR: temporaryFolder() },
} as const;

describe.each(Object.entries(STAGES))('an environment that ends by %s', (stage, end) => {
  test.each(KINDS)('exits as expected with pending jobs of %s', async (kind) => {
    expect(await runNode('native/stage.mjs', [stage, kind], OPTIONS)).toMatchObject(end);
  });
});
