import { expect, test } from 'vitest';
import { AS_IT_IS, refusing, runIn } from '../support/modes.js';

test.each([AS_IT_IS, ...refusing('pidfd_open', 'pidfd_send_signal', 'pidfd_open,pidfd_send_signal')])(
  'handles do the same $title',
  async (mode) => {
    const { stdout, stderr, code } = await runIn(mode, 'processes/handles.mjs');
    expect({ stdout, stderr, code }).toEqual({
      stdout: 'done done ESRCH EBADF exited exited gone ESRCH ETIMEDOUT EBADF exited\n',
      stderr: '',
      code: 0,
    });
  },
);
