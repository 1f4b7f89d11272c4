import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const PURE_ROOMS = [
  'bank',
  'lists',
  'feedback',
  'interview',
  'composer',
  'page',
  'transcript',
  'progress',
  'report',
  'text',
];
const SHELL_ROOMS = ['disk', 'conduct', 'terminal', 'completion', 'commands'];

const PURE_LIBRARIES = [
  '@observablehq/plot',
  'diff',
  'fast-string-width',
  'hast',
  'hast-util-to-html',
  'hastscript',
  'mdast',
  'mdast-util-from-markdown',
  'mdast-util-gfm',
  'mdast-util-to-hast',
  'micromark-extension-gfm',
  'ts-fsrs',
];
const pureLibraries = PURE_LIBRARIES.join('|');

/** The rooms that each pure room may look into, besides itself. Everything else is behind a wall. */
const OPEN_DOORS = {
  text: [],
  bank: ['text'],
  lists: ['bank', 'text'],
  feedback: ['bank', 'text'],
  interview: ['bank', 'text'],
  composer: ['text'],
  page: ['text'],
  transcript: ['bank', 'feedback', 'interview', 'page', 'text'],
  progress: ['bank', 'interview', 'text'],
  report: ['interview', 'page', 'progress', 'transcript', 'text'],
};

/** In a pure room only relative imports, the open doors and the listed libraries pass. */
function pureRoom(room) {
  const closed = [...PURE_ROOMS, ...SHELL_ROOMS].filter(
    (other) => other !== room && !OPEN_DOORS[room].includes(other),
  );
  return {
    files: [`src/${room}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?!\\.|(?:${pureLibraries})$)`,
              message: 'A pure room imports no platform and no unlisted library.',
            },
            {
              regex: `/(${closed.join('|')})/`,
              message: `src/${room} does not look into that room; see CONTRIBUTING.md.`,
            },
            { regex: '^\\.\\./[^/]+\\.ts$', message: 'A pure room does not know the composition root.' },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        ...['process', 'console', 'setTimeout', 'setInterval', 'performance', 'fetch', 'Buffer'].map(
          (name) => ({
            name,
            message: 'A pure room has no world: take it as a parameter.',
          }),
        ),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: ':function[async=true]',
          message: 'A pure room is synchronous; the shell waits.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The time is passed in, never read.',
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: 'The time is passed in, never read.',
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'Randomness is passed in, never drawn.',
        },
      ],
    },
  };
}

const only = (name, owner) => ({ name, message: `Only ${owner} imports ${name}.` });

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', '.stryker-tmp/', 'reports/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            only('chalk', 'src/terminal/theme.ts'),
            only('gray-matter', 'src/disk/front-matter.ts'),
            only('commander', 'src/command-line.ts, or its types src/completion/tree.ts,'),
          ],
        },
      ],
    },
  },
  ...PURE_ROOMS.map(pureRoom),
  {
    files: [
      'src/terminal/theme.ts',
      'src/disk/front-matter.ts',
      'src/command-line.ts',
      'src/program.ts',
      'src/program/*.ts',
      'src/completion/tree.ts',
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', require: 'readonly' },
    },
  },
);
