import { defineConfig } from 'vitest/config';

const WHOLE_PROGRAM = ['e2e', 'faults', 'pages', 'security'].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: WHOLE_PROGRAM,
          // A property of some hundred runs takes its time where other work has the processors.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'program',
          // Their time goes into waiting for clocks, so that more of them run than there are processors.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          include: WHOLE_PROGRAM,
          // These run what a user runs: the bundle, built once before all of them.
          globalSetup: ['test/e2e/build.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
