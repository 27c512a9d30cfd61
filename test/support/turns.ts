import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

/** Resolves when the event loop has turned a thousand times and a timer has fired. */
export async function manyTurns(): Promise<void> {
  const timer = delay(1);
  for (let turn = 0; turn < 1000; turn++) await nextTurn();
  await timer;
}
