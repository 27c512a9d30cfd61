import type { ReadFileOptions } from 'offloop';
import { ELSEWHERE, FAST, LOCAL, OTHERS_IMAGE, OWN_IMAGE, type PlaceClaims } from './claims.js';

/** A place where a server finds its files. */
export interface Place {
  name: string;
  title: string;
  /** Where the files lie, in the folder of the benchmark. */
  files: string;
  /** How a program names a file there: an absolute path, one relative to the folder, or one beneath `root`. */
  path: 'absolute' | 'link' | 'relative' | 'root';
  /** Commands that mount the place; $1 is the folder of the benchmark. The files belong to root. */
  mount?: string;
  /** The place is the root folder of the program: chroot(1). */
  isImage?: boolean;
  /** The program runs as another user than root. */
  isOther?: boolean;
  claims: PlaceClaims;
}

const VOLUME = 'mkdir -p "$1/disk" "$1/volume" && mount --bind "$1/disk" "$1/volume"';
const TMPFS = 'mkdir -p "$1/tmpfs" && mount -t tmpfs tmpfs "$1/tmpfs"';
/** All that this machine's root file system has is the lower layer of the image. */
const IMAGE = `
  mkdir -p "$1/upper" "$1/work" "$1/image"
  mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/image"
  for folder in proc dev; do mount --rbind "/$folder" "$1/image/$folder"; done`;

export const PLACES: readonly Place[] = [
  { name: 'absolute', title: 'absolute path', files: 'plain', path: 'absolute', claims: LOCAL },
  { name: 'link', title: 'symbolic link', files: 'plain', path: 'link', claims: LOCAL },
  { name: 'relative', title: 'relative path', files: 'plain', path: 'relative', claims: ELSEWHERE },
  { name: 'root', title: '`root`', files: 'plain', path: 'root', claims: FAST },
  { name: 'volume', title: 'volume', files: 'volume', path: 'absolute', mount: VOLUME, claims: ELSEWHERE },
  {
    name: 'volume-other',
    title: 'volume, another user',
    files: 'volume',
    path: 'absolute',
    mount: VOLUME,
    isOther: true,
    claims: ELSEWHERE,
  },
  { name: 'tmpfs', title: 'tmpfs', files: 'tmpfs', path: 'absolute', mount: TMPFS, claims: FAST },
  {
    name: 'image',
    title: 'container image',
    files: 'plain',
    path: 'absolute',
    mount: IMAGE,
    isImage: true,
    claims: OWN_IMAGE,
  },
  {
    name: 'image-other',
    title: 'container image, another user',
    files: 'plain',
    path: 'absolute',
    mount: IMAGE,
    isImage: true,
    isOther: true,
    claims: OTHERS_IMAGE,
  },
  {
    name: 'image-other-root',
    title: 'container image, another user, `root`',
    files: 'plain',
    path: 'root',
    mount: IMAGE,
    isImage: true,
    isOther: true,
    claims: OTHERS_IMAGE,
  },
];

/** The name of the file of this many bytes. */
export function fileName(bytes: number): string {
  return `${bytes / 1024}K`;
}

/** The arguments of readFile for the file of this many bytes. */
export function toCall(place: Place, folder: string, bytes: number): [path: string, options?: ReadFileOptions] {
  const files = `${folder}/${place.files}`;
  const name = fileName(bytes);
  switch (place.path) {
    case 'absolute':
      return [`${files}/${name}`];
    case 'link':
      return [`${files}/link-${name}`];
    case 'relative':
      return [name];
    case 'root':
      return [name, { root: files }];
  }
}

/** The exit code where the place could not be mounted or filled. */
export const COULD_NOT_MOUNT = 77;

/** The command that mounts the place, fills it with files of these sizes in KiB, and runs the command after it. */
export function setUp({ mount = 'true', files, isImage }: Place, folder: string, sizes: readonly number[]): string[] {
  const fill = `
    mkdir -p "$1/${files}" && cd "$1/${files}"
    for size in ${sizes.join(' ')}; do
      head -c $((size * 1024)) /dev/urandom > \${size}K
      ln -sf \${size}K link-\${size}K
    done
    chmod 755 "$1" . && chmod 644 [0-9]*`;
  const enter = isImage === true ? 'exec chroot "$inside/image" "$@"' : 'exec "$@"';
  // The files are in the image's lower layer: they are written before it is mounted. Reads of a file that is younger than
  // a second are slower, because its access time may be due; an image's files are old.
  const prepare = isImage === true ? [fill, mount, 'sleep 1.5'] : [mount, fill];
  const run = `sh -ec "$2" sh "$1" || exit ${COULD_NOT_MOUNT}; cd /; inside=$1; shift 2; ${enter}`;
  return ['sh', '-c', run, 'sh', folder, prepare.join('\n')];
}
