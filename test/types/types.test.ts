// @module-tag no-asan
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));
const root = path.resolve(folder, '../..');

/** The compiler's diagnostics of these files and all declarations, with the options of the project. */
function diagnose(files: string[]): Map<string, string[]> {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const config = ts.getParsedCommandLineOfConfigFile(path.join(root, 'tsconfig.json'), {}, host);
  const program = ts.createProgram(files, { ...config?.options, skipLibCheck: false });
  const said = new Map(files.map((file): [string, string[]] => [file, []]));
  for (const { file, start = 0, messageText } of ts.getPreEmitDiagnostics(program)) {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const text = `${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    const name = file?.fileName ?? '';
    said.set(name, [...(said.get(name) ?? []), text]);
  }
  return said;
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test-d.ts') || path.dirname(name) === 'contract')
  .map((name) => path.join(folder, name));
const said = diagnose(files);

test.each(files.map((file) => path.relative(folder, file)))('%s compiles', (name) => {
  expect(said.get(path.join(folder, name))).toEqual([]);
});

test('no other file has diagnostics', () => {
  expect([...said.keys()].filter((file) => !files.includes(file))).toEqual([]);
});
