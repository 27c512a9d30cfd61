import { awaitJob } from '../jobs/await-job.js';
import { native } from '../native/index.js';
import { UNCANCELLABLE } from '../native/jobs.js';
import { toFilePool } from '../pools/set-file-pool.js';
import { decodeProcesses, type ProcessInfo } from './decode-processes.js';

/**
 * Lists all processes by ascending pid, read from /proc in one job. Processes that end during the job are left out, as
 * are those that a mount with `hidepid` hides.
 *
 * @throws Error `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM` if there is no /proc, or it shows another PID namespace.
 * @see proc(5)
 * @example
 * const nginx = (await listProcesses()).filter(({ name }) => name === 'nginx');
 */
export async function listProcesses(): Promise<ProcessInfo[]> {
  return await decodeProcesses(await awaitJob(native.listProcesses(toFilePool(), UNCANCELLABLE), {}));
}
