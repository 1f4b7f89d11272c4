import { expect, test } from 'vitest';
import type { Question } from '../../../src/bank/question.ts';
import { bankOf, edit, README, WHOLE } from '../../support/bank.ts';
import { keyPoint } from '../../support/question.ts';

async function read(text: string): Promise<Question> {
  const { bank, files } = await bankOf({ 'README.md': README, '001-retry-storm.md': text });
  expect(files.flatMap((checked) => checked.findings)).toEqual([]);
  return bank.questions[0]!;
}

test('a complete question', async () => {
  expect(await read(WHOLE)).toEqual({
    bank: 'whole',
    number: 1,
    id: 'retry-storm',
    title: 'Retries that made it worse',
    topic: 'operations',
    kind: 'debugging',
    level: 'mid',
    roles: ['ai-engineer', 'sdet'],
    minutes: 5,
    reviewed: '2026-11-24',
    references: [
      {
        title: 'Nottingham and Fielding, Additional HTTP Status Codes, RFC 6585',
        url: 'https://www.rfc-editor.org/rfc/rfc6585',
      },
    ],
    question: [
      'A provider answered your service with status 429 for one minute. The service has now been failing for twenty:',
      '',
      '```',
      '## not a heading',
      '- not an item',
      '```',
      '',
      'What do you suspect?',
    ].join('\n'),
    why: 'It separates people who add retries from people who have watched them take a service down.',
    expected: expect.stringMatching(/^I suspect our own retries: .* fails quickly\.$/) as string,
    keyPoints: [
      keyPoint(
        'Suspects the retries',
        'Immediate retries keep the load above the limit after its cause has gone.',
        {
          wordings: ['retry storm, self-inflicted load'],
          counts: ['Our clients are hammering the API.'],
          notEnough: ['The provider must still be down.'],
        },
      ),
      keyPoint('Stops the harm first', 'A switch turns retries off so that traffic falls.'),
      keyPoint('Waits politely', 'The client waits as long as the Retry-After header says.'),
      keyPoint('Limits attempts', 'Each request has a budget after which it fails quickly.'),
    ],
    mistakes: ['Adding more retries. They are the load.', 'Backing off without jitter.'],
    followUps: [
      {
        question: 'Jitter is in place, and every five minutes there is still a peak. Where do you look?',
        answer: expect.stringMatching(/^For something that acts on a fixed clock\./) as string,
        probes: 'Waits politely',
      },
      {
        question: 'What do you alert on?',
        answer: expect.stringMatching(/^The share of calls that are retries\./) as string,
        probes: null,
      },
    ],
    notes: 'I listen for "our own load".',
    takeaway: 'A retry is load, so give it a budget.',
    file: '001-retry-storm.md',
  });
});

function inBody(change: (body: string) => string): string {
  const start = WHOLE.indexOf('## Question');
  return WHOLE.slice(0, start) + change(WHOLE.slice(start));
}

test.each([
  ['Windows line ends', WHOLE.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\ufeff${WHOLE}`],
  ['spaces after the marks', edit(edit(WHOLE, '---\n', '--- \n'), '\n---\n\n', '\n---\t\n\n')],
  ['a language that is YAML', edit(WHOLE, '---\n', '---yaml\n')],
  ['closed headings', edit(WHOLE, '## Takeaway', '  ## Takeaway ##')],
  ['other case in headings', edit(WHOLE, '## Key points', '## KEY POINTS')],
  ['a title above all', edit(WHOLE, '\n## Question', '\n# Retries\n\n## Question')],
  ['comments', edit(WHOLE, '## Takeaway\n', '<!-- one\n## Two\n-->\n## Takeaway\n<!-- three -->')],
  ['another bullet', inBody((body) => body.replaceAll('\n- ', '\n* ').replaceAll('\n  - ', '\n    + '))],
  ['numbered items', inBody((body) => body.replaceAll('\n- **', '\n1. **').replaceAll('\n  - ', '\n   - '))],
])('%s do not matter', async (_what, text) => {
  // The edits change the fence in the question too.
  expect({ ...(await read(text)), question: '' }).toEqual({ ...(await read(WHOLE)), question: '' });
});

test('a key point may have a level of its own', async () => {
  const { keyPoints } = await read(edit(WHOLE, '  - retry storm', '  - Level: senior\n  - retry storm'));
  expect(keyPoints[0]).toEqual({
    name: 'Suspects the retries',
    text: 'Immediate retries keep the load above the limit after its cause has gone.',
    level: 'senior',
    wordings: ['retry storm, self-inflicted load'],
    counts: ['Our clients are hammering the API.'],
    notEnough: ['The provider must still be down.'],
  });
  expect(keyPoints[1]).not.toHaveProperty('level');
});

test('a mistake keeps its lists, code and paragraphs', async () => {
  const item = '- Backing off\n  without jitter.\n\n  It hurts:\n  ```\n  - all at once\n  ```\n  - again\n';
  const { mistakes } = await read(edit(WHOLE, '- Backing off without jitter.\n', item));
  expect(mistakes[1]).toBe('Backing off\nwithout jitter.\n\nIt hurts:\n```\n- all at once\n```\n- again');
});

test('tilde fences hide what looks like a section', async () => {
  const { expected } = await read(
    edit(WHOLE, 'fails quickly.\n', 'fails quickly.\n\n~~~md\n## Key points\n```\n~~~\n'),
  );
  expect(expected).toMatch(/\n~~~md\n## Key points\n```\n~~~$/);
});
