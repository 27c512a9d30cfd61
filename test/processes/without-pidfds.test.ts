// @module-tag quick-portable
import { expect, test } from 'vitest';
import { isPortable } from '../support/left-out.js';
import { AS_IT_IS, refusing, runIn } from '../support/programs/modes.js';

/** Finding a tree needs /proc, which the portable build leaves out. */
const TREE = isPortable ? 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' : 'exited';

test.each([AS_IT_IS, ...refusing('pidfd_open', 'pidfd_send_signal', 'pidfd_open,pidfd_send_signal')])(
  'handles behave the same $title',
  async (mode) => {
    const { stdout, stderr, code } = await runIn(mode, 'processes/handles.mjs');
    expect({ stdout, stderr, code }).toEqual({
      stdout: `done done ESRCH EBADF exited exited gone ESRCH ETIMEDOUT EBADF ${TREE}\n`,
      stderr: '',
      code: 0,
    });
  },
);
