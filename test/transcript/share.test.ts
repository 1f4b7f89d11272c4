import { describe, expect, it } from 'vitest';
import type { Event, Tags } from '../../src/engine/event.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toJson } from '../../src/transcript/json.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { type Share, shared } from '../../src/transcript/share.ts';
import { type Transcript, transcriptOf } from '../../src/transcript/transcript.ts';
import { makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

/** A bank whose every text has its own recognizable word. */
const QUESTION = makeQuestion(7, {
  title: 'TITLE',
  question: 'PROMPT of the bank',
  expected: 'EXPECTED',
  keyPoints: [{ name: 'POINT', text: 'STATEMENT', wordings: [], counts: [], notEnough: [] }],
  mistakes: ['MISTAKE'],
  followUps: [{ question: 'PRESSED?', answer: 'REPLY', probes: 'POINT' }],
});

/** A round of it with these answers. */
function round(said: { answer: string; late?: string; draft?: string }): Transcript {
  const first = started(1, {}, 1);
  const plan = first.plan.map((planned) => ({ ...planned, question: QUESTION }));
  const evidence = { turn: { q: 0 }, start: 0, end: said.answer.length };
  const events: Event[] = [
    {
      type: 'tagged',
      tags: { company: 'Acme Widgets Ltd', position: 'Senior SDET', interviewer: 'Jo Bell', round: 'screen' },
    },
    { type: 'named', name: 'Practice for Acme Widgets' },
    { type: 'asked', turn: { q: 0 }, budget: 300_000 },
    {
      type: 'answered',
      turn: { q: 0 },
      state: 'timed-out',
      text: said.answer,
      firstKey: 1,
      late: said.late ?? '',
    },
    { type: 'pressed', q: 0, matcher: 1, followUps: [{ followUp: 0, because: 'POINT' }] },
    { type: 'asked', turn: { q: 0, followUp: 0 }, budget: 60_000 },
    { type: 'answered', turn: { q: 0, followUp: 0 }, state: 'skipped', text: said.draft ?? '', firstKey: 1 },
    { type: 'predicted', q: 0, certainty: 3 },
    {
      type: 'found',
      q: 0,
      matcher: 1,
      points: [{ name: 'POINT', score: 1, verdict: 'found', evidence, missing: ['STATEMENT'] }],
      mistakes: [{ index: 0, evidence }],
    },
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: ['POINT'] },
    { type: 'rated', q: 0, rating: 'good' },
    { type: 'ended', reason: 'finished', draft: null },
  ];
  const live = events.reduce((now, event) => happen(now, event, 1000), start({ ...first, plan }));
  return transcriptOf(live.session);
}

const FORMATS = [toMarkdown, toJson, toHtml] as const;
const written = (transcript: Transcript, share: Share): string[] =>
  FORMATS.map((write) => write(shared(transcript, share)));

const JUDGED = /EXPECTED|POINT|STATEMENT|MISTAKE|REPLY|rated|expected to make|ticked by|"rating": "/;

describe('a shared transcript', () => {
  it('without options has everything', () => {
    for (const text of written(round({ answer: 'I said so.' }), {})) {
      for (const word of [
        'PROMPT',
        'I said so.',
        'PRESSED',
        'EXPECTED',
        'STATEMENT',
        'MISTAKE',
        'REPLY',
        'good',
      ])
        expect(text).toContain(word);
    }
  });

  it('--answers-only has questions and answers, and no judgment', () => {
    for (const text of written(round({ answer: 'I said so.' }), { answersOnly: true })) {
      for (const word of ['TITLE', 'PROMPT', 'I said so.', 'PRESSED']) expect(text).toContain(word);
      expect(text).not.toMatch(JUDGED);
    }
  });

  it('--without-bank has titles, answers, and numbered points', () => {
    for (const text of written(round({ answer: 'I said so.' }), { withoutBank: true })) {
      for (const word of ['TITLE', 'I said so.', 'Point 1', 'good']) expect(text).toContain(word);
      expect(text).not.toMatch(/PROMPT|PRESSED|EXPECTED|POINT|STATEMENT|MISTAKE|REPLY/);
    }
    const [markdown = ''] = written(round({ answer: 'I said so.' }), { withoutBank: true });
    expect(markdown).toMatch(/### Follow-up\n\n\*skipped/);
    expect(markdown).toContain('- [x] **Point 1.**\n  - found in the text: “I said so.”\n');
  });

  it('with both has only titles and answers', () => {
    for (const text of written(round({ answer: 'I said so.' }), { answersOnly: true, withoutBank: true })) {
      for (const word of ['TITLE', 'I said so.']) expect(text).toContain(word);
      expect(text).not.toMatch(/PROMPT|PRESSED|Point 1|rated|"rating": "/);
    }
  });

  it('--redact masks company, role and interviewer everywhere, in any spelling', () => {
    const said = {
      answer: 'At ACME widgets, as a senior\nSDET, Jo Bell asked me. Acmeists disagree.',
      late: 'At ACME widgets, as a senior\nSDET, Jo Bell asked me. Acmeists disagree. Acme Widgets Ltd!',
      draft: "Acme Widgets' way",
    };
    for (const text of written(round(said), { redact: true })) {
      expect(text).not.toMatch(/acme\s+widgets|senior\s+sdet|jo\s+bell/i);
      expect(text).toContain('At [company], as a [role], [interviewer] asked me. Acmeists disagree.');
      for (const word of ['Practice for [company]', "[company]' way", 'screen']) expect(text).toContain(word);
    }
  });

  it('--redact takes punctuation in a name literally', () => {
    const transcript = round({ answer: 'I use C++ at A.B* (EU), not at AxB, says Al/Bo-C.' });
    const tags = { company: 'A.B* (EU)', position: 'C++', round: null, interviewer: 'al/bo-c' };
    const { turns } = shared({ ...transcript, session: { ...transcript.session, tags } }, { redact: true });
    expect(turns[0]?.answer).toBe('I use [role] at [company], not at AxB, says [interviewer].');
  });

  it.each<[Partial<Tags>, string, string]>([
    [
      { company: 'Acme Inc.', position: 'Senior SDET at Acme' },
      'At Acme: Senior SDET at Acme.',
      'At [company]: [role].',
    ],
    [{ company: 'Acme', interviewer: 'Acme Labs' }, 'Acme, Acme Labs', '[company], [interviewer]'],
    [{ company: 'Acme', position: 'Company' }, 'Acme, Company', '[company], [role]'],
  ])(
    '--redact masks a name that contains another as a whole, and never a mask: %o',
    (names, answer, masked) => {
      const transcript = round({ answer });
      const tags = { company: null, position: null, round: null, interviewer: null, ...names };
      const { turns } = shared({ ...transcript, session: { ...transcript.session, tags } }, { redact: true });
      expect(turns[0]?.answer).toBe(masked);
    },
  );
});
