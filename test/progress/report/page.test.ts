import { sumOf } from '../../../src/engine/tally.ts';
import fc from 'fast-check';
import type { Element, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../src/progress/report/data.ts';
import type { SessionSummary } from '../../../src/progress/summary.ts';
import { reportPage } from '../../../src/progress/report/page.ts';
import { anySessions, makeAnswer, makeSession } from '../../support/summaries.ts';

const QUESTIONS = [1, 2, 3, 4, 5].map((number) => makeAnswer(number).question);

function pageOf(
  sessions: readonly SessionSummary[],
  change: { topics?: string[]; since?: string } = {},
): string {
  const options = { today: '2026-04-20', since: null, topics: [], questions: QUESTIONS, ...change };
  return reportPage(reportOf(sessions, options), '0.1.0');
}

/** All elements of a page, in order. */
function elementsOf(page: string): Element[] {
  const below = (node: RootContent): Element[] =>
    node.type === 'element' ? [node, ...node.children.flatMap(below)] : [];
  return fromHtml(page).children.flatMap(below);
}

/** The text of a page, including that of plots. */
function textOf(page: string): string {
  const text = (node: RootContent): string =>
    node.type === 'text'
      ? node.value
      : node.type === 'element' && node.tagName !== 'style'
        ? node.children.map(text).join(' ')
        : '';
  return fromHtml(page).children.map(text).join(' ').replace(/\s+/g, ' ');
}

describe('the page of a report', () => {
  it('draws any history without invalid numbers, and each plot with its table', () => {
    fc.assert(
      fc.property(anySessions, fc.boolean(), (sessions, isLate) => {
        const page = pageOf(sessions, isLate ? { since: '2026-03-01' } : {});
        expect(textOf(page)).not.toMatch(/NaN|undefined|Infinity|null|\[object/);
        const elements = elementsOf(page);
        const values = elements.flatMap(({ properties }) => Object.values(properties));
        expect(values.join('\n')).not.toMatch(/NaN|undefined|Infinity/);
        const paths = elements.filter(({ tagName }) => tagName === 'path');
        expect(paths.filter(({ properties }) => properties.d === '')).toEqual([]);
        const ids = elements.flatMap(({ properties: { id } }) => (id === undefined ? [] : [id]));
        expect(new Set(ids).size).toBe(ids.length);
        for (const section of elements.filter(({ tagName }) => tagName === 'section')) {
          const own = JSON.stringify(section);
          if (own.includes('"figure"')) expect(own).toContain('"table"');
        }
      }),
      { numRuns: 20 },
    );
  });

  it('has no scripts, inline styles or links, and shows names as plain text', () => {
    const HOSTILE = `<script>alert(1)</script>" onload="x" style="y" \u001b]0;owned\u0007 javascript:x ${'long'.repeat(60)}`;
    const hostile = (number: number, on: number) => {
      const answer = makeAnswer(number, { on });
      const question = {
        ...answer.question,
        topic: `${HOSTILE} ${number % 2}`,
        title: HOSTILE,
      };
      const levels = [HOSTILE, `${HOSTILE} 2`].map((level) => ({ level, ...sumOf([]), covered: 1 }));
      const points = { covered: ['b'], partly: [], notCovered: [HOSTILE], levels, agreement: [] };
      return makeSession(`${number}-${on}`, [{ ...answer, question, points }]);
    };
    const sessions = Array.from({ length: 60 }, (_, place) => hostile(place % 5, place * 2));
    const page = pageOf(sessions);
    expect(page).toContain('&#x3C;script>alert(1)');
    // eslint-disable-next-line no-control-regex
    expect(page).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
    for (const { tagName, properties } of elementsOf(page)) {
      expect(tagName).toMatch(
        /^(?:html|head|meta|title|style|body|header|nav|main|section|footer|div|span|h[12]|p|a|code|dl|dt|dd|ul|li|figure|figcaption|table|caption|thead|tbody|tr|th|td|svg|g|path|rect|circle|line|text|tspan|desc)$/,
      );
      expect(
        Object.keys(properties).filter((name) => /^on|style|href/i.test(name) && name !== 'href'),
      ).toEqual([]);
      if (tagName === 'a') expect(properties.href).toMatch(/^#[a-z]+$/);
    }
  });

  it('says what is missing if there is too little data', () => {
    const once = [makeSession('a', [makeAnswer(1, { on: 100 })])];
    const text = textOf(pageOf(once));
    for (const words of [
      '1 of 5 questions answered at least once.',
      'Points: 2 of 4 covered. That is 50% of those you decided. The chart appears once you have two months of data.',
      'By level of the point: senior 1 of 2 and staff 1 of 2.',
      'Not enough data to compare. A topic needs 20 judged points before 21 Jan 2026, and 20 since.',
      '1 answer so far. The chart appears once one of the four estimates has 5 answers.',
    ])
      expect(text).toContain(words);
    const unjudged = [
      makeSession('a', [makeAnswer(1, { certainty: null, made: null, rating: null, budget: null })]),
    ];
    for (const words of ['No points decided yet', 'No data yet. It needs your estimate'])
      expect(textOf(pageOf(unjudged))).toContain(words);
  });

  it('explains itself if nothing was answered', () => {
    const empty = textOf(pageOf([]));
    expect(empty).toContain('No answers yet. hotseat practice plays an interview.');
    const skipped = [
      makeSession('a', [makeAnswer(1, { state: 'skipped', certainty: null, made: null, rating: null })]),
    ];
    expect(pageOf(skipped)).toContain('No answers yet.');
    expect(textOf(pageOf([], { topics: ['agents', 'safety'], since: '2026-02-03' }))).toContain(
      'No answers yet in agents or safety since 3 Feb 2026.',
    );
  });
});
