import { startChild } from '../programs/child.js';
import { fixture } from '../programs/run-node.js';

/** A process that reads files, in another working directory or as another user. */
export interface Reader {
  /** Starts a read. Resolves when the reader's event loop has turned many times since. */
  begin(file: string): Promise<void>;
  /** The outcome of the read: the content, or the code of the error. */
  outcome(): Promise<string>;
  read(file: string): Promise<string>;
}

export async function startReader({ cwd, user }: { cwd?: string; user?: 'nobody' }): Promise<Reader> {
  const args = [fixture('files/read-on-request.mjs'), ...(user === undefined ? [] : [user])];
  const child = await startChild(process.execPath, args, { cwd });
  await child.nextLine();
  const begin = async (file: string) => {
    child.tell(file);
    await child.nextLine();
  };
  const outcome = async () => JSON.parse(await child.nextLine()) as string;
  return {
    begin,
    outcome,
    read: async (file) => {
      await begin(file);
      return await outcome();
    },
  };
}
