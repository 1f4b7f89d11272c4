import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeLine } from '../../src/journal/segment.ts';
import type { Draft, Event, PlannedQuestion, Recorded } from '../../src/engine/event.ts';
import { edit, WHOLE } from './bank.ts';
import { makeQuestion } from './question.ts';
import { happen, start, started } from './simulate.ts';

/** Terminal attacks. Most contain the word "owned", so that a test can see they were shown. */
const ATTEMPTS = [
  // Erase the screen, switch buffers, move and query the cursor, reset the terminal.
  '\x1b[2J\x1b[3J\x1b[H\x1b[?1049h\x1b[7777A\x1b[6n\x1bc',
  '\x1b[5;41mowned\x1b[0m',
  // Set a title, a link, the clipboard, a notification.
  '\x1b]0;owned\x07',
  '\x1b]8;;https://owned.example/\x1b\\owned\x1b]8;;\x1b\\',
  '\x1b]52;c;b3duZWQ=\x07',
  // Device control, an application command, a private message.
  '\x1bP$q"p\x1b\\\x1b_Gowned\x1b\\\x1b^owned\x1b\\',
  // The same as 8-bit controls.
  '\x9b2J\x9d52;c;b3duZWQ=\x9c\x90owned\x9c\x85',
  // NUL, ENQ, BEL, backspaces, VT, FF, another character set, DEL, a line that hides what precedes it.
  '\x00\x05\x07owned\b\b\b\b\b\x0b\x0c\x0e\x0f\x7f\rowned',
  // Disguised text, and a lone surrogate.
  '\u202eowned\u202c\u2066owned\u2069\u200fowned\u200e\u061c\ud800',
];

/** All attacks, raw. */
export const ATTACK = ATTEMPTS.map((bytes) => `Q${bytes}Z`).join(' ');

/** Without characters not allowed in file names or command lines. */
export const NAME_ATTACK =
  'Q\x1b]0;owned\x07\x1b[2J\x9b6n\x9d0;owned\x9c\r\b\x7f\u202eowned\u2066\u200f\u200e\u061cZ';

/** Hidden in Markdown from a check of the bytes: each control as an entity, numeric or named. */
const ENTITY_ATTACK = `${entities(ATTACK, 10)} ${entities(ATTACK, 16)} &NewLine;&Tab;&ZeroWidthSpace;owned`;

function entities(text: string, radix: 10 | 16): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex
    /[\x00-\x1f\x7f-\x9f\p{Bidi_Control}\ud800]/gu,
    (unit) => `&#${radix === 16 ? 'x' : ''}${unit.charCodeAt(0).toString(radix)};`,
  );
}

/**
 * A bank with a hostile name, in `folder`. Question 1 loads and attacks with entities; the others are refused for their
 * bytes, escapes and values, which lint quotes.
 */
export function plantBank(folder: string): string {
  const bank = join(folder, `bank-${NAME_ATTACK}`);
  mkdirSync(bank);
  const write = (number: number, text: string): void => {
    writeFileSync(join(bank, `${String(number).padStart(3, '0')}-${NAME_ATTACK}.md`), text);
  };
  write(1, edit(everywhere(WHOLE, ENTITY_ATTACK), 'that made it worse', 'that &#27;]0;owned&#7;&#x202e;'));
  write(2, everywhere(edit(WHOLE, 'number: 1', 'number: 2'), ATTACK));
  write(3, edit(edit(WHOLE, 'number: 1', 'number: 3'), 'Retries that made it worse', escaped(ATTACK)));
  write(4, edit(WHOLE, 'number: 1', `number: 4\nkey${ATTACK.replaceAll('\r', '')}: 1`));
  write(5, `---js${ATTACK}\n---\n`);
  return bank;
}

