import { expect, test } from 'vitest';
import type { Event } from '../../src/engine/event.ts';
import { questionAt } from '../../src/engine/session.ts';
import { tickedEvent } from '../../src/engine/tally.ts';
import { attemptsAt } from '../../src/progress/attempts.ts';
import { summaryOf } from '../../src/progress/summary.ts';
import { attemptsRows } from '../../src/renderer/attempts.ts';
import { debriefRows } from '../../src/renderer/round-screens.ts';
import { verdictList } from '../../src/renderer/verdict.ts';
import { textOf } from '../../src/text/rows.ts';
import { toAnki } from '../../src/transcript/anki.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toJson } from '../../src/transcript/json.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { decisionsOf, ticksOf } from '../../src/transcript/points.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { makeQuestion } from '../support/question.ts';
import { type Live, happen, keptPoint, passageOf, start, started } from '../support/simulate.ts';

const ANSWER = 'It is kept dry.';
const PRESSED = 'Dark and cool, then.';
const [main, followUp, other] = [{ q: 0 }, { q: 0, followUp: 0 }, { q: 0, followUp: 1 }];

/** Dry comes in the main answer; a follow-up presses on Dark, and another asks for Cool, which counts only if asked for. */
function pressed(): Live {
  const first = started(1, {}, 2);
  const keyPoints = [keptPoint('Dry'), keptPoint('Dark'), { ...keptPoint('Cool'), asked: true as const }];
  const followUps = ['Dark', 'Cool'].map((probes) => ({ question: 'And then?', answer: 'Because.', probes }));
  const plan = first.plan.map((planned) => ({
    ...planned,
    question: makeQuestion(1, { keyPoints, followUps }),
  }));
  const found = { score: 0.9, verdict: 'found', missing: [] } as const;
  const events: Event[] = [
    { type: 'asked', turn: main, budget: null },
    { type: 'answered', turn: main, state: 'submitted', text: ANSWER, firstKey: 1 },
    { type: 'asked', turn: followUp, budget: null },
    { type: 'answered', turn: followUp, state: 'submitted', text: PRESSED, firstKey: 1 },
    { type: 'asked', turn: other, budget: null },
    { type: 'answered', turn: other, state: 'submitted', text: PRESSED, firstKey: 1 },
    { type: 'predicted', q: 0, certainty: 3 },
    {
      type: 'found',
      q: 0,
      matcher: 1,
      mistakes: [],
      points: [
        { ...found, name: 'Dry', evidence: passageOf(main, ANSWER, 'kept dry') },
        { ...found, name: 'Dark', evidence: passageOf(followUp, PRESSED, 'Dark') },
        { ...found, name: 'Cool', evidence: passageOf(other, PRESSED, 'cool') },
      ],
    },
    { type: 'revealed', q: 0 },
  ];
  return events.reduce((live, event) => happen(live, event), start({ ...first, plan }));
}

test('a main point whose words come only after a follow-up is marked so everywhere', () => {
  const open = pressed();
  const planned = questionAt(open.session, 0);
  const ticks = ticksOf(planned, decisionsOf(planned));
  expect(ticks.whenPressed).toEqual(['Dark']);
  const [title] = verdictList(open.session, 0).heading(decisionsOf(planned), 80);
  expect(textOf(title!)).toContain('3 of 3 covered (1 when pressed)');

  const { session } = happen(open, tickedEvent(0, ticks));
  const shown = debriefRows(session, 80, []).map(textOf).join('\n');
  expect(shown).toContain('3 of 3 covered (1 when pressed)');
  const transcript = transcriptOf(session);
  expect(toMarkdown(transcript)).toContain('- [x] **Dark.** It is kept dark.\n  - when pressed\n');
  expect(toHtml(transcript)).toContain('☑ covered when pressed');
  expect(toAnki(transcript)).toContain('It is kept dark. (when pressed)');
  expect(toJson(transcript).match(/"whenPressed": true/g)).toHaveLength(1);
  const counted = { covered: 3, whenPressed: 1 };
  expect(summaryOf(session).answers[0]?.points?.levels).toMatchObject([counted]);
  const { question } = planned;
  const history = attemptsRows(
    question,
    attemptsAt(question, [{ session, draft: null, damage: [] }]),
    [],
    80,
  );
  expect(history.map(textOf).join('\n')).toContain('● covered · ◉ covered when pressed');
});
