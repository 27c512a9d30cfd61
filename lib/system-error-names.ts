import os from 'node:os';
import util from 'node:util';

/** What POSIX says of the errors that libuv, and so Node's own map, does not know. */
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

/** Node makes a new map for every caller, which takes longer than most calls that fail. */
let names: Map<number, NameAndSentence> | undefined;

function collectNames(): Map<number, NameAndSentence> {
  const known = util.getSystemErrorMap();
  const others = Object.entries(os.constants.errno)
    .filter(([, errno]) => !known.has(-errno))
    .map(([name, errno]): [number, NameAndSentence] => [-errno, [name, SENTENCES[name] ?? unknown(-errno)]]);
  return new Map([...others, ...known]);
}

/** Node uses the same words for the name and for the sentence. */
function unknown(errno: number): string {
  return `Unknown system error ${errno}`;
}

/** An error's name and its sentence, both as in the messages of `node:fs`. `errno` is negative. */
export function nameSystemError(errno: number): NameAndSentence {
  return (names ??= collectNames()).get(errno) ?? [unknown(errno), unknown(errno)];
}
