import { awaitJob } from '../jobs/await-job.js';
import { native } from '../native/index.js';
import { UNCANCELLABLE } from '../native/jobs.js';
import { toFilePool } from '../pools/set-file-pool.js';
import { decodeProcesses, type ProcessInfo } from './decode-processes.js';
import { toPid } from './pid.js';

/**
 * Lists the children of a process, their children and so on, parents before their children. The process itself is not
 * in the list.
 *
 * @throws Error `ESRCH` if there is no such process or it is a zombie; `EPERM` or `EACCES` if a mount of /proc with
 * `hidepid` hides it; `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM` as `listProcesses`.
 * @throws TypeError `ERR_INVALID_ARG_TYPE` if the pid is not a number.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a pid below 1.
 * @see proc(5)
 * @example
 * for (const { pid, argv } of await descendants(server.pid)) console.log(pid, argv.join(' '));
 */
export async function descendants(pid: number): Promise<ProcessInfo[]> {
  const root = toPid(pid);
  return await decodeProcesses(await awaitJob(native.descendants(toFilePool(), UNCANCELLABLE, root), { pid: root }));
}
