import { Agent, get } from 'node:http';

/** Requests to make, evenly: autocannon makes those of a second all at once. */
export interface HelloLoad {
  url: string;
  /** Requests a second. */
  rate: number;
  seconds: number;
}

const agent = new Agent({ keepAlive: true });

/** How long the answer took, in milliseconds. */
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

/** The latencies. Each request has its time, whether or not those before it have been answered. */
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
// Whoever measures is gone, one way or another.
process.once('disconnect', () => process.exit());
