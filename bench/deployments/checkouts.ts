import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Offloop = typeof import('offloop');

/** The functions of another checkout of the package, which has been compiled there. */
export async function loadCheckouts(folders: readonly string[]): Promise<(readonly [folder: string, Offloop])[]> {
  return Promise.all(
    folders.map(async (folder) => {
      const { href } = pathToFileURL(path.join(folder, 'dist/index.js'));
      return [folder, (await import(href)) as Offloop] as const;
    }),
  );
}
