import { isStopWord, stem } from '../bank/stems.ts';
import type { Event } from '../engine/event.ts';
import { answersTo, type SessionQuestion } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { asPlain } from '../text/markup.ts';
import type { Ask, ModelClient } from './client.ts';
import { clarifiedIn, type Masking, sourceOf } from './judge.ts';
import { ModelError } from '../wire/problem.ts';
import { FOLLOW_UP_PROMPT, FOLLOW_UP_VERSION } from './prompts/follow-up.ts';

/** A follow-up that a model asks. */
export type Improvised = Extract<Event, { type: 'improvised' }>;

/**
 * Asks a model for the next follow-up to what was said so far; null if it has none. `leftOpen` are the names of points that
 * the answers have not covered. Throws a ModelError if there is no such question: it gives an answer away, was asked before,
 * or is not a question in plain words.
 */
export async function improvise(
  client: ModelClient,
  planned: SessionQuestion,
  q: number,
  { leftOpen, mask, unmask, signal }: Masking & { leftOpen: readonly string[]; signal: AbortSignal },
): Promise<Improvised | null> {
  const value = await client.ask(askFor(planned, leftOpen, mask), signal);
  const question = cleanLine(unmask(value.question));
  if (question === '') return null;
  const problem = problemWith(question, planned);
  if (problem !== null) throw new ModelError('nonsense', problem);
  const because = leftOpen[value.pressesOn - 1] ?? null;
  return { type: 'improvised', q, by: sourceOf(client, FOLLOW_UP_VERSION), question, because };
}

function problemWith(question: string, planned: SessionQuestion): string | null {
  if (question.length > LONGEST_FOLLOW_UP) return 'The model asked more than fits in a breath.';
  if (hasAddress(question)) return 'The model asked about an address.';
  const asked = [planned.question.question, ...planned.question.followUps.map((each) => each.question)];
  if (asked.some((each) => asksSame(question, each))) return 'The model repeated a question.';
  return givesAway(question, planned) ? 'The model gave part of the answer away.' : null;
}

/** What is sent: the questions, replies and answers so far, and names of points. Nothing that is sealed. */
function askFor(
  planned: SessionQuestion,
  leftOpen: readonly string[],
  mask: Masking['mask'],
): Ask<{ question: string; pressesOn: number }> {
  const { question } = planned;
  const data = {
    question: mask(question.question),
    clarified: clarifiedIn(planned, mask),
    said: answersTo(planned).map(({ turn: { followUp }, text }) => ({
      asked:
        followUp === undefined ? 'the question' : mask(asPlain(question.followUps[followUp]?.question ?? '')),
      answered: mask(text),
    })),
    left_open: leftOpen.map((name, at) => ({ subject: at + 1, name: mask(name) })),
  };
  return {
    system: FOLLOW_UP_PROMPT,
    user: JSON.stringify(data, null, 1),
    schema: { name: 'follow_up', schema: SCHEMA },
    read(value) {
      const { question: asked, presses_on: pressesOn } = Object(value) as Record<string, unknown>;
      if (typeof asked !== 'string') return null;
      return { question: asked, pressesOn: Number.isInteger(pressesOn) ? Number(pressesOn) : 0 };
    },
  };
}

const SCHEMA = {
  type: 'object',
  properties: { presses_on: { type: 'integer' }, question: { type: 'string' } },
  required: ['presses_on', 'question'],
  additionalProperties: false,
};

/** The most characters of a follow-up that is not the bank's. No one asks more in one breath. */
export const LONGEST_FOLLOW_UP = 400;

/** Whether a follow-up has an address, which no interviewer says aloud. */
export function hasAddress(question: string): boolean {
  return /https?:|www\.|\S@\S/i.test(question);
}

/** Whether a follow-up, as plain text, asks what a question of a session asks, which is Markdown. */
export function asksSame(question: string, markdown: string): boolean {
  return cleanLine(question).toLowerCase() === cleanLine(asPlain(markdown)).toLowerCase();
}

/** Words in a row that give away where they come from. */
const RUN = 4;
/** Fewer words with a meaning of their own are in any text: "as many as the". */
const FEWEST_MEANINGS = 2;

/**
 * Whether a text gives away what the candidate must not see before the reveal: it has words in a row of the expected
 * answer, a key point or anything else that is sealed, and neither the questions nor the answers so far have them.
 */
export function givesAway(text: string, { question, turns }: SessionQuestion): boolean {
  const { keyPoints, followUps } = question;
  const asked = new Set(turns.map(({ turn }) => turn.followUp));
  const sealed = [
    question.expected,
    question.notes,
    question.takeaway,
    ...question.mistakes,
    ...keyPoints.flatMap(({ name, text, wordings, counts, notEnough }) => [
      name,
      text,
      ...wordings,
      ...counts,
      ...notEnough,
    ]),
    ...followUps.map(({ answer }) => answer),
    // It may still be asked.
    ...followUps.filter((_, place) => !asked.has(place)).map((each) => each.question),
  ];
  const open = [
    question.question,
    ...turns.flatMap(({ text, clarified }) => [text, ...clarified.map(({ reply }) => reply)]),
    ...turns.map(({ turn }) => followUps[turn.followUp ?? -1]?.question ?? ''),
  ].map(spaced);
  const words = spaced(text);
  return sealed
    .flatMap(runsOf)
    .some((run) => words.includes(run) && !open.some((known) => known.includes(run)));
}

/** Every run of words with meaning in a text. A shorter text is one run: the name of a point is one, too. */
function runsOf(text: string): string[] {
  const words = wordsOf(text);
  const starts = Math.max(1, words.length - RUN + 1);
  return Array.from({ length: starts }, (_, start) => words.slice(start, start + RUN))
    .filter((run) => run.filter((word) => !isStopWord(word)).length >= FEWEST_MEANINGS)
    .map((run) => ` ${run.map(stem).join(' ')} `);
}

function spaced(text: string): string {
  return ` ${wordsOf(text).map(stem).join(' ')} `;
}

/** Its words, without what shows nothing. A character is a word where there are no spaces. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .replace(/[\p{Default_Ignorable_Code_Point}'’]/gu, '')
      .toLowerCase()
      .match(/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]|[\p{L}\p{N}]+/gu) ?? []
  );
}
