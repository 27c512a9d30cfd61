// Imports the module that its argument names. Prints how long that took and how much memory the program uses then. Uses
// process.hrtime, because the module of another clock might be part of the measurement.

const start = process.hrtime.bigint();
await import(process.argv[2]);
const ms = Number(process.hrtime.bigint() - start) / 1e6;
process.stdout.write(JSON.stringify({ ms, bytes: process.memoryUsage.rss() }));
