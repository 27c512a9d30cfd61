import { createHistogram } from 'node:perf_hooks';
import autocannon from 'autocannon';

/** Requests to make sequentially on each connection. */
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
  /** The reason why the run is invalid: failed requests or unexpected answers. */
  failure?: string;
}

async function drive({ url, method, body, connections, seconds }: Load): Promise<LoadResult> {
  // autocannon's own histogram has a resolution of 1 ms, which is too coarse for fast answers.
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
// The measuring process has ended.
process.once('disconnect', () => process.exit());
