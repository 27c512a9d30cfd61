import { createHistogram } from 'node:perf_hooks';
import autocannon from 'autocannon';

/** Requests to make, one after another on each connection. */
interface Load {
  url: string;
  method: 'GET' | 'POST';
  body?: string;
  connections: number;
  seconds: number;
}

interface LoadResult {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Why this measures nothing: answers that were none, or not the ones hoped for. */
  failure?: string;
}

async function drive({ url, method, body, connections, seconds }: Load): Promise<LoadResult> {
  // autocannon's own histogram is of whole milliseconds, which the fast answers do not fill.
  const microseconds = createHistogram();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url, method, body, connections, duration: seconds, sampleInt: 100 };
    const run = autocannon(options, (error, finished) => {
      if (error) reject(error as Error);
      else resolve(finished);
    });
    run.on('response', (_client, _status, _bytes, milliseconds) => {
      microseconds.record(Math.max(1, Math.round(milliseconds * 1000)));
    });
  });
  return {
    requestsPerSecond: microseconds.count / result.duration,
    p50Ms: microseconds.percentile(50) / 1000,
    p99Ms: microseconds.percentile(99) / 1000,
    failure: toFailure(result),
  };
}

function toFailure({ errors, non2xx, '2xx': good, statusCodeStats }: autocannon.Result): string | undefined {
  if (errors > 0) return `${errors} requests got no answer`;
  if (non2xx > 0) return `answers by status: ${JSON.stringify(statusCodeStats)}`;
  return good === 0 ? 'not one answer in time' : undefined;
}

process.on('message', (load: Load) => {
  void drive(load).then((result) => process.send?.(result));
});
// Whoever measures is gone, one way or another.
process.once('disconnect', () => process.exit());
