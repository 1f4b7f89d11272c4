import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const only = (name, owner) => ({ name, message: `Only ${owner} imports ${name}.` });
const LIBRARIES_WITH_AN_OWNER = [
  only('chalk', 'src/renderer/theme.ts'),
  only('gray-matter', 'src/bank/loader/front-matter.ts'),
  only('js-yaml', 'src/bank/loader/yaml.ts'),
  only('commander', 'src/program.ts with src/options/command-line.ts, or its types src/completion/tree.ts,'),
  only('@modelcontextprotocol/server', 'src/mcp/server.ts and its transport'),
  only('@modelcontextprotocol/server/stdio', 'src/mcp/server.ts'),
  only('zod/v4', 'src/mcp/server.ts and its tools'),
];

/**
 * The pure rooms, each with the rooms that it may look into besides itself. Everything else is behind a wall: no platform, no
 * clock, no chance, no `async`. A room that has a wall of its own inside another is closed to all who do not name it.
 */
const OPEN_DOORS = {
  text: [],
  bank: ['text'],
  'bank/import': ['bank', 'platform', 'text'],
  engine: ['bank', 'text'],
  feedback: ['bank', 'text'],
  page: ['text'],
  speech: ['text'],
  transcript: ['bank', 'engine', 'feedback', 'page', 'text'],
  progress: ['bank', 'engine', 'page', 'text'],
  renderer: ['bank', 'engine', 'feedback', 'progress', 'text', 'transcript'],
  'terminal/answer-box': ['text'],
  'mcp/gate': ['bank', 'engine', 'platform', 'progress', 'text', 'transcript'],
};
const SHELL_ROOMS = [
  'bank/loader',
  'commands',
  'completion',
  'journal',
  'mcp',
  'model',
  'options',
  'platform',
  'round',
  'store',
  'terminal',
  'voice',
  'wire',
];

const PURE_LIBRARIES = [
  '@observablehq/plot',
  'csv-parse/sync',
  'fast-string-width',
  'hast',
  'hast-util-to-html',
  'hastscript',
  'mdast',
  'mdast-util-from-markdown',
  'mdast-util-gfm',
  'mdast-util-to-hast',
  'mdast-util-to-markdown',
  'micromark-extension-gfm',
  'minisearch',
  'minisearch/SearchableMap',
  'ts-fsrs',
];
const pureLibraries = PURE_LIBRARIES.join('|');

/** Walls between a room and the one it is in, where an import does not name the outer room. */
const NESTED_WALLS = {
  bank: [{ regex: '\\./loader/', message: 'src/bank does not look into its loader.' }],
  'bank/import': [{ regex: '\\./loader/', message: 'src/bank/import does not look into the loader.' }],
  'terminal/answer-box': [
    { regex: '^\\.\\./[^/]+\\.ts$', message: 'The answer box does not know the device.' },
  ],
};

/** In a pure room only relative imports, the open doors and the listed libraries pass. */
function pureRoom([room, openDoors]) {
  const closed = [...Object.keys(OPEN_DOORS), ...SHELL_ROOMS].filter(
    (other) => !room.startsWith(other) && !openDoors.includes(other),
  );
  return {
    files: [`src/${room}/**/*.ts`],
    ignores: ['src/bank/loader/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: LIBRARIES_WITH_AN_OWNER,
          patterns: [
            {
              regex: `^(?!\\.|(?:${pureLibraries})$)`,
              message: 'A pure room imports no platform and no unlisted library.',
            },
            {
              regex: `\\./(${closed.join('|')})/`,
              message: `src/${room} does not look into that room; see OPEN_DOORS.`,
            },
            { regex: '\\./(main|program)\\.ts$', message: 'No room knows the process edge.' },
            ...(NESTED_WALLS[room] ?? []),
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

/** A model knows no round and no bank on disk. */
const MODEL_WALL = [
  {
    regex: '^\\.\\./(?!(?:bank|engine|platform|text|transcript|wire)/)|/bank/loader/',
    message: 'src/model looks only into bank, engine, platform, text, transcript and wire.',
  },
];

/** The one way out of this machine knows no question, no answer and no session. */
const WIRE_WALL = [
  {
    regex: '^\\.\\./(?!(?:platform|text)/)',
    message: 'src/wire looks only into platform and text.',
  },
];

/** What speaks to an assistant gets questions and sessions only as the gate tells them. */
const BEFORE_THE_GATE = [
  {
    files: ['src/mcp/{check,instructions,server,told-error,transport,what-next}.ts'],
    patterns: [
      {
        regex: '^\\.\\./(?!(?:platform|text)/)|/gate/unrevealed\\.ts$',
        message: 'Questions and sessions come through src/mcp/gate.',
      },
    ],
  },
  {
    files: ['src/mcp/tools/**/*.ts'],
    patterns: [
      {
        regex: '^\\.\\./\\.\\./(?!engine/(?:event|labels)\\.ts|bank/kinds\\.ts)|/gate/unrevealed\\.ts$',
        message: 'A tool sees questions and sessions only as src/mcp/gate tells them.',
      },
    ],
  },
];

/** The statistics of a check are pure but for the calls that they measure. */
const CHECK_WALL = [
  {
    regex: '^\\.\\./\\.\\./(?!(?:bank|engine|text|wire)/)|/bank/loader/',
    message: 'src/model/check looks only into model, bank, engine, text and wire.',
  },
];

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
      // `() => close()` may stand for a handler; a value of it cannot be used by mistake.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: LIBRARIES_WITH_AN_OWNER }],
    },
  },
  ...Object.entries(OPEN_DOORS).map(pureRoom),
  {
    files: ['src/model/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: LIBRARIES_WITH_AN_OWNER, patterns: MODEL_WALL }],
    },
  },
  {
    files: ['src/wire/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: LIBRARIES_WITH_AN_OWNER, patterns: WIRE_WALL }],
    },
  },
  ...BEFORE_THE_GATE.map(({ files, patterns }) => ({
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: LIBRARIES_WITH_AN_OWNER.filter(({ name }) => !/modelcontextprotocol|zod/.test(name)),
          patterns,
        },
      ],
    },
  })),
  {
    files: ['src/model/check/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: LIBRARIES_WITH_AN_OWNER, patterns: CHECK_WALL }],
    },
  },
  {
    files: [
      'src/renderer/theme.ts',
      'src/bank/loader/front-matter.ts',
      'src/bank/loader/yaml.ts',
      'src/program.ts',
      'src/options/command-line.ts',
      'src/completion/tree.ts',
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'questions/checks/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        require: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
);
