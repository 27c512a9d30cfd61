// @module-tag quick-asan
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { fixture, runNode } from '../support/programs/run-node.js';

const isSanitized = process.env['OFFLOOP_SANITIZE']?.includes('address') ?? false;

/** The leaks that LeakSanitizer found, each with its call stack, the innermost function first. */
function leaksIn(report: string): string[][] {
  return report
    .split(/^(?:Direct|Indirect) leak of /m)
    .slice(1)
    .map((leak) => [...leak.matchAll(/^ +#\d+ 0x[0-9a-f]+ in (.*)$/gm)].map(([, name = '']) => name));
}

/**
 * Node's own leaks at the end of an environment, a few bytes each: the wrapper of an external value (Node 20), and the
 * rest of a promise that can no longer be settled.
 */
const NODES_OWN = /^napi_create_(external|promise) /;

/** Whether the addon leaked the memory, allocated by itself or through Node-API. */
function isOurs(calls: string[]): boolean {
  const [asked = '', caller = ''] = calls.filter((name) => !/^(operator new|__interceptor_|std::)/.test(name));
  const isThroughNode = asked.startsWith('napi_') && !NODES_OWN.test(asked);
  return /\boffloop::/.test(isThroughNode ? caller : asked);
}

test('the addon leaks no memory when the program and its workers have ended', async ({ skip }) => {
  skip(!isSanitized, 'LeakSanitizer needs a build with AddressSanitizer: npm run test:sanitizers');
  const library = path.join(temporaryFolder(), 'leak.so');
  execFileSync('gcc', ['-shared', '-fPIC', '-o', library, fixture('leaks/leak.c')]);
  const env = {
    ...process.env,
    LD_PRELOAD: `${process.env['LD_PRELOAD'] ?? ''} ${library}`,
    ASAN_OPTIONS: 'detect_leaks=1:exitcode=0',
  };
  const { stdout, stderr } = await runNode('native/end-by-itself.mjs', [], { env });
  expect(stdout).toBe('ended\n');
  expect(stderr).toContain('leak of 12345 byte(s)');
  expect(leaksIn(stderr).filter(isOurs)).toEqual([]);
});
