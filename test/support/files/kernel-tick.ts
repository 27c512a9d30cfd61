import { until } from '../until.js';

/** Resolves when the kernel's clock has ticked: reads on the loop ask for new options of a mount once in each tick. */
export async function nextKernelTick(): Promise<void> {
  // Twice the longest tick, which is 10 ms.
  const ticked = performance.now() + 20;
  await until(() => performance.now() > ticked);
}
