import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import * as offloop from 'offloop';
import { Refusal } from './refusal.js';
import { json, text, type Reply } from './reply.js';
import { digest } from './routes/digest.js';
import { makeKey } from './routes/make-key.js';
import { reload } from './routes/reload.js';
import { sendFile } from './routes/send-file.js';
import type { Work } from './work.js';

interface Call {
  /** The match of the group in the route's path. */
  name: string;
  query: URLSearchParams;
  request: IncomingMessage;
  response: ServerResponse;
}

interface Route {
  method: 'GET' | 'POST';
  path: RegExp;
  answer: (call: Call) => Reply | Promise<Reply>;
}

/** Creates a server for the files below `root`. It does not listen yet. */
export function createApp(root: string, work: Work = offloop): Server {
  const servedRoot = resolve(root);
  const routes: Route[] = [
    { method: 'GET', path: /^\/hello$/, answer: () => text('hello\n') },
    { method: 'GET', path: /^\/digest$/, answer: ({ query }) => digest(query) },
    { method: 'GET', path: /^\/files\/(.*)$/, answer: ({ name }) => sendFile(work, servedRoot, name) },
    { method: 'POST', path: /^\/reload\/([^/]*)$/, answer: ({ name }) => reload(work, name) },
    { method: 'POST', path: /^\/keys$/, answer: ({ request, response }) => makeKey(work, request, response) },
  ];
  return createServer((request, response) => {
    void respond(routes, request, response);
  });
}

async function respond(routes: Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  let reply: Reply;
  try {
    reply = await dispatch(routes, request, response);
  } catch (error) {
    // The client has disconnected, which is most likely the cause.
    if (response.destroyed) return;
    reply = toReply(error);
  }
  response.statusCode = reply.status;
  for (const [header, value] of Object.entries(reply.headers ?? {})) response.setHeader(header, value);
  response.end(reply.body);
}

async function dispatch(routes: Route[], request: IncomingMessage, response: ServerResponse): Promise<Reply> {
  // Not `new URL()`, which would resolve `..` and hide what the client requested.
  const [path = '', query] = (request.url ?? '').split('?', 2);
  const route = routes.find((candidate) => candidate.path.test(path));
  if (route === undefined) throw new Refusal(404, 'nothing here');
  if (route.method !== request.method) throw new Refusal(405, `only ${route.method}`, { allow: route.method });
  const name = route.path.exec(path)?.[1] ?? '';
  return await route.answer({ name, query: new URLSearchParams(query), request, response });
}

function toReply(error: unknown): Reply {
  if (error instanceof Refusal) return json({ error: error.message }, error.status, error.headers);
  console.error(error);
  return json({ error: 'the server has failed' }, 500);
}
