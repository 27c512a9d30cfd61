import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.js';

const root = process.env['ROOT'] ?? fileURLToPath(new URL('public', import.meta.url));
const server = createApp(root);

// Only on this machine, because there is no log-in and /reload signals any process that this user may signal.
server.listen(Number(process.env['PORT'] ?? 8080), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://127.0.0.1:${port}, files from ${root}`);
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  // Only once: a second signal ends the program without waiting for pending answers.
  process.once(signal, () => {
    server.close();
  });
}
