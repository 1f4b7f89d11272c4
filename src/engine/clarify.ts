import { BEHAVIORAL } from '../bank/kinds.ts';
import { asksForNone, findFact } from '../bank/search/find-fact.ts';
import { aboutTime } from '../text/format.ts';
import type { Clarification, Ms, Turn } from './event.ts';
import { promptOf } from './interview.ts';
import { questionAt, recordOf, roundUsed, type Session, usedBy } from './session.ts';

/** An interviewer tells no more than this in one case. */
const MOST_TOLD = 5;

const ASSUME = 'Assume something and say so.';
const NOTHING = `Nothing on that. ${ASSUME}`;
const UNCLEAR = 'Not sure what you mean. Put it another way?';
const STILL_UNCLEAR = "I don't follow. Ask about one thing at a time, or assume something and say so.";
const THEIR_STORY = "It's your story. Tell it as you like.";
const ENOUGH = `I've answered ${MOST_TOLD} questions, and that's all you get. ${ASSUME}`;

/**
 * What the interviewer says to a clarifying question when the session's clock reads `at`. `chosen` is the fact that a
 * listener chose, by its index, or null for none; without a listener the words of the question choose.
 */
export function clarify(
  session: Session,
  turn: Turn,
  question: string,
  at: Ms,
  chosen?: number | null,
): Clarification {
  const { ifAsked: facts = [], question: known, kind } = questionAt(session, turn.q).question;
  const reply = processReply(session, turn, question, at) ?? (kind === BEHAVIORAL ? THEIR_STORY : null);
  if (reply !== null) return { question, reply };
  const index = chosen === undefined ? findFact(facts, question, known) : chosen;
  const fact = facts[index ?? -1];
  const earlier = questionAt(session, turn.q).turns.flatMap(({ clarified }) => clarified);
  const told = new Set(earlier.flatMap((each) => each.fact ?? []));
  const isNew = fact === undefined || !told.has(fact.name);
  if (isNew && told.size >= MOST_TOLD) return { question, reply: ENOUGH };
  if (fact !== undefined) return { question, reply: `**${fact.name}:** ${fact.text}`, fact: fact.name };
  const left = facts.filter(({ name }) => !told.has(name));
  if (left.length === 0 || asksForNone(left, question, known)) return { question, reply: NOTHING };
  return { question, reply: earlier.at(-1)?.reply === UNCLEAR ? STILL_UNCLEAR : UNCLEAR };
}

const REPEAT =
  /\byou\b.*\b(?:repeat|rephrase)\b|^(?:please )?(?:repeat|rephrase)\b|\byou\b.*\bagain\b|\bwhat(?: wa|')s the question\W*$|^(?:pardon|sorry|come again)\W*$/i;
const MOMENT =
  /\b(?:moment|minute|min|second|sec|time) to (?:think|read)\b|\blet me think\b|\b(?:i|me)(?: \w+)? (?:a|one|some)(?: few)? (?:moment|minute|min|second|sec)s?(?: please)?\W*$|^(?:just )?(?:a|one) (?:moment|minute|min|second|sec)\b/i;
const TIME_LEFT =
  /\bhow (?:long|much (?:more )?time|many minutes)\b.*\b(?:left|remaining|(?:i|we) (?:have|got)|have (?:i|we))\W*$|\btime left\b/i;
const DEPTH = /\b(?:breadth|depth|deep(?:er)?|broad(?:er)?|wider?|high[- ]level|detail|overview|or just)\b/i;
const PREFERENCE =
  /\b(?:should|shall) i\b|\b(?:do|are) we (?:going|go|want|after)\b|\b(?:you (?:want|prefer|expect|like)|me to)\b/i;
const AFTER = /\bare you (?:after|looking for)\b/i;

/** The reply to a question about the interview itself; null if it is about the case. */
function processReply(session: Session, turn: Turn, question: string, at: Ms): string | null {
  if (REPEAT.test(question)) return `Sure. ${lastProse(promptOf(session, turn))}`;
  const left = timeLeft(session, turn, at);
  if (MOMENT.test(question))
    return left === Infinity ? 'Take your time.' : 'Take your time. The clock keeps running, though.';
  if (TIME_LEFT.test(question)) return timeReply(left);
  const isDepth = AFTER.test(question) || (PREFERENCE.test(question) && DEPTH.test(question));
  return isDepth ? 'Start broad, then go deep where you think it matters most.' : null;
}

/** What a question asks stands in its last paragraph; its data is still on the screen. */
function lastProse(markdown: string): string {
  const paragraphs = markdown.replace(/^```[^]*?^```/gm, '').split(/\n{2,}/);
  return paragraphs.map((each) => each.trim()).findLast((each) => each !== '') ?? '';
}

function timeLeft(session: Session, turn: Turn, at: Ms): Ms {
  const record = recordOf(session, turn);
  const { roundBudget } = session.options;
  return Math.min(
    record?.budget == null ? Infinity : record.budget - usedBy(session, record, at),
    roundBudget === null ? Infinity : roundBudget - roundUsed(session, at),
  );
}

function timeReply(left: Ms): string {
  if (left === Infinity) return "There's no clock. Take the time you need.";
  if (left <= 0) return 'Your time is up. Finish your thought.';
  return left < 60_000 ? 'Less than a minute.' : `You have ${aboutTime(left)}.`;
}
