// @module-tag no-asan
import { spawn } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { Agent, request, type IncomingMessage, type RequestOptions, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as offloop from 'offloop';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../examples/server/app.js';
import { run } from '../support/programs/run-node.js';

interface Answer {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

// The directory outside has the root's name as a prefix: `/x/root` and `/x/root-secret`.
const base = realpathSync(mkdtempSync(path.join(tmpdir(), 'offloop-server-')));
const root = path.join(base, 'root');
const secret = path.join(base, 'root-secret', 'secret.txt');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let server: Server;

async function listen(app: Server): Promise<Server> {
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  return app;
}

function portOf(app: Server): number {
  return (app.address() as AddressInfo).port;
}

/** Sends a path unchanged: `fetch` would resolve `..` first. */
async function call(
  method: string,
  target: string,
  body?: string | Buffer,
  options: RequestOptions = {},
): Promise<Answer> {
  const call = request({ host: '127.0.0.1', port: portOf(server), method, path: target, agent, ...options });
  call.end(body);
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

function parse(answer: Answer): Record<string, string> {
  return JSON.parse(answer.body.toString()) as Record<string, string>;
}

beforeAll(async () => {
  mkdirSync(path.join(root, 'folder'), { recursive: true });
  mkdirSync(path.dirname(secret));
  writeFileSync(secret, 'secret');
  writeFileSync(path.join(root, 'page.txt'), 'a page');
  writeFileSync(path.join(root, 'folder', 'öre 100%.txt'), 'a page below');
  writeFileSync(path.join(root, '..page'), 'two dots, and no way out');
  writeFileSync(path.join(root, 'empty'), '');
  writeFileSync(path.join(root, 'at-the-limit'), '');
  truncateSync(path.join(root, 'at-the-limit'), 1024 * 1024);
  writeFileSync(path.join(root, 'over-the-limit'), '');
  truncateSync(path.join(root, 'over-the-limit'), 1024 * 1024 + 1);
  symlinkSync('page.txt', path.join(root, 'inward'));
  symlinkSync(secret, path.join(root, 'outward'));
  symlinkSync(path.dirname(secret), path.join(root, 'outward-folder'));
  symlinkSync('../../root-secret/secret.txt', path.join(root, 'folder', 'outward'));
  symlinkSync('loop', path.join(root, 'loop'));
  server = await listen(createApp(root));
});

afterAll(() => {
  agent.destroy();
  server.close();
  rmSync(base, { recursive: true });
});

describe('GET /hello', () => {
  it('answers hello', async () => {
    const answer = await call('GET', '/hello');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
    expect(answer.body.toString()).toBe('hello\n');
  });
});

describe('GET /digest', () => {
  it('answers with the SHA-256 of the salt', async () => {
    const answer = await call('GET', '/digest?salt=na%20cl');
    expect(answer.status).toBe(200);
    expect(parse(answer)).toEqual({ sha256: createHash('sha256').update('na cl').digest('hex') });
  });

  it.each(['/digest', '/digest?', '/digest?salt=', '/digest?pepper=1'])('answers 400 for %s', async (target) => {
    expect((await call('GET', target)).status).toBe(400);
  });
});

describe('POST /reload/:pid', () => {
  it('sends HUP', async () => {
    const child = spawn('cat');
    const exit = once(child, 'exit');
    expect((await call('POST', `/reload/${child.pid ?? 0}`)).status).toBe(204);
    expect(await exit).toEqual([null, 'SIGHUP']);
  });

  it('answers 404 for a process that has ended', async () => {
    const child = spawn('true');
    await once(child, 'exit');
    expect((await call('POST', `/reload/${child.pid ?? 0}`)).status).toBe(404);
  });

  // Only root can start a process of another user. To be refused, the server itself has to run as a third user.
  it.runIf(process.getuid?.() === 0)('answers 403 for a process of another user', async () => {
    const child = spawn('cat', { uid: 65534 });
    process.seteuid?.(65533);
    try {
      expect((await call('POST', `/reload/${child.pid ?? 0}`)).status).toBe(403);
    } finally {
      process.seteuid?.(0);
      child.kill('SIGKILL');
    }
  });

  it.each([
    '0',
    '-1',
    '-5',
    '+5',
    '1.5',
    '1e3',
    '0x1',
    '01',
    '%31',
    'x',
    '',
    ' ',
    'NaN',
    '2147483648',
    '9'.repeat(400),
  ])('answers 400 for the pid "%s"', async (pid) => {
    expect((await call('POST', `/reload/${pid.replace(' ', '%20')}`)).status).toBe(400);
  });
});

describe('GET /files/…', () => {
  it.each([
    ['page.txt', 'a page'],
    ['%70age.txt', 'a page'],
    ['folder/%C3%B6re%20100%25.txt', 'a page below'],
    ['folder%2F%C3%B6re%20100%25.txt', 'a page below'],
    ['folder/../page.txt', 'a page'],
    ['page.txt?version=2', 'a page'],
    ['..page', 'two dots, and no way out'],
    ['inward', 'a page'],
    ['empty', ''],
  ])('serves %s', async (name, content) => {
    const answer = await call('GET', `/files/${name}`);
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe(content);
  });

  it.each([
    '..',
    '../',
    '../root-secret/secret.txt',
    '../../../../../../../../etc/passwd',
    'folder/../../root-secret/secret.txt',
    '%2e%2e/root-secret/secret.txt',
    '%2E%2E%2Froot-secret%2Fsecret.txt',
    '..%2froot-secret%2fsecret.txt',
    './..//root-secret/./secret.txt',
    '/etc/passwd',
    '%2Fetc%2Fpasswd',
    '//etc/passwd',
    'outward',
    'outward-folder/secret.txt',
    'folder/outward',
    '../no-such-neighbour',
  ])('answers 403 for %s, which leads out of the root', async (name) => {
    const answer = await call('GET', `/files/${name}`);
    expect(answer.status).toBe(403);
    expect(answer.body.toString()).not.toContain('secret');
  });

  it.each([
    '',
    '.',
    'folder',
    'folder/',
    'nope',
    'page.txt/below',
    'loop',
    // Paths are decoded once only, and a backslash is not a separator.
    '%252e%252e/root-secret/secret.txt',
    '..%5croot-secret%5csecret.txt',
    'n'.repeat(300),
  ])('answers 404 for "%s"', async (name) => {
    expect((await call('GET', `/files/${name}`)).status).toBe(404);
  });

  it.each(['%', '%zz', '%C3', 'page.txt%00', '%00', '..%00/page.txt'])('answers 400 for %s', async (name) => {
    expect((await call('GET', `/files/${name}`)).status).toBe(400);
  });

  it('answers 413 for a file that is too large', async () => {
    expect((await call('GET', '/files/at-the-limit')).body.length).toBe(1024 * 1024);
    expect((await call('GET', '/files/over-the-limit')).status).toBe(413);
  });

  it('answers 503 for a pipe without a writer', async () => {
    await run('mkfifo', [path.join(root, 'pipe')]);
    expect((await call('GET', '/files/pipe')).status).toBe(503);
  });
});

describe('POST /keys', () => {
  it('answers with an encrypted RSA key of 2048 bits', async () => {
    const answer = await call('POST', '/keys', 'correct horse');
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { publicKey = '', privateKey = '' } = parse(answer);
    expect(privateKey).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    const key = createPrivateKey({ key: privateKey, passphrase: 'correct horse' });
    expect(key.asymmetricKeyType).toBe('rsa');
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    const text = Buffer.from('signed with one half');
    expect(verify('sha256', text, createPublicKey(publicKey), sign('sha256', text, key))).toBe(true);
    expect(() => createPrivateKey({ key: privateKey, passphrase: 'wrong horse' })).toThrow();
  });

  it('accepts a passphrase of arbitrary bytes', async () => {
    const passphrase = Buffer.from([0xff, 0x0a, 0x00, 0x22]);
    const { privateKey = '' } = parse(await call('POST', '/keys', passphrase));
    expect(createPrivateKey({ key: privateKey, passphrase }).type).toBe('private');
  });

  it('answers 400 for an empty passphrase', async () => {
    expect((await call('POST', '/keys')).status).toBe(400);
  });

  it('answers 413 for a body that is too large and keeps the connection', async () => {
    expect((await call('POST', '/keys', 'x'.repeat(1024))).status).toBe(200);
    const large = Buffer.alloc(4 * 1024 * 1024);
    const streamed = { headers: { 'transfer-encoding': 'chunked' } };
    expect((await call('POST', '/keys', 'x'.repeat(1025))).status).toBe(413);
    expect((await call('POST', '/keys', large)).status).toBe(413);
    expect((await call('POST', '/keys', large, streamed)).status).toBe(413);
    expect((await call('GET', '/hello')).status).toBe(200);
  });

  it('stops the generation when the client disconnects', async () => {
    let begin: (generation: Promise<unknown>) => void;
    const begun = new Promise<{ generation: Promise<unknown> }>((resolve) => {
      begin = (generation) => {
        resolve({ generation });
      };
    });
    // A key that takes minutes, so that only the disconnect can end the generation during the test.
    const app = await listen(
      createApp(root, {
        ...offloop,
        genKey(type, options) {
          const generation = offloop.genKey(type, { ...options, modulusLength: 16384 });
          begin(generation);
          return generation;
        },
      }),
    );
    const client = connect(portOf(app), '127.0.0.1');
    client.write('POST /keys HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhorse');
    const { generation } = await begun;
    client.destroy();
    await expect(generation).rejects.toMatchObject({ code: 'ABORT_ERR' });
    app.close();
    await once(app, 'close');
  });

  it('generates no key for a client that disconnects before it has sent the passphrase', async () => {
    let made = 0;
    const app = await listen(
      createApp(root, {
        ...offloop,
        genKey(type, options) {
          made += 1;
          return offloop.genKey(type, options);
        },
      }),
    );
    const received = once(app, 'request');
    const client = connect(portOf(app), '127.0.0.1');
    client.write('POST /keys HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhor');
    await received;
    client.destroy();
    app.close();
    await once(app, 'close');
    expect(made).toBe(0);
  });
});

describe('any other request', () => {
  it.each(['/', '/nope', '/hello/', '/files', '/reload', '/reload/1/2', '/keys/', '*', 'http://127.0.0.1/hello'])(
    'answers 404 for %s',
    async (target) => {
      expect((await call('GET', target)).status).toBe(404);
    },
  );

  it.each([
    ['POST', '/hello', 'GET'],
    ['DELETE', '/files/page.txt', 'GET'],
    ['PUT', '/digest?salt=x', 'GET'],
    ['GET', '/keys', 'POST'],
    ['GET', '/reload/1', 'POST'],
  ])('answers 405 for %s %s', async (method, target, allowed) => {
    const answer = await call(method, target);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe(allowed);
  });

  it('answers with the error as JSON', async () => {
    const answer = await call('GET', '/nope');
    expect(answer.headers['content-type']).toBe('application/json');
    expect(parse(answer)).toEqual({ error: expect.any(String) as string });
  });

  it('hides internal errors from the client', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const app = await listen(createApp(root, { ...offloop, kill: () => Promise.reject(new Error('between us')) }));
    const answer = await call('POST', '/reload/1', undefined, { port: portOf(app), agent: false });
    expect(answer.status).toBe(500);
    expect(answer.body.toString()).not.toContain('between us');
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'between us' }));
    log.mockRestore();
    app.close();
  });
});

describe('main.ts', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('at %s answers pending requests, then exits', async (signal) => {
    const main = fileURLToPath(new URL('../../examples/server/main.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', main], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const exit = once(child, 'exit');
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(line.toString())?.[1]);
    const headers = { expect: '100-continue' };
    const keys = request({ host: '127.0.0.1', port, method: 'POST', path: '/keys', headers, agent: false });
    keys.flushHeaders();
    await once(keys, 'continue');
    child.kill(signal);
    keys.end('correct horse');
    const [response] = (await once(keys, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    response.resume();
    expect(await exit).toEqual([0, null]);
  });
});
