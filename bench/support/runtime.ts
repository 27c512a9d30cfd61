/** The runtime of a benchmark, for the titles of the tables. */
export const isBun = 'bun' in process.versions;
export const runtime = isBun ? `Bun ${process.versions.bun ?? ''}` : `Node ${process.versions.node}`;

/** Since Node 26, fs.promises.readFile reads a small file in one job. */
export const readsInOneTrip = !isBun && Number(process.versions.node.split('.')[0]) >= 26;
