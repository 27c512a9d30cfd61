import os from 'node:os';
import util from 'node:util';

/** The POSIX messages of the errors that libuv, and therefore Node's own map, lacks. */
const SENTENCES: Readonly<Record<string, string>> = {
  EBADMSG: 'bad message',
  ECHILD: 'no child processes',
  EDEADLK: 'resource deadlock would occur',
  EDOM: 'argument out of domain of function',
  EDQUOT: 'disk quota exceeded',
  EIDRM: 'identifier removed',
  EINPROGRESS: 'operation in progress',
  EMULTIHOP: 'multihop attempted',
  ENETRESET: 'connection aborted by network',
  ENOEXEC: 'exec format error',
  ENOLCK: 'no locks available',
  ENOLINK: 'link has been severed',
  ENOMSG: 'no message of the desired type',
  ENOSR: 'no stream resources',
  ENOSTR: 'not a stream',
  ESTALE: 'stale file handle',
  ETIME: 'timer expired',
};

type NameAndSentence = [name: string, sentence: string];

/** Kept, because Node builds a new map for each caller, which takes longer than most failing calls. */
let names: Map<number, NameAndSentence> | undefined;

function collectNames(): Map<number, NameAndSentence> {
  const known = util.getSystemErrorMap();
  const others = Object.entries(os.constants.errno)
    .filter(([, errno]) => !known.has(-errno))
    .map(([name, errno]): [number, NameAndSentence] => [-errno, [name, SENTENCES[name] ?? unknown(-errno)]]);
  return new Map([...others, ...known]);
}

/** Node uses this text both as the name and as the sentence. */
function unknown(errno: number): string {
  return `Unknown system error ${errno}`;
}

/** The name and the sentence of an error, as in the messages of `node:fs`. `errno` is negative. */
export function nameSystemError(errno: number): NameAndSentence {
  return (names ??= collectNames()).get(errno) ?? [unknown(errno), unknown(errno)];
}
