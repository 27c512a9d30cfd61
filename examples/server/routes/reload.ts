import { Refusal, refuse } from '../refusal.js';
import type { Reply } from '../reply.js';
import type { Work } from '../work.js';

/** `POST /reload/:pid` sends HUP, at which most daemons read their configuration again. */
export async function reload(work: Work, pid: string): Promise<Reply> {
  // 0 and negative numbers mean process groups, which a request must not name.
  if (!/^[1-9]\d*$/.test(pid)) throw new Refusal(400, 'a pid is a positive number');
  await work.kill(Number(pid), 'SIGHUP').catch(
    refuse({
      ERR_OUT_OF_RANGE: [400, 'no pid is that large'],
      EPERM: [403, 'this server may not signal that process'],
      ESRCH: [404, 'no such process'],
    }),
  );
  return { status: 204 };
}
