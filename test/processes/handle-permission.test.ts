// @module-tag quick-portable
import { expect, test } from 'vitest';
import { needs } from '../support/left-out.js';
import { fixture } from '../support/programs/run-node.js';
import { lacksStrace, runInjected } from '../support/programs/strace.js';

needs('pidfds');

// Another process may have the pid by then, and kill(2) would signal it. The first call only checks for support.
test.skipIf(lacksStrace('handle-permission.test.ts'))(
  'kill() of a handle does not fall back to the pid if the kernel refuses the pidfd',
  async () => {
    const program = [process.execPath, fixture('processes/signal-by-handle.mjs')];
    for (const error of ['EPERM', 'EINVAL', 'ENOSYS']) {
      const refused = await runInjected([`pidfd_send_signal:error=${error}:when=2+`], program);
      expect(refused).toMatchObject({ stdout: `${error} ${error} partial ${error}\n`, stderr: '', code: 0 });
    }
  },
);
