// `npm start`: compares, from a fresh clone, the example server with offloop and with the alternatives. Uses only
// built-in modules, because nothing may be installed yet.

import { statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run, stopAll } from '../../scripts/children.mjs';
import { describeMachine, formatMachine } from '../../scripts/machine.mjs';
import { clearProgress, showProgress } from '../../scripts/progress.mjs';
import { compareServers } from './compare.mjs';
import { formatTable } from './table.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** npm writes this copy of the lock file last. Without it, the installation is incomplete. */
function isInstalled() {
  const installed = statSync(path.join(ROOT, 'node_modules/.package-lock.json'), { throwIfNoEntry: false });
  return installed !== undefined && installed.mtimeMs >= statSync(path.join(ROOT, 'package-lock.json')).mtimeMs;
}

async function start() {
  if (!isInstalled()) {
    showProgress('installing…');
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  showProgress('building…');
  await run('npm', ['run', 'compile', '--silent']);
  const rows = await compareServers(showProgress);
  clearProgress();
  console.log(`${formatTable(rows)}\n\n${formatMachine(describeMachine())}`);
}

let interruption;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // A second Ctrl-C does not wait for npm's clean-up.
    if (interruption) {
      clearProgress();
      process.exit();
    }
    interruption = signal;
    process.exitCode = 128 + os.constants.signals[signal];
    showProgress('stopping…');
    void stopAll();
  });
}

try {
  await start();
} catch (error) {
  clearProgress();
  if (!interruption) console.error(error.message);
  process.exitCode ??= 1;
} finally {
  await stopAll();
  clearProgress();
}
