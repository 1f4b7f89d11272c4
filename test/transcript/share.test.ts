import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event, Tags } from '../../src/engine/event.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toJson } from '../../src/transcript/json.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { type Share, shared } from '../../src/transcript/share.ts';
import { type Transcript, transcriptOf } from '../../src/transcript/transcript.ts';
import { keyPoint, makeQuestion } from '../support/question.ts';
import { happen, start, started } from '../support/simulate.ts';

/** A bank whose every text has its own recognizable word. */
const QUESTION = makeQuestion(7, {
  title: 'TITLE',
  question: 'PROMPT of the bank',
  expected: 'EXPECTED',
  keyPoints: [keyPoint('POINT', 'STATEMENT')],
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
    expect(markdown).toContain('- [x] **Point 1.**\n  - found in the answer: “I said so.”\n');
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
    for (const escaped of written(round(said), { redact: true })) {
      const text = escaped.replaceAll('\\[', '[');
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

  it.each<[string, string, string]>([
    ['composed and decomposed letters', 'Zürich Labs', 'Zu\u0308rich Labs, ZU\u0308RICH LABS'],
    ['and the other way round', 'Zu\u0308rich Labs', 'Zürich Labs, zürich labs'],
    ['another case of accents, or none', 'Société Générale', 'SOCIÉTÉ GÉNÉRALE, Societe Generale'],
    ['a final sigma', 'ΟΔΟΣ', 'οδος, οδοσ'],
    ['quotes', "O'Reilly", 'O’Reilly, Oʼreilly, O`REILLY, O´Reilly, O＇Reilly, O‘Reilly, O′Reilly, OReilly'],
    [
      'quotes and accents',
      "L'Oréal",
      'L’Oréal, Lʼoréal, L`Oréal, L´Oréal, L＇Oréal, L‘Oréal, L′Oréal, LOréal',
    ],
    [
      'dashes',
      'Coca-Cola',
      'Coca‑Cola, Coca–Cola, Coca−Cola, Coca\u00adCola, Coca Cola, CocaCola, coca_cola',
    ],
    [
      'characters of no width',
      'Acme',
      'Ac\u200bme, A\u200dc\u2060m\ufeffe, \u200eAcme, Acme\ufe0f, A\u034fcme, A\u0000cme',
    ],
    ['spaces', 'Acme Widgets', 'Acme\u00a0Widgets, Acme\u3000Widgets, Acme\n  Widgets, Acme \u200b Widgets'],
    ['initials', 'J.P. Morgan', 'JP Morgan, J. P. Morgan, JPMorgan, J P Morgan'],
    ['an ampersand', 'Ben & Jerry', 'Ben and Jerry, Ben&Jerry, BEN & JERRY'],
    ['signs behind a name', 'Yahoo!', 'Yahoo, Yahoo™, Yahoo®, Yahoo’s'],
    ['legal forms', 'Acme GmbH & Co. KG', 'Acme'],
    ['legal forms with dots', 'Acme, L.L.C.', 'ACME'],
    ['scripts without spaces between words', '腾讯', '我在腾讯工作'],
    ['a name in Latin among them', 'Acme', '我在Acme工作, 나는 Acme에서'],
    ['particles of Korean', '이수', '이수에서 일했다'],
  ])('--redact finds a name whatever its %s', (_, company, answer) => {
    const transcript = round({ answer: `${answer}.` });
    const tags = { company, position: null, round: null, interviewer: null };
    const { turns } = shared({ ...transcript, session: { ...transcript.session, tags } }, { redact: true });
    const left = answer.split(/, /).length;
    expect(turns[0]?.answer.match(/\[company\]/g), turns[0]?.answer).toHaveLength(left);
    expect(turns[0]?.answer.replaceAll('[company]', '')).toMatch(
      /^(?:[\s,.!™®’s\u200e]|我在|工作|나는|에서|일했다)*$/u,
    );
  });

  it.each([
    ['Acme, Inc.', 'At Acme, Inc. I led; ACME INC too, Acme Inc., Acme.', 'At # I led; # too, #, #.'],
    ["L'Oréal SA", "At L'OREAL SA, L'Oreal S.A. or L’Oréal.", 'At #, # or #.'],
    ['Acme S.A.', 'Acme SA, Acme S. A., Acme S\u200bA', '#, #, #'],
    ['Acme GmbH & Co. KG', 'Acme GmbH & Co. KG, Acme GmbH and co kg, Acme GmbH', '#, #, #'],
    ['Acme SA', "Acme's a place to work at. Acme Sands, Acme SA.", "#'s a place to work at. # Sands, #."],
  ])('--redact masks %s with its legal form: %s', (company, answer, masked) => {
    const transcript = round({ answer });
    const tags = { company, position: null, round: null, interviewer: null };
    const { turns } = shared({ ...transcript, session: { ...transcript.session, tags } }, { redact: true });
    expect(turns[0]?.answer).toBe(masked.replaceAll('#', '[company]'));
  });

  it.each([
    ['이수', '이순신이라고 했다.'],
    [', Inc', 'I said so, Inca or not.'],
    ['—', 'I said — so.'],
    ['\u200b', 'I said so.'],
    [' . ', 'I said so.'],
    ['!?', 'I said so!?'],
    ['℠', 'I said so℠.'],
    ['The Company', 'The answer, the company.'],
  ])('--redact masks a tag without a name in it, %j, and no other text', (company, answer) => {
    const transcript = round({ answer });
    const tags = { company, position: null, round: null, interviewer: null };
    const masked = shared({ ...transcript, session: { ...transcript.session, tags } }, { redact: true });
    expect(masked.turns[0]?.answer).toBe(answer.replace('the company', '[company]'));
    expect(masked.session.tags.company).toBe('[company]');
  });

  it.each([
    'Acme '.repeat(20_000),
    'A'.repeat(1_000_000),
    'co '.repeat(50_000),
    `Acme${' co'.repeat(50_000)}`,
    '! '.repeat(50_000),
  ])('--redact takes a tag of any length', (company) => {
    const transcript = round({ answer: 'I said so.' });
    const tags = { company, position: null, round: null, interviewer: null };
    const { turns } = shared({ ...transcript, session: { ...transcript.session, tags } }, { redact: true });
    expect(turns[0]?.answer).toBe('I said so.');
  });

  it.each([
    ['one word', 'A'.repeat(200), 'a'.repeat(200)],
    ['accents and quotes', "L'Oréal ".repeat(25).trim(), 'L’Oréal '.repeat(25).trim()],
    ['a legal form', `${'Acme '.repeat(38)}GmbH`, 'Acme '.repeat(38).trim()],
  ])('--redact masks a tag of 200 characters, with %s', (_, company, answer) => {
    const transcript = round({ answer: `At ${answer}, and again ${answer}, not ${answer.slice(0, 100)}.` });
    const tags = { company, position: 'At', round: null, interviewer: null };
    const { turns } = shared({ ...transcript, session: { ...transcript.session, tags } }, { redact: true });
    expect(turns[0]?.answer).toBe(`[role] [company], and again [company], not ${answer.slice(0, 100)}.`);
  });

  it('--redact masks what a conflict of two machines says as well', () => {
    const transcript = { ...round({ answer: 'x' }), conflicts: ['The draft of acme/5 was not handed in.'] };
    const tags = { company: 'Acme', position: null, round: null, interviewer: null };
    const { conflicts } = shared(
      { ...transcript, session: { ...transcript.session, tags } },
      { redact: true },
    );
    expect(conflicts).toEqual(['The draft of [company]/5 was not handed in.']);
  });

  it('--redact masks every spelling of a name that Unicode holds for the same', () => {
    const letter = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(letter, fc.constantFrom('NFC', 'NFD'), (word, form) => {
        const transcript = round({ answer: `42 (${word.normalize(form)}).` });
        const tags = { company: word, position: null, round: null, interviewer: null };
        const masked = shared({ ...transcript, session: { ...transcript.session, tags } }, { redact: true });
        // A filler is a letter that shows nothing.
        fc.pre(/^(?:(?!\p{DI})[\p{Ll}\p{Lu}\p{Lo}]\p{M}*)+$/u.test(word.normalize('NFD')));
        expect(masked.turns[0]?.answer).toBe('42 ([company]).');
      }),
    );
  });
});
