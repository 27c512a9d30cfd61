// node scripts/check-hardening.mjs FILE: fails if the binary lacks a protection against the exploitation of memory
// errors.

import { execFileSync } from 'node:child_process';

const [file] = process.argv.slice(2);
const read = (...options) => execFileSync('readelf', ['--wide', ...options, file], { encoding: 'utf8' });

const segments = read('--program-headers');
const dynamic = read('--dynamic');
const symbols = [...read('--dyn-syms').matchAll(/ UND (\w+)/g)].map(([, symbol]) => symbol);

const RULES = {
  'read-only relocations (-z relro)': /^\s*GNU_RELRO\s/m.test(segments),
  'binding at once (-z now)': /BIND_NOW|\bNOW\b/.test(dynamic),
  'a stack without code (-z noexecstack)': /^\s*GNU_STACK\s.* RW\s/m.test(segments),
  'memory that is never writable and code': !/^\s*LOAD\s.* RWE\s/m.test(segments),
  'code without relocations (-fPIC)': !/TEXTREL/.test(dynamic),
  'a path to no library (RPATH)': !/\((RPATH|RUNPATH)\)/.test(dynamic),
  'a stack protector (-fstack-protector-strong)': symbols.includes('__stack_chk_fail'),
  'checked copies (_FORTIFY_SOURCE)': symbols.some((symbol) => /^__(?!stack)\w+_chk$/.test(symbol)),
};

const missing = Object.keys(RULES).filter((rule) => !RULES[rule]);
if (missing.length > 0) {
  console.error(`${file} must have ${missing.join(', ')}`);
  process.exit(1);
}
