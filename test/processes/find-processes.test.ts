// @module-tag quick-portable
// @module-tag quick-debug
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { findProcesses } from 'offloop';
import { expect, onTestFinished, test } from 'vitest';
import { needs } from '../support/left-out.js';
import { startChild } from '../support/programs/child.js';
import { runNode } from '../support/programs/run-node.js';

needs('/proc');

async function listen(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function bind(host: string): Promise<Socket> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  onTestFinished(() => void socket.close());
  socket.bind(0, host);
  await once(socket, 'listening');
  return socket;
}

async function pids(query: Parameters<typeof findProcesses>[0]): Promise<number[]> {
  return (await findProcesses(query)).map(({ pid }) => pid);
}

const hosts = ['127.0.0.1', '0.0.0.0', '::1', '::'];

test.each(hosts)('findProcesses() finds the listener on a TCP port of %s', async (host) => {
  const port = await listen(host);
  expect(await pids({ port })).toEqual([process.pid]);
  expect(await pids({ port, protocol: 'tcp' })).toEqual([process.pid]);
  expect(await pids({ port, protocol: 'udp' })).toEqual([]);
});

test.each(hosts)('findProcesses() finds the process bound to a UDP port of %s', async (host) => {
  const { port } = (await bind(host)).address();
  expect(await pids({ port })).toEqual([process.pid]);
  expect(await pids({ port, protocol: 'udp' })).toEqual([process.pid]);
  expect(await pids({ port, protocol: 'tcp' })).toEqual([]);
});

test('findProcesses() ignores connections, at their own port and at the remote one', async () => {
  const port = await listen('127.0.0.1');
  const connection = createConnection(port, '127.0.0.1');
  onTestFinished(() => void connection.destroy());
  await once(connection, 'connect');
  expect(await pids({ port: connection.localPort ?? 0 })).toEqual([]);
});

test('findProcesses() finds all processes that share a listener', async () => {
  const script = `
    import os, socket, sys
    s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
    children = [os.fork() or (sys.stdin.read(), os._exit(0)) for _ in range(2)]
    print(s.getsockname()[1], os.getpid(), *children, flush=True)
    sys.stdin.read()`.replaceAll('\n    ', '\n');
  const child = await startChild('python3', ['-c', script]);
  const [port = 0, ...holders] = (await child.nextLine()).split(' ').map(Number);
  expect((await pids({ port })).sort()).toEqual(holders.sort());
  child.hangUp();
});

test('findProcesses() requires both name and port if both are given', async () => {
  const port = await listen('127.0.0.1');
  const [self] = await findProcesses({ port });
  expect(self).toMatchObject({ pid: process.pid, argv: expect.arrayContaining([process.argv0]) as string[] });
  const name = self?.name ?? '';
  expect(await pids({ name, port })).toEqual([process.pid]);
  expect(await pids({ name, port, protocol: 'tcp' })).toEqual([process.pid]);
  expect(await pids({ name, port, protocol: 'udp' })).toEqual([]);
  expect(await pids({ name: `${name}x`, port })).toEqual([]);
  expect(await pids({ name })).toContain(process.pid);
});

test('findProcesses() returns nothing if no process matches', async () => {
  const socket = createSocket('udp4').bind(0);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  expect(await pids({ port })).toEqual([]);
  expect(await pids({ name: 'no such name' })).toEqual([]);
});

test("findProcesses() finds the user's own sockets and leaves out those of other users", async ({ skip }) => {
  skip(process.getuid?.() !== 0, 'only root can become another user');
  const port = await listen('127.0.0.1');
  const ended = await runNode('processes/find-as-nobody.mjs', [String(port)]);
  expect(ended).toMatchObject({ code: 0, stderr: '', stdout: 'foreign: 0, own: 1\n' });
});
