import fc from 'fast-check';
import type { Nodes, Root, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import type { Event, PlannedQuestion } from '../../src/engine/event.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { expectScreens } from '../support/screens.ts';
import { happen, start, started } from '../support/simulate.ts';
import { DIALECTS, words } from '../support/dialects.ts';

/** The transcript of a round of one question with this answer. */
function exported(text: string, ...findings: Extract<Event, { type: 'found' }>[]): string {
  const events: Event[] = [
    { type: 'asked', turn: { q: 0 }, budget: 300_000 },
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text, firstKey: 4000 },
    { type: 'predicted', q: 0, certainty: 3 },
    ...findings,
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: ['First point'] },
    { type: 'rated', q: 0, rating: 'good' },
    { type: 'ended', reason: 'finished', draft: null },
  ];
  const live = events.reduce((now, event) => happen(now, event, 10_000), start(started(1, {}, 0)));
  return toMarkdown(transcriptOf(live.session));
}

/** Findings that quote the start and the end of this answer, and all of it for a mistake. */
function findingsIn(text: string): Extract<Event, { type: 'found' }> {
  const passage = (start: number, end: number) => ({ turn: { q: 0 }, start, end });
  return {
    type: 'found',
    q: 0,
    matcher: 1,
    points: [
      { name: 'First point', score: 0.4, verdict: 'unsure', evidence: passage(0, 9), missing: [] },
      { name: 'Second point', score: 0.9, verdict: 'found', evidence: passage(8, text.length), missing: [] },
    ],
    mistakes: [{ index: 0, evidence: passage(0, text.length) }],
  };
}

/** The document around the answer: the kind and text of each block, without quotations. */
function frame(tree: Root): string[] {
  return tree.children.map((node) =>
    node.type === 'blockquote' ? 'the answer' : `${node.type}: ${words(node)}`,
  );
}

function kinds(node: Nodes): string[] {
  return [node.type, ...('children' in node ? node.children.flatMap(kinds) : [])];
}

describe('the transcript as Markdown', () => {
  it('is what test/screens/markdown.txt shows', async () => {
    const text = 'It is one, <b>and</b> it is [two](https://example.org).';
    await expectScreens('markdown', {
      'without findings': exported('Bread is a *living* thing.\n\nKeep `List<Bread>` cool & dry.').split(
        '\n',
      ),
      'with findings: what the matcher found and what the candidate ticked': exported(
        text,
        findingsIn(text),
      ).split('\n'),
    });
  });

  it('begins with a table of the questions, whatever their titles', () => {
    const begun = started(2, {}, 0);
    const [first, second] = begun.plan as [PlannedQuestion, PlannedQuestion];
    const plan = [{ ...first, question: { ...first.question, title: 'Pipes | and <b>' } }, second];
    const written = toMarkdown(transcriptOf(start({ ...begun, plan }).session));
    const table = DIALECTS['GitHub’s Markdown']?.(written).children.find(({ type }) => type === 'table') as
      Table | undefined;
    expect(table?.children.map(({ children }) => children.map(words))).toEqual([
      ['Question', 'Answer', 'Time'],
      ['#1 Pipes | and <b>', 'unanswered', '0:00 of 5:00'],
      ['#2 Title 2', 'unanswered', '0:00 of 5:00'],
    ]);
  });

  it('keeps the line breaks of an answer, as GitHub renders it', () => {
    const written = exported(
      'First, this:\n- a step\n- another\n\nThen\\\nthat.\n```sql\nSELECT 1\nFROM t;\n```',
    );
    const quoted = written.split('\n').filter((line) => line.startsWith('>'));
    expect(quoted.map((line) => line.trimEnd())).toEqual([
      ...['> First, this:', '>', '> - a step', '> - another', '>', '> Then\\', '> that.', '>'],
      ...['> ```sql', '> SELECT 1', '> FROM t;', '> ```'],
    ]);
    for (const parse of Object.values(DIALECTS)) {
      const found = kinds(parse(exported('One line.\nThe next.\nThe last.\n\nA paragraph.')));
      expect(found.filter((kind) => kind === 'break')).toHaveLength(2);
    }
    // A break in code would be part of it.
    expect(kinds(fromMarkdown(exported('```\na\nb\n```')))).not.toContain('break');
  });

  it('keeps what only looks like a link', () => {
    const text = 'Call `on`, then handlers[i](event) and [see](notes.md).';
    const [answer] = fromMarkdown(exported(text)).children.filter(({ type }) => type === 'blockquote');
    expect(answer && words(answer)).toBe(text.replaceAll('`', ''));
  });

  const HOSTILE = [
    '# A heading',
    '## #9 Another question',
    '---',
    '===',
    '```',
    '```html',
    '~~~~',
    '- ```',
    '  ```',
    '\t```',
    '`',
    '``',
    ' \\` ',
    '\\',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '</blockquote>',
    '<!--',
    '-->',
    '<![CDATA[',
    '<details open>',
    '<https://example.org/>',
    '&lt;b&gt;',
    '&#60;b>',
    '| a | b |',
    '|---|---|',
    '| ` | <b> ` |',
    '> quoted',
    '>>',
    '- [x] First point',
    '1. one',
    '    indented <b>',
    '\t<b>',
    '[x]: https://example.org/evil "title"',
    '[a]: <b>',
    '[^1]: note',
    '![image](https://example.org/x.png)',
    '*submitted · 0:00*',
    '',
    '\u2028',
    '\u0000\u001b[31m',
    'words',
  ] as const;

  for (const [dialect, parse] of Object.entries(DIALECTS)) {
    it(`in ${dialect}, any answer stays a quotation without HTML`, () => {
      const harmless = frame(parse(exported('one two')));
      const answers = fc
        .array(fc.tuple(fc.constantFrom(...HOSTILE), fc.constantFrom('\n', ' ', '', '\n\n')), {
          minLength: 1,
          maxLength: 9,
        })
        .map((parts) => `one two ${parts.flat().join('')}`);
      fc.assert(
        fc.property(answers, (answer) => {
          const tree = parse(exported(answer));
          expect(kinds(tree)).not.toContain('html');
          expect(kinds(parse(exported(answer, findingsIn(answer))))).not.toContain('html');
          // The number of words and the speed depend on the answer.
          const counted = /\d+ words? · \d+ words a minute/;
          expect(frame(tree).map((block) => block.replace(counted, ''))).toEqual(
            harmless.map((block) => block.replace(counted, '')),
          );
        }),
        { numRuns: 100 },
      );
    });
  }
});
