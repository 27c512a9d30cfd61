import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.js';

const root = process.env['ROOT'] ?? fileURLToPath(new URL('public', import.meta.url));
const server = createApp(root);

// On this machine only: there is no log-in, and /reload signals whatever this user may signal.
server.listen(Number(process.env['PORT'] ?? 8080), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://127.0.0.1:${port}, files from ${root}`);
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  // Once only: whoever asks a second time does not want to wait for the answers under way.
  process.once(signal, () => {
    server.close();
  });
}
