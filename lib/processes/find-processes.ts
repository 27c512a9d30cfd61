import { invalidType, invalidValue } from '../errors.js';
import { awaitJob } from '../jobs/await-job.js';
import { native } from '../native/index.js';
import { UNCANCELLABLE } from '../native/jobs.js';
import { toFilePool } from '../pools/set-file-pool.js';
import { toInteger, toText } from '../validate.js';
import { decodeProcesses, type ProcessInfo } from './decode-processes.js';

/** The properties of a process to find: a name, a port, or both. A process has to match all that are given. */
export interface ProcessQuery {
  /** The whole command name, case-sensitive. If the kernel cut it at 15 bytes, the base name of `argv[0]` counts. */
  name?: string;
  /** A port that the process listens on (TCP) or is bound to (UDP), over IPv4 or IPv6. */
  port?: number;
  /** The protocol of the port. Default: both. */
  protocol?: 'tcp' | 'udp';
}

/**
 * Finds processes by name, by the port they serve, or by both, in one job.
 *
 * Ports belong to the caller's network namespace. The kernel shows the sockets of a process only to its own user and to
 * root, so a search by port leaves the processes of other users out.
 *
 * @throws TypeError `ERR_INVALID_ARG_VALUE` for neither a name nor a port, a protocol without a port, or an unknown
 * protocol; `ERR_INVALID_ARG_TYPE`.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a port below 1 or above 65535.
 * @throws Error `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM` as `listProcesses`.
 * @see proc(5)
 * @example
 * const [server] = await findProcesses({ port: 80, protocol: 'tcp' });
 * const workers = await findProcesses({ name: 'nginx' });
 */
export async function findProcesses(query: ProcessQuery): Promise<ProcessInfo[]> {
  const { name, port, protocol } = toQuery(query);
  const found = native.findProcesses(
    toFilePool(),
    UNCANCELLABLE,
    name,
    port ?? 0,
    protocol !== 'udp',
    protocol !== 'tcp',
  );
  return await decodeProcesses(await awaitJob(found, {}));
}

function toQuery(query: unknown): ProcessQuery {
  if (typeof query !== 'object' || query === null || Array.isArray(query)) {
    throw invalidType('query', 'of type object', query);
  }
  const { name, port, protocol } = query as Record<keyof ProcessQuery, unknown>;
  if (name === undefined && port === undefined) throw invalidValue('query', 'must have a name or a port', query);
  if (protocol !== undefined && protocol !== 'tcp' && protocol !== 'udp') {
    throw invalidValue('query.protocol', "must be 'tcp' or 'udp'", protocol);
  }
  if (protocol !== undefined && port === undefined) {
    throw invalidValue('query.protocol', 'requires query.port', protocol);
  }
  return {
    name: name === undefined ? undefined : toText(name, 'query.name'),
    port: port === undefined ? undefined : toInteger(port, 'query.port', 1, 65_535),
    protocol,
  };
}
