// Imports what its argument names, and prints how long that took and how much memory the program has then.

const start = performance.now();
await import(process.argv[2]);
const ms = performance.now() - start;
process.stdout.write(JSON.stringify({ ms, bytes: process.memoryUsage.rss() }));
