import { type Delivery, deliveryOf } from '../feedback/delivery.ts';
import { isoOf } from '../engine/clock.ts';
import type { AnswerState, Certainty, Draft, Ms, Rating, RoundOptions, Tags } from '../engine/event.ts';
import { sameTurn } from '../engine/event.ts';
import { stateOf } from '../engine/next-step.ts';
import { type Session, type SessionQuestion, type TurnRecord, callOf, usedBy } from '../engine/session.ts';
import type { TranscriptDamage } from './damage.ts';
import { type TranscriptMistake, type TranscriptPoint, closeMistakes, judgedPoints } from './points.ts';

export interface TranscriptTurn {
  bank: string;
  number: number;
  /** What to call its question in this session: `#5`, or `kitchen/5` where two of its banks share the number. */
  call: string;
  id: string;
  title: string;
  topic: string;
  kind: 'question' | 'follow-up';
  /** Of a follow-up, its place among those of its question in the bank, from 1; null on a question. */
  followUp: number | null;
  /** null while it was not asked yet in a session that goes on: a transcript gives no question away. */
  prompt: string | null;
  answer: string;
  /** `unknown`: there is no answer, or it is in a part of the session that could not be read. */
  state: AnswerState | 'unanswered' | 'unknown';
  /** It was said aloud: the answer is a note about it. */
  spoken: boolean;
  /** What an editor saved after a strict clock had closed the answer; absent where nothing was. */
  late?: string;
  /** What was written to it on another machine and does not stand; absent where nothing was. */
  elsewhere?: readonly string[];
  /** What stands in an open box, or stood in it when it was skipped or the round was ended; absent otherwise. */
  draft?: string;
  budgetMs: Ms | null;
  usedMs: Ms;
  /** To the first key, and from it on; null where keys were not seen: by voice, by lines, or in an editor. */
  thinkingMs: Ms | null;
  writingMs: Ms | null;
  /** How the answer was given; null where none was. What a note leaves open is null in it. */
  delivery: Omit<Delivery, 'usedMs' | 'firstKeyMs'> | null;
  /** This and the next two belong to the question: null on a follow-up, and where nothing was judged. */
  certainty: Certainty | null;
  /** null until the reveal: the names of the points would tell the answer. */
  points: readonly TranscriptPoint[] | null;
  /** The version of the matcher that looked for the points; null on a follow-up, before the reveal, and where none did. */
  matcher: number | null;
  /** The mistakes that an answer comes close to; null as above. */
  mistakes: readonly TranscriptMistake[] | null;
  /** Of a pressing follow-up: the point that was not found, or null where it fills up; absent before the reveal, and otherwise. */
  because?: string | null;
  rating: Rating | null;
  /** What the bank says, from the reveal on. */
  expected: string | null;
}

export interface Transcript {
  session: {
    id: string;
    name: string | null;
    tags: Tags;
    startedAt: string;
    endedAt: string | null;
    state: 'finished' | 'ended' | 'paused';
    options: RoundOptions;
    seed: number;
    program: string;
    usedMs: Ms;
  };
  turns: readonly TranscriptTurn[];
  /** What was left in doubt when two machines' segments were merged. */
  conflicts: readonly string[];
  /** What of the session could not be read: with any, an answer may be missing. */
  damage: readonly TranscriptDamage[];
}

/** What a session says, for people and for export. Nothing of a question's answer stands in it before its reveal. */
export function transcriptOf(
  session: Session,
  openDraft: Draft | null = null,
  damage: readonly TranscriptDamage[] = [],
): Transcript {
  const draft = openDraft ?? session.ended?.draft ?? null;
  const turns = session.questions.flatMap((question) => turnsOf(session, question, draft));
  return {
    session: {
      id: session.id,
      name: session.name,
      tags: session.tags,
      startedAt: isoOf(session.started),
      endedAt: session.ended === null ? null : isoOf(session.ended.stamp),
      state: stateOf(session),
      options: session.options,
      seed: session.seed,
      program: session.program,
      usedMs: turns.reduce((sum, turn) => sum + turn.usedMs, 0),
    },
    turns: damage.length === 0 ? turns : turns.map(inDoubt),
    conflicts: session.conflicts,
    damage: damage.map(({ file, line, problem }) => ({ file, line, problem })),
  };
}

/** Where something was lost it may have been the answer, so nobody can say that there was none. */
function inDoubt(turn: TranscriptTurn): TranscriptTurn {
  return turn.state === 'unanswered' && turn.prompt !== null ? { ...turn, state: 'unknown' } : turn;
}

