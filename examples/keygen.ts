// ssh-keygen and openssl genpkey without a subprocess: npx tsx examples/keygen.ts --help

import { parseArgs } from 'node:util';
import { genKeyFile, type GenKeyOptions, type KeyType } from 'offloop';
import { askPassphrase } from './keygen/ask-passphrase.js';
import { ProgressLine } from './keygen/progress-line.js';

const HELP = `Makes a private key, which only you may read, and beside it the public one.

  keygen [options] FILE          FILE and FILE.pub

  -t, --type TYPE                ed25519 (default), rsa, ec, …
  -b, --bits BITS                of an RSA key; default 3072
      --curve NAME               of an EC key; default P-256
  -f, --format openssh | pem     default openssh
  -C, --comment TEXT             of an OpenSSH key; default user@host
  -e, --encrypt                  asks for a passphrase, or reads a line of standard input
      --overwrite                replaces a key that is there
`;

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      type: { type: 'string', short: 't', default: 'ed25519' },
      bits: { type: 'string', short: 'b', default: '3072' },
      curve: { type: 'string', default: 'P-256' },
      format: { type: 'string', short: 'f', default: 'openssh' },
      comment: { type: 'string', short: 'C' },
      encrypt: { type: 'boolean', short: 'e', default: false },
      overwrite: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

type Values = ReturnType<typeof readArguments>['values'];

function toOptions({ bits, curve, format, comment }: Values, passphrase: string | undefined): GenKeyOptions {
  const size = { modulusLength: Number(bits), namedCurve: curve };
  if (format === 'openssh') {
    return {
      ...size,
      publicKeyEncoding: { format: 'openssh', comment },
      privateKeyEncoding: { format: 'openssh', comment, passphrase },
    };
  }
  const encryption = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  if (format !== 'pem') throw new Error(`--format is openssh or pem, not ${format}.`);
  return { ...size, privateKeyEncoding: { type: 'pkcs8', format: 'pem', ...encryption } };
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [file, ...others] = positionals;
  if (values.help) return void process.stdout.write(HELP);
  if (file === undefined || others.length > 0) throw new Error(`Exactly one file is to be named.\n\n${HELP}`);
  const passphrase = values.encrypt ? await askPassphrase() : undefined;

  const interrupt = new AbortController();
  process.once('SIGINT', () => {
    interrupt.abort();
  });
  const line = new ProgressLine(`Making the ${values.type} key`);
  try {
    const { fingerprint } = await genKeyFile(file, values.type as KeyType, {
      ...toOptions(values, passphrase),
      publicPath: `${file}.pub`,
      overwrite: values.overwrite,
      signal: interrupt.signal,
      onProgress: ({ phase, count }) => {
        line.show(phase, count);
      },
    });
    line.clear();
    process.stdout.write(`${file} and ${file}.pub are written.\n${fingerprint}\n`);
  } finally {
    line.clear();
  }
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  process.stderr.write(code === 'ABORT_ERR' ? 'Stopped; nothing has been written.\n' : `${message}\n`);
  process.exitCode = code === 'ABORT_ERR' ? 130 : 1;
});
