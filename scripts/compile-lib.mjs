// Compiles lib/ into dist/: one bundled file, which the subpaths re-export from, and one declaration file per module.
// The start of a program takes longer with each file and each of Node's own modules that is imported.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '..');
const LIB = path.join(ROOT, 'lib');

/** The named imports of lib/ from a built-in module: `import { inspect } from 'node:util'`. */
function importedNames(module) {
  const sources = readdirSync(LIB, { recursive: true }).filter((name) => name.endsWith('.ts'));
  const lists = sources.flatMap((name) => {
    const source = readFileSync(path.join(LIB, name), 'utf8');
    return [...source.matchAll(/^import \{([^}]*)\} from '([^']+)';$/gm)]
      .filter(([, , imported]) => imported === module)
      .flatMap(([, list]) => list.split(',').map((name) => name.trim().split(' as ')[0]));
  });
  return [...new Set(lists)].filter((name) => name !== '' && !name.startsWith('type ')).sort();
}

/**
 * Replaces `import … from 'node:x'` by process.getBuiltinModule, because importing a built-in as an ES module costs
 * 0.5 ms (2 ms for node:fs). Named imports load at once, default imports on first use.
 */
const builtinsByCall = {
  name: 'builtins by call',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path: module }) => ({ path: module, namespace: 'builtin' }));
    onLoad({ filter: /^/, namespace: 'builtin' }, ({ path: module }) => {
      const names = importedNames(module);
      const load = `process.getBuiltinModule('${module}')`;
      const atOnce = `export const { ${names.join(', ')} } = ${load};`;
      // Replaces the getter by a plain property.
      const proxy = `/* @__PURE__ */ new Proxy({}, { get: (_, name, used) => (used[name] = ${load}[name]) })`;
      const whenUsed = `export default /* @__PURE__ */ Object.create(${proxy});`;
      return { contents: names.length > 0 ? `${atOnce}\n${whenUsed}` : whenUsed };
    });
  },
};

async function compileCode() {
  const { exports } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  // ./dist/keys/index.d.ts is compiled from lib/keys/index.ts.
  const declarations = Object.values(exports).flatMap(({ types }) => types ?? []);
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: declarations.map((name) => path.join('lib', path.relative('dist', name)).replace(/\.d\.ts$/, '.ts')),
    outdir: 'dist',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    plugins: [builtinsByCall],
  });
  for (const { path: file, text } of outputFiles) {
    const name = path.relative(ROOT, file);
    const names = metafile.outputs[name].exports.sort().join(', ');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, name === path.join('dist', 'index.js') ? text : `export { ${names} } from '../index.js';\n`);
  }
}

function compileDeclarations() {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  return spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' }).status;
}

// Stale files would be packed.
rmSync(path.join(ROOT, 'dist'), { recursive: true, force: true });
await compileCode();
process.exitCode = compileDeclarations();
