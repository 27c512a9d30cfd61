import { startChild } from '../programs/child.js';
import { fixture } from '../programs/run-node.js';

/** A process that reads files, in another working directory or as another user. */
export interface Reader {
  /** Starts a read. Resolves when the reader's event loop has turned many times since. */
  begin(file: string): Promise<void>;
  /** The outcome of the read: the content, or the code of the error. */
  outcome(): Promise<string>;
  read(file: string): Promise<string>;
  /** Changes its working directory and begins to read at once. */
  beginIn(folder: string, file: string): Promise<void>;
}

export interface ReaderOptions {
  cwd?: string;
  user?: 'nobody';
  /** Runs it in this root folder: chroot(1). */
  chroot?: string;
}

export async function startReader({ cwd, user, chroot }: ReaderOptions): Promise<Reader> {
  const args = [fixture('files/read-on-request.mjs'), ...(user === undefined ? [] : [user])];
  const child =
    chroot === undefined
      ? await startChild(process.execPath, args, { cwd })
      : await startChild('chroot', [chroot, process.execPath, ...args]);
  await child.nextLine();
  const begin = async (file: string) => {
    child.tell(file);
    await child.nextLine();
  };
  const outcome = async () => JSON.parse(await child.nextLine()) as string;
  return {
    begin,
    outcome,
    beginIn: async (folder, file) => {
      await begin(`chdir ${folder}\t${file}`);
    },
    read: async (file) => {
      await begin(file);
      return await outcome();
    },
  };
}
