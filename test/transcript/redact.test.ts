import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSegment, encodeLine } from '../../src/journal/segment.ts';
import { type Event, type Recorded, parseEvent } from '../../src/engine/event.ts';
import { replay } from '../../src/engine/evolve.ts';
import { redactedEvents } from '../../src/transcript/redact.ts';
import { transcriptOf } from '../../src/transcript/transcript.ts';
import { happen, playOn, start, started } from '../support/simulate.ts';

const SAID = 'Ärger in Zürich: 42 ms, नमस्ते 𝒳 + e\u0301!\n\tOk';

/** Where a transcript has the candidate's words. */
const SAYS = new Set(['answer', 'draft', 'discarded', 'evidence', 'company', 'position', 'interviewer']);

/** A round in which the candidate has written in every possible place. */
function round(text: string): readonly Recorded[] {
  const events: Event[] = [
    { type: 'named', name: text },
    { type: 'tagged', tags: { company: text, position: text, round: null } },
    { type: 'asked', turn: { q: 0 }, budget: 300_000 },
    { type: 'answered', turn: { q: 0 }, state: 'timed-out', text, firstKey: 1, late: `${text} nachher` },
    { type: 'asked', turn: { q: 1 }, budget: 300_000 },
    { type: 'answered', turn: { q: 1 }, state: 'submitted', text, firstKey: 1, spoken: true },
    { type: 'answered', turn: { q: 1 }, state: 'submitted', text: `${text} nochmal`, firstKey: 1 },
    { type: 'asked', turn: { q: 2 }, budget: 300_000 },
    {
      type: 'ended',
      reason: 'left early',
      draft: { turn: { q: 2 }, at: 0, text, cursor: text.length, firstKey: 1 },
    },
  ];
  return events.reduce((live, event) => happen(live, event, 1000), start(started(3, {}, 0))).events;
}

