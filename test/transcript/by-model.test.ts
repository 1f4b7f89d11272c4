import { parse } from 'csv-parse/sync';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import type { JudgeVerdict } from '../../src/engine/event.ts';
import { questionAt } from '../../src/engine/session.ts';
import type { Decision } from '../../src/engine/tally.ts';
import type { Live } from '../support/simulate.ts';
import { happen, heardRound, start, started } from '../support/simulate.ts';
import { toAnki } from '../../src/transcript/anki.ts';
import { debriefOf } from '../../src/transcript/debrief.ts';
import { toHtml } from '../../src/transcript/html.ts';
import { toJson } from '../../src/transcript/json.ts';
import { toMarkdown } from '../../src/transcript/markdown.ts';
import { type Share, shared } from '../../src/transcript/share.ts';
import { decisionsOf } from '../../src/transcript/points.ts';
import { type Transcript, transcriptOf } from '../../src/transcript/transcript.ts';

const BY = { name: 'qwen3:8b', host: 'localhost:11434', prompt: 1 };

/** The round with points ticked, one of them left undecided. */
function ticked(...of: Parameters<typeof heardRound>): Live {
  return happen(heardRound(...of), { type: 'ticked', q: 0, names: ['Dry', 'Dark'], undecided: ['Turned'] });
}

const transcript = (...of: Parameters<typeof heardRound>): Transcript => transcriptOf(ticked(...of).session);

/** The turns of a JSON export. */
function turnsIn(exported: Transcript): Record<string, unknown>[] {
  return (JSON.parse(toJson(exported)) as { turns: Record<string, unknown>[] }).turns;
}

/** The rows of text of a page, in order. */
function textOfPage(html: string): string {
  return html
    .replace(/<style>[^]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/\n+/g, '\n');
}

/** How the points of the round start once the model has said this of the four. */
function startAfter(verdicts: readonly JudgeVerdict[]): readonly Decision[] {
  const names = ['Dry', 'Cool', 'Dark', 'Turned'];
  const points = verdicts.map((verdict, at) => ({ name: names[at]!, verdict, evidence: null }));
  return decisionsOf(questionAt(happen(heardRound(), { type: 'judged', q: 0, by: BY, points }).session, 0));
}

const COVERED = 'covered' as const;
const OPEN = 'to decide' as const;

describe('the verdict starts', () => {
  // The matcher: not found, found, not sure, not found.
  test.each<[JudgeVerdict, Decision[]]>([
    ['found', [COVERED, COVERED, COVERED, COVERED]],
    ['missing', [OPEN, OPEN, OPEN, OPEN]],
    ['partly', [OPEN, OPEN, OPEN, OPEN]],
    ['unsure', [OPEN, COVERED, OPEN, OPEN]],
  ])('with what a model says, and with what the matcher found where it is not sure: %s', (says, starts) => {
    expect(startAfter([says, says, says, says])).toEqual(starts);
    expect(startAfter([says])).toEqual([starts[0], COVERED, OPEN, OPEN]);
  });
});

