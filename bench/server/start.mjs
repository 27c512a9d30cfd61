// `npm start`: from a fresh clone to a table of how the example server does its work, beside the ways without offloop.
// Nothing may be installed yet when this runs: it has only what Node brings.

import { statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run, stopAll } from '../../scripts/children.mjs';
import { describeMachine, formatMachine } from '../../scripts/machine.mjs';
import { clearProgress, showProgress } from '../../scripts/progress.mjs';
import { compareServers } from './compare.mjs';
import { formatTable } from './table.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** npm writes its own copy of the lock file last: without it, an installation was never finished. */
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
    // Asked twice, it does not wait for npm to take its half of an installation back.
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
