import { describe, expect, test } from 'vitest';
import { revealRows } from '../../src/renderer/reveal.ts';
import { remarksOf } from '../../src/renderer/remarks.ts';
import { debriefRows } from '../../src/renderer/round-screens.ts';
import { textOf } from '../../src/text/rows.ts';
import { toAnki } from '../../src/transcript/anki.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toJson } from '../../src/transcript/json.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { shared } from '../../src/transcript/share.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { summaryOf } from '../../src/progress/summary.ts';
import { clarifiedRound, FACTS } from '../support/clarified.ts';
import { expectScreens } from '../support/screens.ts';
import { judgedRound, keptPoint } from '../support/simulate.ts';

const planned = clarifiedRound().session.questions[0]!;
const transcript = transcriptOf(clarifiedRound().session);
const revealed = (columns: number): string[] =>
  revealRows(planned.question, columns, {
    only: ['if-asked', 'expected'],
    remarks: remarksOf(planned),
  }).map(textOf);

test('what was asked, and what was not, is as test/screens/clarified.txt shows', async () => {
  await expectScreens('clarified', {
    'the reveal': revealed(80),
    'the reveal at 40 columns': revealed(40),
    'the question alone': revealRows(planned.question, 80, { only: ['if-asked'] }).map(textOf),
    'the debrief': debriefRows(clarifiedRound().session, 100).map(textOf),
    'as Markdown': toMarkdown(transcript).split('\n'),
  });
});

test('the page has the exchange before the answer, and the facts before the expected answer', () => {
  const order = [
    'Asked:</strong> how many loaves at the *peak* for Acme?',
    '<strong>Traffic:</strong> At Acme 24 loaves a <em>second</em>',
    'any rules?',
    'Nothing on that. Assume something and say so.',
    'I keep it cool.',
    'When?',
    'By May.',
    'If asked: asked 1 of 2 worth asking',
    'Two of our own bakers built it.',
    '<td>door</td>',
    'Not asked. Worth asking: If no one checked the oven',
    'Number 1 is a number.',
  ];
  const page = toHtml(transcript);
  const places = order.map((text) => page.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

describe('the data of an export', () => {
  const turnsIn = (text: string) => (JSON.parse(text) as { turns: Record<string, unknown>[] }).turns;

  test('has the exchange on each turn, and the facts without their words on the question', () => {
    const [main, followUp] = turnsIn(toJson(transcript));
    expect(main?.['clarified']).toEqual([
      {
        question: 'how many loaves at the *peak* for Acme?',
        reply: '**Traffic:** At Acme 24 loaves a *second* at the peak.',
        fact: 'Traffic',
      },
      { question: 'any rules?', reply: 'Nothing on that. Assume something and say so.' },
    ]);
    expect(followUp?.['clarified']).toHaveLength(1);
    expect(main?.['ifAsked']).toEqual([
      { name: 'Traffic', text: FACTS[0]?.text, state: 'asked' },
      { name: 'Where the oven comes from', text: FACTS[1]?.text, worth: FACTS[1]?.worth, state: 'not asked' },
      { name: 'Budget', text: 'Two thousand a month.', state: 'assumed' },
      { name: 'Opening', text: 'In May.', worth: 'It decides what can wait.', state: 'asked' },
    ]);
    expect(followUp).not.toHaveProperty('ifAsked');
  });

  test('has nothing of either for a question without them', () => {
    const [turn] = turnsIn(toJson(transcriptOf(judgedRound([keptPoint('Cool')], ['Cool']).session)));
    expect(turn).not.toHaveProperty('clarified');
    expect(turn).not.toHaveProperty('ifAsked');
  });
});

test('a card has all facts with their text, whoever asked, behind the question', () => {
  const [, front, back] = toAnki(transcript).split('\n').at(-3)?.split('\t') ?? [];
  expect(front).not.toContain('loaves');
  expect(back).toMatch(/24 loaves[^]*bakers[^]*Worth asking: If no one[^]*In May\.[^]*Number 1 is a number/);
  expect(back).not.toContain('Asked.');
});

test('before the reveal no export has a fact that was not told', () => {
  const { session } = clarifiedRound({ isRevealed: false });
  const sealed = transcriptOf(session);
  expect(summaryOf(session).answers[0]).not.toHaveProperty('worthAsking');
  for (const text of [toJson(sealed), toMarkdown(sealed), toHtml(sealed)]) {
    expect(text).toContain('24 loaves');
    expect(text).not.toMatch(/bakers|oven|thousand|Worth asking|\bBudget/);
  }
});

describe('a shared transcript', () => {
  const tags = { company: 'Acme' };
  const own = transcriptOf(clarifiedRound({ tags }).session);
  const all = (share: Parameters<typeof shared>[1]): string[] =>
    [toJson, toMarkdown, toHtml].map((write) => write(shared(own, share)));

  test('with answers only has the exchange, and not what else could have been asked', () => {
    for (const text of all({ answersOnly: true })) {
      expect(text).toContain('24 loaves');
      expect(text).toContain('any rules?');
      expect(text).not.toMatch(/bakers|thousand|Worth asking|worth asking/);
    }
  });

  test('without the bank has what the candidate asked, and no reply', () => {
    for (const text of all({ withoutBank: true })) {
      expect(text).toContain('any rules?');
      expect(text).not.toMatch(/24 loaves|bakers|thousand|Traffic|In May|Worth asking/);
    }
  });

  test('masks the names in the exchange and in the facts', () => {
    for (const text of all({ redact: true })) {
      expect(text).toMatch(/for \\?\[company\\?\]\?/);
      expect(text).not.toContain('Acme');
    }
  });
});
