import { defineConfig } from 'vitest/config';

/** The built program, as a user runs it. */
const PROGRAM = ['test/{e2e,security}/**/*.test.ts'];
/** What `npm test` leaves to `npm run test:all`; see CONTRIBUTING.md. */
const LONG = [
  'test/{faults,pages,shells,voices}/**/*.test.ts',
  'test/**/*.long.test.ts',
  'questions/checks/*.test.ts',
];

const setupFiles = ['test/support/fixed-seed.ts'];
const builds = ['test/support/build.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/one-folder.ts'],
    projects: [
      {
        test: {
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: [...PROGRAM, ...LONG],
          setupFiles,
          // Vitest leaves one processor alone, and with two of them runs one file at a time.
          maxWorkers: '100%',
          // Only for a test that hangs: other work may have the processors.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'program',
          include: PROGRAM,
          exclude: LONG,
          setupFiles,
          globalSetup: builds,
          // Their time goes into waiting for clocks, so that more of them run than there are processors.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'long',
          // Properties run in both, here more often and from a seed that is drawn.
          include: [...LONG, 'test/**/*.property.test.ts'],
          env: { RUNS: process.env['RUNS'] ?? '200' },
          setupFiles,
          globalSetup: builds,
          maxWorkers: 4,
          sequence: { groupOrder: 2 },
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
