// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag quick-debug
import { constants } from 'node:os';
import { kill, signum, type SignalName } from 'offloop';
import { expect, test } from 'vitest';
import { arrival, compileReceiver, SI_QUEUE, startReceiver } from '../../support/processes/signal-receiver.js';
import { startChild } from '../../support/programs/child.js';
import { fixture } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';

const receiverProgram = compileReceiver();

/** Above the highest pid that Linux can assign. */
const NOBODY = 2 ** 31 - 1;

/** The signals that can be caught and are not reserved by the C library. */
const catchable = Array.from({ length: 64 }, (_, index) => index + 1).filter(
  (number) => ![constants.signals.SIGKILL, constants.signals.SIGSTOP, 32, 33].includes(number),
);

/** Every name with and without SIG, and every notation of a real-time signal. */
const names = [
  ...Object.keys(constants.signals),
  ...['SIGRTMIN', 'SIGRTMAX'],
  ...Array.from({ length: 30 }, (_, index) => [`SIGRTMIN+${index + 1}`, `SIGRTMAX-${index + 1}`]).flat(),
].flatMap((name) => [name, name.slice('SIG'.length)] as SignalName[]);

test('kill() sends SIGTERM by default', async () => {
  const receiver = await startReceiver(receiverProgram);
  await kill(receiver.pid);
  expect(await receiver.nextLine()).toBe(arrival(constants.signals.SIGTERM));
  await kill(receiver.pid, undefined);
  expect(await receiver.nextLine()).toBe(arrival(constants.signals.SIGTERM));
});

test('kill() sends every signal by its number', async () => {
  const receiver = await startReceiver(receiverProgram);
  for (const number of catchable) {
    await kill(receiver.pid, number);
    expect(await receiver.nextLine()).toBe(arrival(number));
  }
});

test('kill() sends every signal by each of its names', async () => {
  const receiver = await startReceiver(receiverProgram);
  for (const name of names) {
    const number = signum(name);
    if (!catchable.includes(number)) continue;
    await kill(receiver.pid, name);
    expect(await receiver.nextLine(), name).toBe(arrival(number));
  }
});

test.each(['SIGKILL', 'KILL', 9] as const)('kill() with %s ends a process', async (signal) => {
  const receiver = await startReceiver(receiverProgram);
  await kill(receiver.pid, signal);
  expect(await receiver.ended).toBe('SIGKILL');
});

test.each(['SIGSTOP', 'STOP', 19] as const)('kill() with %s stops a process', async (signal) => {
  const parent = await startChild('python3', [fixture('signals/stopped-child.py')]);
  await kill(Number(await parent.nextLine()), signal);
  expect(await parent.nextLine()).toBe(String(constants.signals.SIGSTOP));
});

test('kill() runs the handler of a Node process', async () => {
  const expected = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGUSR2', 'SIGWINCH'] as const;
  const child = await startChild(process.execPath, [fixture('signals/report-signals.mjs'), ...expected]);
  await child.nextLine();
  for (const name of expected) {
    await kill(child.pid, name);
    expect(await child.nextLine()).toBe(name);
  }
});

test.each([0, 'NONE'] as const)('kill() with signal %s only checks that the process exists', async (signal) => {
  const receiver = await startReceiver(receiverProgram);
  await expect(kill(receiver.pid, signal)).resolves.toBeUndefined();
  await expect(kill(process.pid, signal)).resolves.toBeUndefined();
  await expect(kill(NOBODY, signal)).rejects.toMatchObject({ code: 'ESRCH' });

  // The kernel delivers the highest signal last, after any earlier one.
  await kill(receiver.pid, 'RTMAX');
  expect(await receiver.nextLine()).toBe(arrival(64));
});

test('kill() resolves with undefined', async () => {
  const receiver = await startReceiver(receiverProgram);
  await expect(kill(receiver.pid, 'HUP')).resolves.toBeUndefined();
  await expect(kill(receiver.pid, 'HUP', { value: 1 })).resolves.toBeUndefined();
});

test('kill() sends no value if the options have none', async () => {
  const receiver = await startReceiver(receiverProgram);
  for (const options of [undefined, {}, { value: undefined }]) {
    await kill(receiver.pid, 'USR1', options);
    expect(await receiver.nextLine()).toBe(arrival(constants.signals.SIGUSR1));
  }
});

test.each([0, 1, -1, 123_456_789, 2 ** 31 - 1, -(2 ** 31)])('kill() sends the value %i along', async (value) => {
  const receiver = await startReceiver(receiverProgram);
  for (const signal of ['HUP', 'RTMIN+3', 64] as const) {
    await kill(receiver.pid, signal, { value });
    expect(await receiver.nextLine()).toBe(arrival(signum(signal), SI_QUEUE, value));
  }
});

test('kill() queues real-time signals with their values in the order of the calls', async () => {
  const receiver = await startReceiver(receiverProgram);
  await Promise.all([1, 2, 3].map((value) => kill(receiver.pid, 'SIGRTMIN', { value })));
  for (const value of [1, 2, 3]) expect(await receiver.nextLine()).toBe(arrival(34, SI_QUEUE, value));
});

test("kill() rejects with EAGAIN when the receiver's queue is full", async () => {
  // bash, because not every sh can set this limit.
  const receiver = await startChild('bash', ['-c', 'ulimit -i 50 && exec "$0" wait', receiverProgram]);
  await receiver.nextLine();
  let sent = 0;
  const error = await rejection(async () => {
    for (; sent < 1000; sent++) await kill(receiver.pid, 'RTMAX', { value: sent });
  });
  expect(error).toMatchObject({ code: 'EAGAIN', pid: receiver.pid });
  receiver.tell('go on');
  for (let value = 0; value < sent; value++) expect(await receiver.nextLine()).toBe(arrival(64, SI_QUEUE, value));
});

test('kill() rejects with ESRCH and the message of node:fs for a missing process', async () => {
  const error = await rejection(() => kill(NOBODY, 'HUP'));
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'Error',
    message: `ESRCH: no such process, kill ${NOBODY}`,
    code: 'ESRCH',
    errno: -constants.errno.ESRCH,
    syscall: 'kill',
    pid: NOBODY,
  });
  expect(error).not.toHaveProperty('path');
  await expect(kill(NOBODY, 'HUP', { value: 1 })).rejects.toMatchObject({
    code: 'ESRCH',
    errno: -constants.errno.ESRCH,
    pid: NOBODY,
  });
});

test('kill() rejects with ESRCH for a process that has ended', async () => {
  const receiver = await startReceiver(receiverProgram);
  await kill(receiver.pid, 'KILL');
  await receiver.ended;
  await expect(kill(receiver.pid, 'HUP')).rejects.toMatchObject({ code: 'ESRCH', pid: receiver.pid });
});

test("the stack of an error names the caller's file", async () => {
  try {
    await kill(NOBODY);
    expect.unreachable();
  } catch (error) {
    expect((error as Error).stack).toContain('kill/delivery.test.ts');
  }
});
