import { invalidValue, toError } from '../errors.js';
import type { NativeFailure } from '../native/failure.js';
import { native } from '../native/index.js';
import type { KeyRequest } from '../native/keys.js';
import { checkPermission } from '../permission.js';
import { toFlag, toPath, type PathLike } from '../validate.js';
import { startKeyJob } from './key-job.js';
import type { GenKeyFileOptions, KeyFile, KeyType } from './types.js';

/**
 * Makes a key and writes the private half to a file, in one job. The private half never enters the JavaScript heap, and
 * the addon zeroes the memory that held it.
 *
 * The file exists either whole or not at all, even after a crash. Its mode is 0600 from the start, whatever the umask.
 * An existing file is replaced only with `overwrite`; a symbolic link is then replaced itself, and its target stays as
 * it is. An abort takes effect until the files get their names; after that the promise fulfils.
 *
 * @throws Error as `fs.promises.writeFile`: `ENOENT`, `EACCES`, `EROFS`, `ENOTDIR` for the folder, before the key is
 * made; `EEXIST`, even if the file appears during the call; `EISDIR` for a folder; `ENOSPC`, `EIO`. The errors of
 * {@link genKey}.
 * @throws TypeError `ERR_INVALID_ARG_VALUE`: a NUL byte in a path, two paths of one file, a public key in DER, or a
 * `'keyObject'`, among others.
 * @see open(2) O_TMPFILE, link(2), renameat2(2), fsync(2), ssh-keygen(1)
 * @example
 * const { publicKey, fingerprint } = await genKeyFile('/etc/app/key.pem', 'ed25519', { publicPath: '/etc/app/key.pub' });
 */
export async function genKeyFile<T extends KeyType>(
  path: PathLike,
  type: T,
  options?: GenKeyFileOptions<T>,
): Promise<KeyFile> {
  const given = options as GenKeyFileOptions | null | undefined;
  const file = toPath(path);
  const { publicPath, overwrite } = given ?? {};
  const publicFile = publicPath === undefined ? undefined : toPath(publicPath, 'options.publicPath');
  const mayReplace = overwrite === undefined ? false : toFlag(overwrite, 'options.overwrite');
  for (const each of [file, publicFile]) if (each !== undefined) checkPermission('fs.write', each);
  try {
    return await startKeyJob(type, options, (pool, jobId, hasListener, request) => {
      refuseObjects(request);
      return native.genKeyFile(pool, jobId, hasListener, request, file, publicFile, mayReplace);
    });
  } catch (failure) {
    const { errno, subject } = (failure ?? {}) as Partial<Extract<NativeFailure, { errno: number }>>;
    const about = subject === 'publicPath' ? publicFile : file;
    throw toError(
      failure as NativeFailure,
      errno === undefined || about === undefined ? {} : { path: about.toString() },
    );
  }
}

/** The public half is returned as a string, and a JavaScript object cannot be written to a file. */
function refuseObjects({ publicKeyEncoding, privateKeyEncoding }: KeyRequest): void {
  const { format } = publicKeyEncoding;
  if (format === 'der' || format === 'keyObject') {
    throw invalidValue('options.publicKeyEncoding.format', "must be 'pem', 'jwk' or 'openssh' for a file", format);
  }
  if (privateKeyEncoding.format === 'keyObject') {
    const expected = "must be 'pem', 'der', 'jwk' or 'openssh' for a file";
    throw invalidValue('options.privateKeyEncoding.format', expected, privateKeyEncoding.format);
  }
}
