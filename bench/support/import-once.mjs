// Imports what its argument names, and prints how long that took and how much memory the program has then. By the clock
// that loads no module, for it might be one that is imported.

const start = process.hrtime.bigint();
await import(process.argv[2]);
const ms = Number(process.hrtime.bigint() - start) / 1e6;
process.stdout.write(JSON.stringify({ ms, bytes: process.memoryUsage.rss() }));
