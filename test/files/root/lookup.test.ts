// @module-tag quick-portable
// @module-tag quick-debug
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PathLike } from 'offloop';
import { describe, expect, test } from 'vitest';
import { readCases } from '../../support/files/read-cases.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { AS_IT_IS, COLD, refusing } from '../../support/programs/modes.js';

const folder = temporaryFolder();
const within = (name: string) => path.join(folder, name);
const root = within('root');
for (const name of ['root/folder/inner', 'outside']) mkdirSync(within(name), { recursive: true });
mkdirSync(within('root/closed'), { mode: 0o700 });
mkdirSync(within('closed-root'), { mode: 0o700 });
for (const [name, content] of [
  ['root/file', 'inside'],
  ['root/folder/file', 'deeper'],
  ['root/имя — 名前', 'named'],
  ['root/closed/file', 'closed'],
  ['closed-root/file', 'closed'],
  ['outside/file', 'outside'],
  ['root-too', 'beside'],
] as const) {
  writeFileSync(within(name), content);
}
writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.of(0xff, 0xfe)]), 'bytes');
for (const [name, target] of [
  ['link', 'file'],
  ['link-to-link', 'link'],
  ['link-to-folder', 'folder'],
  ['detour', 'folder/../link-to-folder/../folder/file'],
  ['folder/up', '../file'],
  ['folder/to-root', '..'],
  ['folder/to-outside', '../..'],
  ['absolute', path.join(root, 'file')],
  ['absolute-outside', within('outside/file')],
  ['outside', '../outside/file'],
  ['outside-folder', '../outside'],
  ['and-back', '../root/file'],
  ['link-to-outside', 'outside'],
  ['dangling', 'nowhere'],
  ['dangling-outside', '../nowhere'],
  ['loop', 'loop'],
  ['loop-1', 'loop-2'],
  ['loop-2', 'loop-1'],
  ['slash', '/'],
] as const) {
  symlinkSync(target, path.join(root, name));
}
symlinkSync('root', within('root-link'));
for (let link = 1; link <= 41; link++) {
  symlinkSync(link === 1 ? 'file' : `chain-${link - 1}`, path.join(root, `chain-${link}`));
}

const OUTSIDE = 'ERR_PATH_OUTSIDE_ROOT';

/** Paths beneath the root, with the expected content or error code. */
const paths: [path: PathLike, expected: string][] = [
  ...['file', './file', 'folder/../file', 'folder//..///file', 'folder/inner/../../file'].map((name) =>
    pair(name, 'inside'),
  ),
  ...['link', 'link-to-link', 'folder/up', 'folder/to-root/file', 'chain-40'].map((name) => pair(name, 'inside')),
  ...['folder/file', './folder/./file', 'link-to-folder/file', 'detour'].map((name) => pair(name, 'deeper')),
  ...['имя — 名前', Buffer.from('имя — 名前')].map((name) => pair(name, 'named')),
  [Buffer.of(0xff, 0xfe), 'bytes'],
  [Buffer.from('link'), 'inside'],
  ...['..', '../', '../root/file', '../root-too', '../outside/file', 'folder/../..'].map((name) => pair(name, OUTSIDE)),
  ...['folder/../../outside/file', 'folder/inner/../../../root/file', './../root'].map((name) => pair(name, OUTSIDE)),
  ...['/', '//', path.join(root, 'file'), within('outside/file'), '/etc/passwd'].map((name) => pair(name, OUTSIDE)),
  ...['absolute', 'absolute-outside', 'outside', 'outside-folder/file', 'and-back'].map((name) => pair(name, OUTSIDE)),
  ...['link-to-outside', 'dangling-outside', 'slash', 'slash/etc/passwd'].map((name) => pair(name, OUTSIDE)),
  ...['folder/to-outside/root/file', 'folder/to-root/../outside/file', 'outside/'].map((name) => pair(name, OUTSIDE)),
  [Buffer.from('../outside/file'), OUTSIDE],
  [pathToFileURL(path.join(root, 'file')), OUTSIDE],
  ...['', 'absent', 'absent/../file', 'absent/../../outside/file', 'dangling', 'dangling/..'].map((name) =>
    pair(name, 'ENOENT'),
  ),
  ...['file/', 'file/.', 'file/..', 'file/../file', 'file/name', 'link/'].map((name) => pair(name, 'ENOTDIR')),
  ...['.', './', 'folder', 'folder/', 'folder/..', 'folder/.', 'link-to-folder'].map((name) => pair(name, 'EISDIR')),
  ...['link-to-folder/', 'folder/to-root'].map((name) => pair(name, 'EISDIR')),
  ...['loop', 'loop/file', 'loop-1', 'chain-41', 'loop/../..'].map((name) => pair(name, 'ELOOP')),
  ...['x'.repeat(256), `folder/${'x'.repeat(300)}/..`, `${'./'.repeat(2046)}file`].map((name) =>
    pair(name, 'ENAMETOOLONG'),
  ),
  [`${'./'.repeat(2045)}file`, 'inside'],
];

