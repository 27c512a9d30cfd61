// @module-tag quick-portable
import { expect, test } from 'vitest';
import { needs } from '../support/left-out.js';
import { fixture } from '../support/programs/run-node.js';
import { lacksStrace, runInjected } from '../support/programs/strace.js';

needs('pidfds');

// By then the pid may be another's, whom kill(2) would hit. The first call only asks whether the kernel has it.
test.skipIf(lacksStrace('handle-permission.test.ts'))(
  'a signal that the kernel refuses to send by descriptor is not sent to the pid',
  async () => {
    const program = [process.execPath, fixture('processes/signal-by-handle.mjs')];
    for (const error of ['EPERM', 'EINVAL', 'ENOSYS']) {
      const refused = await runInjected([`pidfd_send_signal:error=${error}:when=2+`], program);
      expect(refused).toMatchObject({ stdout: `${error} ${error} partial ${error}\n`, stderr: '', code: 0 });
    }
  },
);