describe('a transcript of a round that a model judged', () => {
  test('in Markdown, names each source', () => {
    const text = toMarkdown(transcript());
    expect(text).toContain('\nqwen3:8b: 3 of 4 found · ≠ 1 where the matcher differs\n');
    expect(text).toContain(
      [
        '- [x] **Dry.** It is kept dry.',
        '  - qwen3:8b: found: “for a year”',
        '  - matcher: not found',
        '- [ ] **Cool.** It is kept cool.',
        '  - matcher and qwen3:8b: found: “kept cool”',
        '- [x] **Dark.** It is kept dark.',
        '  - qwen3:8b: found: “No light gets in”',
        '  - matcher: not sure: “No light gets in.”',
        '- *to decide:* **Turned.** It is kept turned.',
        '  - matcher and qwen3:8b: not found',
      ].join('\n'),
    );
    expect(text.slice(text.indexOf('### Follow-up'))).toBe(
      [
        '### Follow-up: Why is no light better than little?',
        '*submitted · 0:01 of 1:00 · 0:00 before the first word · 4 words*',
        '> Behind the cellar door.',
        'Asked by qwen3:8b, pressing on: Dark',
        '- qwen3:8b: found: “cellar door”\n- matcher: not found\n',
      ].join('\n\n'),
    );
  });

  test('as a page, the same', () => {
    const text = textOfPage(toHtml(transcript()));
    for (const line of [
      'qwen3:8b: 3 of 4 found',
      'covered\nqwen3:8b: found: \nfor a year\nmatcher: not found',
      'not covered\nmatcher and qwen3:8b: found: \nkept cool',
      'Asked by qwen3:8b, pressing on: Dark\nqwen3:8b: found: \ncellar door\nmatcher: not found',
    ])
      expect(text).toContain(line);
    expect(text.split('Expected answer')).toHaveLength(2);
  });

  test('as data, has the verdicts apart from what was found and ticked', () => {
    const [main, followUp] = turnsIn(transcript());
    expect(main).toMatchObject({ matcher: 1, model: { by: BY, problem: null } });
    expect(main).not.toHaveProperty('askedBy');
    expect((main?.['points'] as Record<string, unknown>[]).map(({ model }) => model)).toEqual([
      { by: BY, verdict: 'found', evidence: 'for a year' },
      { by: BY, verdict: 'found', evidence: 'kept cool' },
      { by: BY, verdict: 'found', evidence: 'No light gets in' },
      { by: BY, verdict: 'not found', evidence: null },
    ]);
    expect(followUp).toMatchObject({
      kind: 'follow-up',
      followUp: 3,
      prompt: 'Why is no light better than little?',
      askedBy: { name: 'qwen3:8b', host: 'localhost:11434' },
      because: 'Dark',
      expected: null,
      probed: {
        name: 'Dark',
        verdict: 'not found',
        evidence: null,
        model: { by: BY, verdict: 'found', evidence: 'cellar door' },
      },
    });
  });

  test('says why there are no verdicts', () => {
    const exported = transcript({ problem: 'it was too slow.' });
    expect(toMarkdown(exported)).toContain('\n\nNo verdicts from qwen3:8b: it was too slow.\n\n');
    expect(toHtml(exported)).toContain('>No verdicts from qwen3:8b: it was too slow.<');
    const [main] = turnsIn(exported);
    expect(main).toMatchObject({ model: { by: BY, problem: 'it was too slow.' } });
    expect((main?.['points'] as Record<string, unknown>[]).map(({ model }) => model)).toEqual(
      Array.from({ length: 4 }, () => null),
    );
    expect(toMarkdown(exported)).toContain('  - found in the answer: “It is kept cool.”');
  });

  test('has no key of a model where there was none', () => {
    const turn = { q: 0 };
    const live = happen(start(started(1)), { type: 'revealed', q: 0 });
    expect(toJson(transcriptOf(live.session))).not.toMatch(/"(?:model|askedBy)":/);
    expect(transcriptOf(happen(live, { type: 'asked', turn, budget: null }).session).turns).toHaveLength(3);
  });

  test('has nothing of a verdict before the reveal', () => {
    const { events } = heardRound();
    const [first, ...rest] = events.slice(0, -1);
    if (first?.type !== 'started') throw new Error('a round without a beginning');
    const live = rest.reduce((now, event) => happen(now, event), start(first));
    const text = toJson(transcriptOf(live.session));
    expect(text).not.toMatch(/"(?:model|probed|because)":|for a year"|cellar door"/);
    expect(text).toContain('"askedBy"');
  });

  test('one of the bank’s follow-ups in a round of live ones was asked by no model', () => {
    const turn = { q: 0 };
    const live = [
      { type: 'asked', turn, budget: null },
      { type: 'answered', turn, state: 'submitted', text: 'Words.', firstKey: 1 },
      { type: 'pressed', q: 0, matcher: 1, followUps: [{ followUp: 0, because: 'First point' }] },
      { type: 'asked', turn: { q: 0, followUp: 0 }, budget: null },
      { type: 'revealed', q: 0 },
    ] as const;
    const { session } = live.reduce((now, event) => happen(now, event), start(started(1, {}, 'live')));
    expect(turnsIn(transcriptOf(session))[1]).toMatchObject({ askedBy: null, expected: 'Because.' });
    expect(toMarkdown(transcriptOf(session))).toContain(
      'Asked because the answer left this out: First point',
    );
  });

  test('a live follow-up in a round of other ones is a model’s as well', () => {
    const turn = { q: 0 };
    const live = [
      { type: 'asked', turn, budget: null },
      { type: 'answered', turn, state: 'submitted', text: 'Words.', firstKey: 1 },
      { type: 'improvised', q: 0, by: BY, question: 'Is a < b?', because: null },
    ] as const;
    const { session } = live.reduce((now, event) => happen(now, event), start(started(1, {}, 1)));
    const [, first, second] = transcriptOf(session).turns;
    expect(first).not.toHaveProperty('askedBy');
    expect(second).toMatchObject({ askedBy: { name: BY.name, host: BY.host } });
  });

  test('as cards, has none for a question without an answer', () => {
    const cards: string[][] = parse(toAnki(transcript()), {
      delimiter: '\t',
      comment: '#',
      comment_no_infix: true,
    });
    expect(cards.map(([guid]) => guid)).toEqual(['hotseat/test/question-1']);
    expect(cards.flat().join('\n')).not.toContain('qwen3');
  });
});

describe('a debrief', () => {
  test('names the model’s count where nothing was decided', () => {
    const untouched = debriefOf(heardRound().session);
    expect(untouched.lines[0]).toMatchObject({
      found: 1,
      byModel: 'qwen3:8b: 3 of 4 found · ≠ 1 where the matcher differs',
    });
    expect(untouched.workOnFirst).toBeNull();
    expect(debriefOf(ticked().session).lines[0]).toMatchObject({ tally: { covered: 2 }, byModel: null });
  });
});

