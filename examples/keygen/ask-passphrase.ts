import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Discards the echo of readline. */
const silence = new Writable({
  write(_chunk, _encoding, done) {
    done();
  },
});

async function askLine(question: string): Promise<string> {
  const { stdin, stderr } = process;
  if (stdin.isTTY) stderr.write(question);
  const reader = createInterface({ input: stdin, output: silence, terminal: stdin.isTTY });
  try {
    const ended = new Promise<string>((resolve, reject) => {
      reader.once('close', () => {
        resolve('');
      });
      reader.once('SIGINT', () => {
        reject(new Error('Stopped; nothing has been written.'));
      });
    });
    return await Promise.race([reader.question(''), ended]);
  } finally {
    reader.close();
    if (stdin.isTTY) stderr.write('\n');
  }
}

/** Asks twice on a terminal, without echo. Otherwise reads the first line of standard input. */
export async function askPassphrase(): Promise<string> {
  const passphrase = await askLine('Passphrase: ');
  if (passphrase === '') throw new Error('The passphrase is empty: leave out --encrypt for a key in the clear.');
  if (process.stdin.isTTY && (await askLine('Once more: ')) !== passphrase) {
    throw new Error('The two passphrases differ.');
  }
  return passphrase;
}
