// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag quick-debug
import { AsyncLocalStorage } from 'node:async_hooks';
import { constants } from 'node:os';
import { kill } from 'offloop';
import { expect, test } from 'vitest';
import { arrival, compileReceiver, startReceiver } from '../../support/processes/signal-receiver.js';

const receiverProgram = compileReceiver();

/** Above the highest pid that Linux can assign. */
const NOBODY = 2 ** 31 - 1;

test('kill() signals each process of a list', async () => {
  const receivers = await Promise.all([1, 2, 3].map(() => startReceiver(receiverProgram)));
  const pids = receivers.map((receiver) => receiver.pid);
  await expect(kill(pids, 'RTMIN+1')).resolves.toEqual(pids.map((pid) => ({ pid, delivered: true })));
  for (const receiver of receivers) expect(await receiver.nextLine()).toBe(arrival(35));
});

test('kill() sends SIGTERM to a list by default', async () => {
  const receiver = await startReceiver(receiverProgram);
  await kill([receiver.pid]);
  expect(await receiver.nextLine()).toBe(arrival(constants.signals.SIGTERM));
});

test('kill() signals a pid twice if the list has it twice', async () => {
  const receiver = await startReceiver(receiverProgram);
  await kill([receiver.pid, receiver.pid], 'RTMIN');
  await kill(receiver.pid, 'RTMAX');
  expect([await receiver.nextLine(), await receiver.nextLine(), await receiver.nextLine()]).toEqual([
    arrival(34),
    arrival(34),
    arrival(64),
  ]);
});

test('kill() returns no results for an empty list', async () => {
  await expect(kill([], 'HUP')).resolves.toEqual([]);
});

test('kill() returns an error in place of each invalid or missing pid and signals the others', async () => {
  const [first, last] = await Promise.all([startReceiver(receiverProgram), startReceiver(receiverProgram)]);
  const codes = new Map<unknown, string>([
    [NOBODY, 'ESRCH'],
    [-1, 'ERR_INVALID_ARG_VALUE'],
    [NaN, 'ERR_OUT_OF_RANGE'],
    [1.5, 'ERR_OUT_OF_RANGE'],
    [2 ** 31, 'ERR_OUT_OF_RANGE'],
    [2 ** 40, 'ERR_OUT_OF_RANGE'],
    [-(2 ** 31) - 1, 'ERR_OUT_OF_RANGE'],
    [Infinity, 'ERR_OUT_OF_RANGE'],
    ['12', 'ERR_INVALID_ARG_TYPE'],
    [null, 'ERR_INVALID_ARG_TYPE'],
    [undefined, 'ERR_INVALID_ARG_TYPE'],
    [{}, 'ERR_INVALID_ARG_TYPE'],
    [[], 'ERR_INVALID_ARG_TYPE'],
    [1n, 'ERR_INVALID_ARG_TYPE'],
    [Symbol('pid'), 'ERR_INVALID_ARG_TYPE'],
  ]);
  const pids = [first.pid, ...codes.keys(), last.pid] as number[];

  const results = await kill(pids, 'USR1');
  expect(results.map(({ pid }) => pid)).toEqual(pids);
  expect(results.map(({ delivered, error }) => (delivered ? 'delivered' : error?.code))).toEqual([
    'delivered',
    ...codes.values(),
    'delivered',
  ]);
  for (const receiver of [first, last]) {
    await kill(receiver.pid, 'RTMAX');
    expect(await receiver.nextLine()).toBe(arrival(constants.signals.SIGUSR1));
    expect(await receiver.nextLine()).toBe(arrival(64));
  }
});

test('the error of a result equals the error of a single kill()', async () => {
  const [dead, none] = await kill([NOBODY, NaN], 0);
  expect(dead?.error).toBeInstanceOf(Error);
  expect(dead?.error).toMatchObject({
    message: `ESRCH: no such process, kill ${NOBODY}`,
    code: 'ESRCH',
    errno: -constants.errno.ESRCH,
    syscall: 'kill',
    pid: NOBODY,
  });
  expect(none?.error).toBeInstanceOf(RangeError);
});

test('a delivered result has no error', async () => {
  const [result] = await kill([process.pid], 0);
  expect(result).toStrictEqual({ pid: process.pid, delivered: true });
});

test('kill() signals the list as it was at the call, even if the caller changes it', async () => {
  const pids = Array.from({ length: 2000 }, () => process.pid);
  const pending = kill(pids, 0);
  pids.fill(NOBODY);
  const results = await pending;
  expect(results).toHaveLength(2000);
  expect(results.every(({ pid, delivered }) => delivered && pid === process.pid)).toBe(true);
});

test.each([
  ['living', process.pid, true],
  ['dead', NOBODY, false],
])('kill() of 100,000 %s pids lets the event loop turn', async (_, pid, delivered) => {
  let over = false;
  let turns = 0;
  const countTurn = () => {
    turns++;
    if (!over) setImmediate(countTurn);
  };
  setImmediate(countTurn);
  const timer = new Promise<string>((resolve) => setTimeout(resolve, 1, 'timer'));

  const list = kill(Array<number>(100_000).fill(pid), 0).finally(() => (over = true));
  expect(await Promise.race([list.then(() => 'list'), timer])).toBe('timer');
  const results = await list;
  expect(results).toHaveLength(100_000);
  expect(results.every((result) => result.delivered === delivered && result.pid === pid)).toBe(true);
  expect(turns).toBeGreaterThan(50);
});

test('the caller resumes in its own async context', async () => {
  const storage = new AsyncLocalStorage<string>();
  await storage.run('the context', async () => {
    await kill(Array<number>(2000).fill(process.pid), 0);
    expect(storage.getStore()).toBe('the context');
  });
});
