// @module-tag quick-portable
import { openProcess } from 'offloop';
import { describe, expect, test } from 'vitest';
import { isLeftOut } from '../support/left-out.js';
import { outcomeOf } from '../support/outcome.js';
import { handleCalls } from '../support/processes/handle-calls.js';
import { startStubborn } from '../support/processes/stubborn.js';

describe('a handle that is closed while a call is pending', () => {
  test.each(handleCalls)('$name', async ({ start, signals, result, afterClose }) => {
    const child = await startStubborn();
    const handle = await openProcess(child.pid);
    const begun = start(handle);
    if (signals) expect(await child.nextLine()).toBe('SIGTERM');
    handle.close();
    if (afterClose !== undefined) expect(await outcomeOf(begun)).toEqual(afterClose);
    process.kill(child.pid, 'SIGKILL');
    if (afterClose === undefined) expect(await begun).toEqual(result(child.pid));
  });

  test.each([false, true])('terminate() still sends SIGKILL after forceAfterMs, with tree: %s', async (tree) => {
    if (tree && isLeftOut('/proc')) return;
    const child = await startStubborn();
    let terminating;
    {
      using handle = await openProcess(child.pid);
      terminating = handle.terminate({ forceAfterMs: 50, tree });
    }
    expect(await terminating).toEqual({ outcome: 'forced', pids: [child.pid], failed: [] });
    expect(await child.ended).toBe('SIGKILL');
  });
});