/** In double quotes with non-ASCII escaped: harmless in the file, an attack once parsed. */
function escaped(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Adds the attack to every line of a question's text that is not syntax of the format. A second line of an item is too long. */
function everywhere(question: string, attack: string): string {
  const [, front = '', body = ''] = /^(---\n[^]*?\n---\n)([^]*)$/.exec(question) ?? [];
  return front + body.replace(/^(?!## |Probes: |```| +[a-z]|$).*$/gm, (line) => `${line} ${attack}`);
}

/** A question whose every text attacks. No bank can contain it, but a journal from elsewhere can. */
function hostileQuestion(): PlannedQuestion {
  const attacked = <T>(value: T): T => {
    if (typeof value === 'string') return `${value} ${ATTACK}` as T;
    if (Array.isArray(value)) return value.map(attacked) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, attacked(inner)])) as T;
  };
  const ifAsked = [{ name: 'Traffic', text: 'Ten.', words: ['load'], worth: 'It decides.' }];
  return {
    question: attacked(makeQuestion(1, { ifAsked })),
    budget: 300_000,
    followUps: 1,
    followUpBudget: 60_000,
  };
}

const ASKED: Event = { type: 'asked', turn: { q: 0 }, budget: 300_000 };
const POINT = `First point ${ATTACK}`;
/** A server names its models as it likes. */
const MODEL = { name: ATTACK, host: ATTACK, prompt: 1 };

const TOLD: Event = {
  type: 'clarified',
  turn: { q: 0 },
  ...{ question: ATTACK, reply: `**${ATTACK}:** ${ATTACK}`, fact: `Traffic ${ATTACK}`, by: MODEL },
};

/** What happened in a round of that question, up to the open box or to the end. */
function hostileRound(isFinished: boolean): readonly Recorded[] {
  const first = {
    ...started(1),
    session: ATTACK,
    program: ATTACK,
    banks: [ATTACK],
    plan: [hostileQuestion()],
  };
  const rest: Event[] = [
    { type: 'answered', turn: { q: 0 }, state: 'submitted', text: ATTACK, firstKey: 1 },
    { type: 'asked', turn: { q: 0, followUp: 0 }, budget: 60_000 },
    { type: 'answered', turn: { q: 0, followUp: 0 }, state: 'skipped', text: ATTACK, firstKey: 1 },
    { type: 'improvised', q: 0, by: MODEL, question: ATTACK, because: POINT },
    { type: 'asked', turn: { q: 0, followUp: 2 }, budget: 60_000 },
    { type: 'answered', turn: { q: 0, followUp: 2 }, state: 'submitted', text: ATTACK, firstKey: 1 },
    { type: 'predicted', q: 0, certainty: 3 },
    {
      type: 'judged',
      q: 0,
      by: MODEL,
      points: [{ name: POINT, verdict: 'found', evidence: { turn: { q: 0 }, start: 0, end: ATTACK.length } }],
      followUps: [{ followUp: 2, verdict: 'unsure', evidence: null }],
      problem: ATTACK,
    },
    { type: 'revealed', q: 0 },
    { type: 'ticked', q: 0, names: [POINT] },
    { type: 'rated', q: 0, rating: 'good' },
    { type: 'ended', reason: 'finished', draft: null },
  ];
  return [ASKED, TOLD, ...(isFinished ? rest : [])].reduce(
    (live, event) => happen(live, event, 1000),
    start(first),
  ).events;
}

/** Session folders with hostile names, one finished and one with an open box; each has a damaged line. */
export function plantSessions(home: string): { finished: string; paused: string } {
  const plant = (id: string, isFinished: boolean): string => {
    const folder = join(home, 'sessions', id);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const segment = join(folder, `20261124T173000000Z-${NAME_ATTACK}`);
    const lines = hostileRound(isFinished).map((event, n) => encodeLine(n, event));
    writeFileSync(`${segment}.jsonl`, `${lines.join('')}${ATTACK}\n`);
    const draft: Draft = { turn: { q: 0 }, at: 2000, text: ATTACK, cursor: 3, firstKey: 1 };
    if (!isFinished) writeFileSync(`${segment}.draft.json`, JSON.stringify(draft));
    return id;
  };
  return {
    finished: plant(`2026-11-24-1830-fin${NAME_ATTACK}`, true),
    paused: plant(`2026-11-24-1831-pau${NAME_ATTACK}`, false),
  };
}
