import { describe, expect, test } from 'vitest';
import type { KeyPoint } from '../../src/bank/question.ts';
import { parseEvent } from '../../src/engine/event.ts';
import { replay } from '../../src/engine/evolve.ts';
import type { Session } from '../../src/engine/session.ts';
import { toAnki } from '../../src/transcript/anki.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toJson } from '../../src/transcript/json.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { shared } from '../../src/transcript/share.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { judgedRound, keptPoint as point } from '../support/simulate.ts';

/** The judged round as its journal is read back. */
function judged(keyPoints: readonly KeyPoint[], covered: readonly string[] | null): Session {
  const { events } = judgedRound(keyPoints, covered, covered === null ? [] : ['Locked']);
  const stored = events.flatMap(
    (event) => parseEvent(JSON.parse(JSON.stringify(event)) as Record<string, unknown>) ?? [],
  );
  return replay(stored)!;
}

const POINTS = [point('Dry'), point('Cool', 'mid'), point('Dark', 'staff'), point('Locked', 'mid')];
const transcript = transcriptOf(judged(POINTS, ['Dry', 'Cool']));

describe('the levels of key points', () => {
  test('in Markdown', () => {
    const rows = toMarkdown(transcript).split('\n');
    for (const row of [
      '### Key points: 2 of 4 covered, 1 to decide',
      'mid 1 of 1 · senior 1 of 1 · staff 0 of 1',
      '- [x] **Dry.** It is kept dry.',
      '- [x] **Cool** (mid). It is kept cool.',
      '- [ ] **Dark** (staff). It is kept dark.',
      '- *to decide:* **Locked** (mid). It is kept locked.',
    ])
      expect(rows).toContain(row);
  });

  test('on a page and on cards', () => {
    const page = toHtml(transcript);
    expect(page).toContain('<p class="facts">mid 1 of 1 · senior 1 of 1 · staff 0 of 1</p>');
    for (const text of [page, toAnki(transcript)]) {
      expect(text).toContain('<strong>Dry.</strong> It is kept dry.');
      expect(text).toContain('<strong>Dark</strong> (staff). It is kept dark.');
    }
  });

  test('as data', () => {
    const { turns } = JSON.parse(toJson(transcript)) as typeof transcript;
    expect(turns[0]?.level).toBe('senior');
    expect(turns[0]?.points?.map(({ level }) => level)).toEqual(['senior', 'mid', 'staff', 'mid']);
  });

  test('are left out where all are the question’s own, and summed up only if the points were judged', () => {
    const own = toMarkdown(transcriptOf(judged([point('Dry'), point('Cool', 'senior')], ['Dry'])));
    expect(own).not.toContain('senior');
    const unjudged = toMarkdown(transcriptOf(judged(POINTS, null)));
    expect(unjudged).not.toContain('mid 0 of 2');
    expect(unjudged).toContain('**Dark** (staff).');
  });

  test('are left out with the rest of the bank', () => {
    const without = shared(transcript, { withoutBank: true });
    for (const text of [toMarkdown(without), toHtml(without)]) expect(text).not.toMatch(/staff|mid 1/);
  });

  test('with other names come last', () => {
    const points = [point('Dry', 'wizard'), point('Cool', 'expert'), point('Dark', 'junior')];
    expect(toMarkdown(transcriptOf(judged(points, ['Dry'])))).toContain(
      'junior 0 of 1 · expert 0 of 1 · wizard 1 of 1',
    );
  });
});
