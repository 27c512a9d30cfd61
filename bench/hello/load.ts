import { Agent, get } from 'node:http';

/** Requests to make at even intervals. autocannon would make those of a second all at once. */
export interface HelloLoad {
  url: string;
  /** Requests a second. */
  rate: number;
  seconds: number;
}

const agent = new Agent({ keepAlive: true });

/** The latency in milliseconds. */
function ask(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const request = get(url, { agent }, (response) => {
      response.resume().once('end', () => {
        resolve(performance.now() - start);
      });
    });
    request.once('error', reject);
  });
}

/** Returns the latencies. Each request starts at its time, even if earlier ones are pending. */
async function drive({ url, rate, seconds }: HelloLoad): Promise<number[]> {
  const answers: Promise<number>[] = [];
  const start = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(((performance.now() - start) / 1000) * rate, rate * seconds);
      while (answers.length < due) answers.push(ask(url));
      if (answers.length < rate * seconds) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  return await Promise.all(answers);
}

process.on('message', (load: HelloLoad) => {
  void drive(load).then((latencies) => process.send?.(latencies));
});
// The measuring process has ended.
process.once('disconnect', () => process.exit());