function pair(name: PathLike, expected: string): [PathLike, string] {
  return [name, expected];
}

/** Other roots, with paths beneath them. */
const roots: [root: PathLike, path: PathLike, expected: string][] = [
  ...[within('root-link'), `${root}/`, `${root}/.`, `${root}/folder/..`, Buffer.from(root)].map((other) =>
    triple(other, 'file', 'inside'),
  ),
  ...[pathToFileURL(root), path.relative(process.cwd(), root)].map((other) => triple(other, 'file', 'inside')),
  [within('root-link'), '../outside/file', OUTSIDE],
  [path.join(root, 'outside-folder'), 'file', 'outside'],
  [path.join(root, 'outside-folder'), '../root/file', OUTSIDE],
  ['/', path.join(root, 'file').slice(1), 'inside'],
  ['/', '..', OUTSIDE],
  ['/', path.join(root, 'absolute').slice(1), OUTSIDE],
  ['.', 'absent', 'ENOENT'],
  ['.', '..', OUTSIDE],
  ['/proc/self', 'root/etc/passwd', OUTSIDE],
  ['/proc/self', 'cwd/package.json', OUTSIDE],
  ['/proc/self', 'fd/0', OUTSIDE],
  ['/proc/self', 'exe', OUTSIDE],
  ['/proc', '../etc/passwd', OUTSIDE],
  ['/proc/sys', 'kernel/../kernel/ostype', 'Linux\n'],
];

function triple(other: PathLike, name: PathLike, expected: string): [PathLike, PathLike, string] {
  return [other, name, expected];
}

/** Invalid roots. The error is about the root. */
const noRoots: [root: PathLike, code: string][] = [
  [within('absent'), 'ENOENT'],
  ['', 'ENOENT'],
  [path.join(root, 'file'), 'ENOTDIR'],
  [path.join(root, 'loop'), 'ELOOP'],
  [path.join(root, 'dangling'), 'ENOENT'],
  [Buffer.from(within('absent')), 'ENOENT'],
  [pathToFileURL(within('absent')), 'ENOENT'],
];

const cases = [
  ...paths.map(([name, expected]) => ({ path: name, root, expected, about: 'path' })),
  ...roots.map(([other, name, expected]) => ({ path: name, root: other, expected, about: 'path' })),
  ...noRoots.map(([other, expected]) => ({ path: 'file', root: other, expected, about: 'root' })),
].map((one) => ({ ...one, title: `${shown(one.path)} beneath ${shown(one.root)}` }));

function shown(name: PathLike): string {
  const text = name instanceof URL ? name.href : typeof name === 'string' ? name : `Buffer ${name.toString('latin1')}`;
  const short = text.replaceAll(folder, '').replaceAll(path.relative(process.cwd(), folder), '…');
  return short.length < 60 ? `'${short}'` : `'${short.slice(0, 50)}…', ${text.length} long`;
}

function asText(name: PathLike): string {
  return name instanceof URL ? decodeURI(name.pathname) : name.toString();
}

const modes = [AS_IT_IS, COLD, ...refusing('openat2')];

describe.each(modes)('$title', async (mode) => {
  const { outcomes } = await readCases(mode, folder, cases);

  test.each(cases.map((one, index) => ({ ...one, index })))('$title', ({ index, ...one }) => {
    const outcome = outcomes[index];
    if (!/^E[A-Z_]+$/.test(one.expected)) {
      expect(outcome).toEqual({ content: one.expected });
      return;
    }
    const name = asText(one.path);
    const rootName = asText(one.root);
    expect(outcome).toMatchObject({ name: 'Error', code: one.expected });
    if (one.expected === OUTSIDE) {
      const message = `The path '${name}' leads out of its root '${rootName}'`;
      expect(outcome).toEqual({ name: 'Error', message, code: OUTSIDE, path: name, root: rootName });
    } else if (one.about === 'root') {
      expect(outcome).toMatchObject({ path: rootName, syscall: 'open' });
      expect(outcome?.['message']).toContain(`open '${rootName}'`);
    } else {
      expect(outcome).toMatchObject({ path: name, root: rootName });
    }
  });

  test('readFile() rejects paths through directories without search permission', async () => {
    const closed = [
      { title: 'a closed directory', root, path: 'closed/file' },
      { title: 'through a closed directory', root, path: 'closed/../file' },
      { title: 'out of a closed directory', root, path: 'closed/../../outside/file' },
      { title: 'a closed root', root: within('closed-root'), path: 'file' },
      { title: 'out of a closed root', root: within('closed-root'), path: '../outside/file' },
    ];
    const { outcomes } = await readCases(mode, folder, closed, process.getuid?.() === 0 ? 'nobody' : undefined);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ code: 'EACCES', syscall: 'open' });
  });
});