/** A question and its follow-ups as a transcript tells them. */
export function turnsOf(
  session: Session,
  planned: SessionQuestion,
  draft: Draft | null = null,
): TranscriptTurn[] {
  return planned.turns.map((record) => turnOf(session, planned, record, draft));
}

function turnOf(
  session: Session,
  planned: SessionQuestion,
  record: TurnRecord,
  draft: Draft | null,
): TranscriptTurn {
  const { question, judgement } = planned;
  const followUp = record.turn.followUp === undefined ? null : question.followUps[record.turn.followUp];
  const isDrafted = record.state === null && draft !== null && sameTurn(draft.turn, record.turn);
  const isHandedIn = record.state === 'submitted' || record.state === 'timed-out';
  const used = usedBy(session, record, Math.max(session.last.at, isDrafted ? draft.at : 0));
  const firstKey = isDrafted ? draft.firstKey : record.firstKey;
  const unsent = isDrafted ? draft.text : isHandedIn ? '' : record.text;
  const thinking = record.spoken ? null : thinkingOf(firstKey, used, isHandedIn ? record.text : unsent);
  const isMain = followUp === null;
  return {
    bank: question.bank,
    number: question.number,
    call: callOf(session, question),
    id: question.id,
    title: question.title,
    topic: question.topic,
    kind: isMain ? 'question' : 'follow-up',
    followUp: record.turn.followUp === undefined ? null : record.turn.followUp + 1,
    prompt: record.asked || stateOf(session) !== 'paused' ? (followUp?.question ?? question.question) : null,
    answer: isHandedIn ? record.text : '',
    state: record.state ?? 'unanswered',
    spoken: record.spoken,
    ...(record.late === '' ? {} : { late: lateOf(record) }),
    ...(record.elsewhere.length === 0 ? {} : { elsewhere: record.elsewhere }),
    ...(isDrafted || unsent !== '' ? { draft: unsent } : {}),
    budgetMs: record.budget,
    usedMs: used,
    thinkingMs: thinking,
    writingMs: thinking === null ? null : used - thinking,
    delivery: isHandedIn ? deliveryIn(planned, record, used, thinking) : null,
    certainty: isMain ? (judgement.certainty ?? null) : null,
    points: isMain && judgement.revealed ? judgedPoints(planned) : null,
    matcher: isMain && judgement.revealed ? (judgement.found?.matcher ?? null) : null,
    mistakes: isMain && judgement.revealed ? closeMistakes(planned) : null,
    ...(judgement.revealed ? reasonOf(planned, record) : {}),
    rating: isMain ? (judgement.rating ?? null) : null,
    expected: judgement.revealed ? (followUp?.answer ?? question.expected) : null,
  };
}

/** Where the first point came would tell before the reveal that one did; the candidate's ticks have the last word. */
function deliveryIn(
  { judgement }: SessionQuestion,
  { turn, text, spoken }: TurnRecord,
  usedMs: Ms,
  firstKeyMs: Ms | null,
): TranscriptTurn['delivery'] {
  const points = judgement.revealed ? (judgement.found?.points ?? []) : [];
  const { ticked } = judgement;
  const found = points.flatMap(({ name, verdict, evidence }) => {
    const isMade = ticked == null ? verdict === 'found' : ticked.includes(name);
    return isMade && evidence !== null && sameTurn(evidence.turn, turn) ? [evidence] : [];
  });
  const { words, wordsAMinute, hedges, fillers, sentences, headline } = deliveryOf(text, {
    usedMs,
    firstKeyMs,
    spoken,
    found,
  });
  return { words, wordsAMinute, hedges, fillers, sentences, headline };
}

function reasonOf({ pressed }: SessionQuestion, { turn }: TurnRecord): { because?: string | null } {
  const chosen = pressed?.find(({ followUp }) => followUp === turn.followUp);
  return chosen === undefined ? {} : { because: chosen.because };
}

/** The rest alone where the answer was only gone on with; the whole where it was changed. */
function lateOf({ text, late }: TurnRecord): string {
  const rest = late.startsWith(text) ? late.slice(text.length) : '';
  return /^[\s\p{P}]/u.test(rest) ? rest.trimStart() : late;
}

/** All time without a text is thinking; a text whose first key nobody saw leaves it open. */
function thinkingOf(firstKey: Ms | null, used: Ms, text: string): Ms | null {
  if (firstKey !== null) return Math.min(firstKey, used);
  return text === '' ? used : null;
}
