import { expect, test } from 'vitest';
import { startedAs } from '../../src/platform/env.ts';

const npm = { npm_command: 'run-script', npm_package_name: 'hotseat' };

test.each([
  ['hotseat', {}],
  ['npm start --', { ...npm, npm_command: 'start', npm_lifecycle_event: 'start' }],
  ['npm start --', { ...npm, npm_lifecycle_event: 'start' }],
  ['npm run dev --', { ...npm, npm_lifecycle_event: 'dev' }],
  ['npx hotseat', { npm_command: 'exec', npm_lifecycle_event: 'npx', npm_package_name: 'another' }],
  // From a test, or from a script of another package.
  ['hotseat', { ...npm, npm_lifecycle_event: 'test' }],
  ['hotseat', { ...npm, npm_lifecycle_event: 'start', npm_package_name: 'another' }],
])('started as %s: %j', (name, vars) => {
  expect(startedAs({ vars })).toBe(name);
});
