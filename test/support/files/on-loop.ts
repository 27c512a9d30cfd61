import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import os from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isPortable } from '../left-out.js';

/** The numbers of ext4, xfs, btrfs, f2fs, tmpfs and overlayfs: statfs(2). */
const READ_ON_THE_LOOP = [0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994, 0x794c7630];

/** More than the look-up of the mounts takes on a thread, even on a busy machine. */
const TURNS = 10_000;

/** More than the number of awaits in the functions. */
const TICKS = 20;

/** Whether a promise settles before the loop's next turn, and therefore without a thread. */
export async function settlesAtOnce(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  for (let tick = 0; tick < TICKS; tick++) await Promise.resolve();
  return settled;
}

/** Whether reads happen on the loop once the program has looked up the mounts. */
export async function untilReadOnLoop(read: () => Promise<unknown>): Promise<boolean> {
  for (let turn = 0; turn < TURNS; turn++) {
    const pending = read();
    const onLoop = await settlesAtOnce(pending);
    await pending;
    if (onLoop) return true;
    await nextTurn();
  }
  return false;
}

/** Calls openat2(2), whose number is the same on every architecture, with invalid arguments. */
function whyNoOpenat2(): string | undefined {
  const program = `
import ctypes, errno
ctypes.CDLL(None, use_errno=True).syscall(437, -1, None, None, 0)
print(errno.errorcode[ctypes.get_errno()])`;
  const answer = execFileSync('python3', ['-c', program], { encoding: 'utf8' }).trim();
  return ['ENOSYS', 'EPERM'].includes(answer) ? `openat2 is ${answer}` : undefined;
}

/** The reason why files in this directory cannot be read on the loop, printed; undefined if they can. */
export function whyNotOnLoop(folder: string): string | undefined {
  const reason = whyNot(folder);
  if (reason !== undefined) console.warn(`skipped: tests of reads on the loop in ${folder}: ${reason}`);
  return reason;
}

function whyNot(folder: string): string | undefined {
  const [major = 0, minor = 0] = os.release().split('.').map(Number);
  if (process.platform !== 'linux' || major < 5 || (major === 5 && minor < 12)) return 'it takes Linux 5.12';
  if (isPortable) return 'the portable build has none';
  if (process.env['OFFLOOP_HOT_READS'] === '0') return 'they are switched off';
  const { type } = statfsSync(folder);
  return READ_ON_THE_LOOP.includes(type) ? whyNoOpenat2() : `its file system is 0x${type.toString(16)}`;
}
