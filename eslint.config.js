import eslint from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const ADDON = { group: ['**/native/load.js', './load.js'], message: 'Only lib/native/index.ts loads the addon.' };
const LIBRARY = { group: ['**/lib/**'], message: "Import 'offloop': lib/ is not public." };

const MECHANISMS = ['native', 'errors', 'validate', 'permission', 'jobs', 'loop'];

/** The parts of lib/, in the order of their layers, and the other parts that each may import: arrows point one way. */
const MAY_IMPORT = {
  'native/*.ts': [],
  'loop/*.ts': [],
  'system-error-names.ts': [],
  'errors.ts': ['native/failure', 'system-error-names'],
  'validate.ts': ['errors'],
  'permission.ts': ['errors'],
  'jobs/*.ts': ['native', 'errors', 'validate'],
  'pools/*.ts': MECHANISMS,
  'signals/*.ts': MECHANISMS,
  'processes/*.ts': ['signals', 'pools', ...MECHANISMS],
  'keys/*.ts': ['pools', ...MECHANISMS],
  'files/*.ts': ['pools', ...MECHANISMS],
};

function oneWay([files, parts]) {
  const outside = files.includes('/') ? '\\.\\./' : '\\./';
  const allowed = parts.map((part) => `${part}[/.]`).join('|') || '$';
  const layers = {
    regex: `^${outside}(?!${allowed})`,
    message: `lib/${files} may import only ${parts.join(', ') || 'from its own folder'} (MAY_IMPORT, eslint.config.js).`,
  };
  const loadsAddon = files === 'native/*.ts' ? [] : [ADDON];
  return {
    files: [`lib/${files}`],
    rules: { 'no-restricted-imports': ['error', { patterns: [...loadsAddon, layers] }] },
  };
}

export default tseslint.config(
  { ignores: ['build', 'dist', 'prebuilds', '.reports'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Nonsense is what the tests feed the functions; numbers in messages are meant.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // What returns a promise never throws: it is async also where it has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-imports': ['error', { patterns: [ADDON] }],
    },
  },
  {
    files: ['lib/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'BinaryExpression[operator="instanceof"]',
          message:
            "Another realm's value is no instance of this realm's class: ask what it is (util.types, Array.isArray).",
        },
      ],
    },
  },
  {
    files: ['test/**', 'bench/**', 'examples/**', 'scripts/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [LIBRARY] }] },
  },
  ...Object.entries(MAY_IMPORT).map(oneWay),
  {
    files: ['**/*.mjs', '**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
);