describe('a redacted journal', () => {
  it('has no letter that the candidate wrote, in answers, notes, drafts, late texts, names and tags', () => {
    const [first, ...rest] = redactedEvents(round(SAID));
    expect(JSON.stringify(rest)).not.toMatch(/[ÄÜüä𝒳]|नम|\u0301|rger|rich|nachher|nochmal|Ok/u);
    expect(JSON.stringify(rest).match(/xxxxx xx xxxxxx: 42 xx, xxxxxx xx \+ xx!\\n\\txx/g)).toHaveLength(8);
    // Prompts are the bank's text.
    expect(first).toEqual(round(SAID)[0]);
  });

  it('keeps every length, so that offsets stay valid', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const events = round(text);
        const before = transcriptOf(replay(events)!);
        const after = transcriptOf(replay(redactedEvents(events))!);
        expect(after.turns.map(({ answer }) => answer.length)).toEqual(
          before.turns.map(({ answer }) => answer.length),
        );
      }),
    );
  });

  it('replays the same round', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10_000 }), { maxLength: 80 }), (moves) => {
        const { events } = playOn(start(started(3)), moves);
        const text = redactedEvents(events)
          .map((event, n) => encodeLine(n, event))
          .join('');
        const decoded = decodeSegment('journal', text);
        expect(decoded.damage).toEqual([]);
        const told = transcriptOf(replay(decoded.events)!);
        const whole = transcriptOf(replay(events)!);
        const { session } = whole;
        const renamed = {
          ...whole,
          session: { ...session, name: session.name?.replace(/[a-z]/gi, 'x') ?? null },
        };
        const bared = (value: unknown): unknown =>
          typeof value === 'string' ? value.replace(/[a-z]/gi, 'x') : value;
        const bare = JSON.stringify(renamed, (key, value: unknown) => {
          if (!SAYS.has(key)) return value;
          return Array.isArray(value) ? value.map(bared) : bared(value);
        });
        expect(JSON.stringify(told)).toBe(bare);
      }),
    );
  });

  it('holds no sign that reads as letters: circled, squared, Roman, units, flags, Braille, radicals', () => {
    const signs = 'ⓈⅧ㎏™℃№🅰🆎🆗🅪🇩🇪⒜㊗⠓⼀⺀㍿ªᴬʰ🈂㏂㍘\u{e0067}';
    const [, named] = redactedEvents(round(signs));
    expect(named).toMatchObject({ name: 'x'.repeat(signs.length) });
  });

  it.each([
    ['emoji that show letters', '🔤🔠🔡🏧🚾🅰🅱🆎🆑🆒🆓🆔🆕🆖🆗🅾🅿🆘🆙🆚🔙🔚🔛🔜🔝💤🛑ℹ🈁🈚🀄'],
    ['signs of mathematics', '∑∂∆∏∐∇∀∃∄∅∈∋∁𝛁𝛛𝜵⅀ℵ∫⨊µΩ'],
    ['squares and circles', 'Ⓐⓩ🄐🄰🅐🅰🆊🄫🄮🅊🅋㉐㋎㍰㏒㊙🈀🉑'],
    ['currencies', '₠₢₣₤₥₦₧₨₩₫₭₯₰₱₳₴₶₸₺₽₿฿'],
    ['technical signs and controls', '␀␊␛⎀⎈⌘⍺⍵⍶⍹⎕'],
    ['astronomy, music and chess', '☧♃♅⚕℞𝄞𝄢𝆩🝆'],
    ['abbreviations', '⁊℀℅℆㏇№℡℻™℠©®🄯'],
    ['letters that this Unicode does not have', '\u0378\ue000\u{f0000}\u{1fffe}\ud835'],
  ])('holds no sign that reads as letters: %s', (_, signs) => {
    const [, named] = redactedEvents(round(signs));
    expect(named).toMatchObject({ name: 'x'.repeat(signs.length) });
  });

  it('holds no letter and no mark of all of Unicode, and nothing that decomposes to one', () => {
    const all = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).join('');
    const [, named] = round('');
    const [{ name = '' } = {}] = redactedEvents([{ ...named!, name: all } as Recorded]) as {
      name?: string;
    }[];
    expect(name).toHaveLength(all.length);
    expect(name.normalize('NFKD').replace(/x+/g, '')).not.toMatch(/[\p{L}\p{Nl}\p{Me}\p{Mc}\p{Co}\p{Cn}]/u);
    expect(name).not.toMatch(/\p{M}/u);
  });

  it('keeps what shows no letter', () => {
    const signs = '→⇒≤≠≈±×÷−∞√°€£¥¢ 12:30 ⅔ ② 🎉🚀⏰❌ 👍🏽 … “” ‘’ – — 「」 。 ٪ \u2028\u202e\u00ad';
    const [, named] = redactedEvents(round(signs));
    expect(named).toMatchObject({ name: signs });
  });

  it('keeps digits, spaces, punctuation and emoji', () => {
    const signs = '42 ½ ①— “a”! + € 🙂 👩‍👧 → ° \u200b\n\t';
    const [, named] = redactedEvents(round(signs));
    expect(named).toMatchObject({ name: signs.replace('a', 'x') });
  });

  it('holds no key that this program does not know, wherever it is', () => {
    const secret = 'SECRET';
    const withSecrets = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(withSecrets);
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(([key, inner]) => [key, withSecrets(inner)]);
      return { ...Object.fromEntries(entries), [secret]: secret, ['__proto__']: secret };
    };
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10_000 }), { maxLength: 80 }), (moves) => {
        const { events } = playOn(start(started(3, { speakAloud: true })), moves);
        const known = [...events, ...round('a')];
        const padded = known.map((event) => parseEvent(withSecrets(event)));
        expect(padded).not.toContain(null);
        const text = JSON.stringify(redactedEvents(padded as Recorded[]));
        expect(text).not.toContain(secret);
        expect(text).toBe(JSON.stringify(redactedEvents(known)));
      }),
    );
  });

  it('masks the words of a spoken answer, who heard them and what a recognizer said', () => {
    const spoken: Event[] = [
      {
        type: 'transcribed',
        turn: { q: 0 },
        by: 'secret-asr',
        text: 'Secret words.',
        spans: [{ start: 0, end: 900 }],
        audio: ['secret.wav'],
      },
      { type: 'transcribed', turn: { q: 0 }, by: 'secret-asr', text: null, problem: 'secret: it failed.' },
      { type: 'corrected', turn: { q: 0 }, text: 'Secret correction.' },
    ];
    const stamp = { at: 1, wall: 1, zone: '+00:00' };
    const redacted = redactedEvents(spoken.map((event) => ({ ...event, ...stamp })));
    expect(JSON.stringify(redacted)).not.toMatch(/secret|words|correction|failed/i);
    expect(redacted[0]).toMatchObject({ text: 'xxxxxx xxxxx.', spans: [{ start: 0, end: 900 }] });
  });
});
