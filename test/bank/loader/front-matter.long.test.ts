import { expect, test } from 'vitest';
import { edit, lintOf, WHOLE } from '../../support/bank.ts';

const MANY = 900_000;
const ANSWER = 'I suspect our own retries';
const POINT = '- **Limits attempts.** Each';
test.each([
  ['spaces in a heading', '## Takeaway', `## Takeaway${' '.repeat(MANY)}x`],
  ['spaces in a line', ANSWER, `${' '.repeat(MANY)}x`],
  ['spaces after Probes', 'Probes: waits politely.', `Probes: a${' '.repeat(MANY)}b`],
  ['digits in an answer', ANSWER, '1,'.repeat(MANY / 2)],
  ['words in an answer', ANSWER, 'a,'.repeat(MANY / 2)],
  ['dollars in an answer', ANSWER, '$1 '.repeat(MANY / 3)],
  ['one long word', ANSWER, 'a'.repeat(MANY)],
  ['spaces in a key point', POINT, `- **Limits${' '.repeat(MANY)}.** Each`],
  ['stars in a key point', POINT, `- ${'**a'.repeat(MANY / 3)} Each`],
  ['key points', POINT, `${'- **A** b\n'.repeat(MANY / 10)}${POINT}`],
  ['other wordings', POINT, `- **A** b\n${'  - c\n'.repeat(MANY / 6)}${POINT}`],
  ['follow-ups', '### What do', `${'### Q\nProbes: zz\n'.repeat(MANY / 18)}### What do`],
  ['mistakes', '- Adding', `${'- \n'.repeat(MANY / 3)}- Adding`],
  ['sections', '## Takeaway', `${'## Q\n'.repeat(MANY / 5)}## Takeaway`],
  ['comments', ANSWER, '\n<!--'.repeat(MANY / 5)],
  ['comments on a line', ANSWER, '<!-- -->'.repeat(MANY / 8)],
  ['fences', ANSWER, '\n```'.repeat(MANY / 4)],
  ['hashes', '## Takeaway', `## ${'#'.repeat(MANY)}x`],
  ['lines', ANSWER, '\n'.repeat(MANY)],
])('a million characters of %s are read in time that grows with their number', async (_what, piece, by) => {
  const text = edit(WHOLE, piece, by);
  // Of this process: a busy machine does not count. With their square, it would be a quarter of an hour.
  const before = process.cpuUsage();
  await lintOf({ '001-a.md': text });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(5000);
});