describe('what is shared of it', () => {
  const written = (share: Share, ...of: Parameters<typeof heardRound>): string[] =>
    [toMarkdown, toJson, toHtml].map((write) => write(shared(transcript(...of), share)));

  test('--answers-only has no verdict and no reason, but who asked', () => {
    for (const text of written({ answersOnly: true })) {
      expect(text).toContain('Why is no light better than little?');
      expect(text).toContain('qwen3:8b');
      expect(text).not.toMatch(/pressing on|covered|matcher: |"model":|Dark|No verdicts/);
    }
    expect(written({ answersOnly: true })[0]).toContain('\n\nAsked by qwen3:8b\n');
    for (const text of written({ answersOnly: true }, { problem: 'it was too slow.' }))
      expect(text).not.toContain('too slow');
  });

  test('--without-bank keeps the live follow-up and the verdicts, and names no point', () => {
    for (const text of written({ withoutBank: true })) {
      expect(text).toContain('Why is no light better than little?');
      expect(text).toContain('No light gets in');
      expect(text).not.toMatch(/pressing on|Dark|What is number 1|cellar door”|"probed"/);
    }
    expect(written({ withoutBank: true })[0]).toContain(
      '- [x] **Point 3.**\n  - qwen3:8b: found: “No light gets in”',
    );
  });

  test('--redact masks names in all that came from a model, whatever was escaped in them', () => {
    const said = {
      tags: { company: 'Acme_Labs', position: 'C++ * (EU)', interviewer: 'Jo Bell' },
      asks: 'How would Acme_Labs & its C++ * (EU) see <that>, asks Jo Bell?',
      by: { name: 'jo-bell/acme_labs', host: 'acme-labs.example', prompt: 1 },
      problem: 'Jo Bell switched it off.',
    };
    for (const text of written({ redact: true }, said)) expect(text).not.toMatch(/acme|jo.bell|c\+\+/i);
    const [turn] = turnsIn(shared(transcript(said), { redact: true })).slice(1);
    expect(turn).toMatchObject({
      prompt: 'How would \\[company\\] \\& its \\[role\\] see \\<that\\>, asks \\[interviewer\\]?',
    });
  });
});

describe('a hostile model', () => {
  const ATTACK =
    'x\x1b]8;;http://evil.example\x07\u202e[y](javascript:alert(1)) ![i](http://evil.example/i.png) <img src=x onerror=alert(1)>';
  const hostile = {
    by: { name: ATTACK, host: ATTACK, prompt: 1 },
    asks: `${ATTACK}\n\n# Heading\n\n<script>alert(1)</script>\n\n\`\`\`\n[z]: http://evil.example`,
  };
  const GITHUB = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

  /** The types of all nodes, with the addresses of links. */
  function kindsIn(node: Nodes): string[] {
    const own = node.type === 'link' ? `link ${node.url}` : node.type;
    return [own, ...('children' in node ? node.children.flatMap(kindsIn) : [])];
  }

  test.each([undefined, `no ${ATTACK}\n\n# Heading`])('acts in no format; its problem: %j', (problem) => {
    const exported = transcript({ ...hostile, ...(problem === undefined ? {} : { problem }) });
    const texts = [toMarkdown(exported), toHtml(exported), toJson(exported), toAnki(exported)];
    for (const text of texts) {
      // eslint-disable-next-line no-control-regex
      expect(text).not.toMatch(/(?!\n|\t)[\x00-\x1f\x7f-\x9f]|\u202e/);
    }
    for (const root of [fromMarkdown(texts[0] ?? ''), fromMarkdown(texts[0] ?? '', GITHUB)]) {
      const kinds = kindsIn(root);
      // Readers make a link of an address that shows itself, at most.
      for (const kind of kinds.filter((kind) => kind.startsWith('link ')))
        expect(kind).toMatch(/^link http:\/\/evil\.example/);
      for (const kind of ['html', 'image', 'imageReference', 'definition', 'code', 'inlineCode'])
        expect(kinds).not.toContain(kind);
      // The sections of the session, and nothing that the model wrote.
      expect(kinds.filter((kind) => kind === 'heading')).toHaveLength(5);
    }
    const page = texts[1] ?? '';
    expect(page).not.toMatch(/<(?:img|script)|href="(?!#q)/);
    const [, followUp] = turnsIn(exported);
    expect(followUp).toMatchObject({ askedBy: { name: ATTACK, host: ATTACK } });
  });

  test('has its name cut', () => {
    const text = toMarkdown(transcript(hostile));
    expect(text).toContain('Asked by x\\]8;;http\\://evil.example\\[y\\](j…, pressing on: Dark');
  });
});
