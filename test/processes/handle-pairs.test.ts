// @module-tag quick-portable
import { openProcess } from 'offloop';
import { describe, expect, test } from 'vitest';
import { exits, handleCalls, terminates } from '../support/processes/handle-calls.js';
import { startStubborn } from '../support/processes/stubborn.js';

const pairs = handleCalls.flatMap((first) => handleCalls.map((second) => ({ first, second })));

describe('two concurrent calls on one handle do not affect each other', () => {
  test.each(pairs)('$first.name, then $second.name', async ({ first, second }) => {
    const child = await startStubborn();
    using handle = await openProcess(child.pid);
    const begun: Promise<unknown>[] = [];
    for (const call of [first, second]) {
      begun.push(call.start(handle));
      if (call.signals) expect(await child.nextLine()).toBe('SIGTERM');
    }
    process.kill(child.pid, 'SIGKILL');
    expect(await Promise.all(begun)).toEqual([first, second].map(({ result }) => result(child.pid)));
  });

  test.each([exits, terminates])(
    'terminate() sends SIGKILL after forceAfterMs while $name is pending',
    async ({ start }) => {
      const child = await startStubborn();
      using handle = await openProcess(child.pid);
      const other = start(handle);
      expect(await handle.terminate({ forceAfterMs: 0 })).toEqual({ outcome: 'forced', pids: [child.pid], failed: [] });
      await other;
    },
  );

  test('a hundred pending calls of each', async () => {
    const child = await startStubborn();
    using handle = await openProcess(child.pid);
    const begun = Array.from({ length: 100 }, () => [handle.exited, handle.terminate({ forceAfterMs: Infinity })]);
    process.kill(child.pid, 'SIGKILL');
    await Promise.all(begun.flat());
  });
});
