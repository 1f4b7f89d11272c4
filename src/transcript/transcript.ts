import { type Delivery, type Telling, deliveryOf, tellingOf } from '../feedback/delivery.ts';
import { BEHAVIORAL } from '../bank/kinds.ts';
import { isoOf } from '../engine/clock.ts';
import { askedFacts } from '../engine/asked-facts.ts';
import type {
  AnswerState,
  Certainty,
  Clarification,
  Draft,
  Ms,
  Rating,
  RoundOptions,
  Tags,
} from '../engine/event.ts';
import { sameTurn } from '../engine/event.ts';
import { stateOf } from '../engine/next-step.ts';
import { titleOf } from '../engine/interview.ts';
import {
  type Session,
  type SessionQuestion,
  type TurnRecord,
  callOf,
  followUpName,
  isNote,
  usedBy,
} from '../engine/session.ts';
import { type ModelJudgement, askerOf, modelJudgement } from './by-model.ts';
import type { TranscriptDamage } from './damage.ts';
import type { TranscriptFact } from './fact-view.ts';
import type { ProbedPoint, TranscriptMistake, TranscriptPoint } from './points.ts';
import { closeMistakes, judgedPoints, probedPoint } from './points.ts';

export interface TranscriptTurn {
  bank: string;
  number: number;
  /** What to call its question in this session: `#5`, or `kitchen/5` if two of its banks share the number. */
  call: string;
  id: string;
  title: string;
  topic: string;
  level: string;
  kind: 'question' | 'follow-up';
  /** The number of a follow-up within its question in the bank, from 1; null on a question. */
  followUp: number | null;
  /** `Follow-up 1`, in the order asked; without a number if it only asked for more; null on a question. */
  label: string | null;
  /** null if not asked yet in an unfinished session: a transcript does not give questions away. */
  prompt: string | null;
  /** Its clock has run. */
  asked: boolean;
  /** What the candidate asked before answering, and what the interviewer said; absent if nothing. */
  clarified?: readonly Clarification[];
  answer: string;
  /** `unknown`: there is no answer, or it is in an unreadable part of the session. */
  state: AnswerState | 'unanswered' | 'unknown';
  /** Answered aloud: the answer is a note about it, unless it was heard. */
  spoken: boolean;
  /** The words of a spoken answer as a program wrote them down; absent if none did. The answer is these, or your correction. */
  heard?: { by: string; text: string };
  /** A note on an answer that was heard; absent if there is none. */
  note?: string;
  /** An assistant handed the answer in, so its time was not measured at a keyboard; absent otherwise. */
  relayed?: true;
  /** What an editor saved after a strict clock had closed the answer; absent if nothing. */
  late?: string;
  /** Drafts that an assistant's answer or skip took the place of; absent if there are none. */
  discarded?: readonly string[];
  /** What was written on another machine and does not count; absent if nothing. */
  elsewhere?: readonly string[];
  /** Text in an open answer box, or in one that was skipped or left when the round ended; absent otherwise. */
  draft?: string;
  budgetMs: Ms | null;
  usedMs: Ms;
  /** Before and after the first key; null if there were no keys to see: by voice, line by line, in an editor, or through an assistant. */
  thinkingMs: Ms | null;
  writingMs: Ms | null;
  /** How the answer was given; null without one. What a note cannot tell is null. */
  delivery: (Omit<Delivery, 'usedMs' | 'firstKeyMs'> & { telling?: Telling }) | null;
  /** This and the next two belong to the question: null on a follow-up, or if nothing was judged. */
  certainty: Certainty | null;
  /** null until the reveal: the names of the points would give the answer away. */
  points: readonly TranscriptPoint[] | null;
  /** The version of the matcher that looked for the points; null on a follow-up, before the reveal, or if none did. */
  matcher: number | null;
  /** The mistakes that an answer comes close to; null as above. */
  mistakes: readonly TranscriptMistake[] | null;
  /** The model that judged the answers. Absent on a follow-up, before the reveal, or if none did. */
  model?: ModelJudgement;
  /** On an answered follow-up that probes a key point, from the reveal on: what its answer alone says of it. Absent elsewhere. */
  probed?: ProbedPoint;
  /** On a pressing or live follow-up: the point that was not found, or null if it tests none. Absent before the reveal and elsewhere. */
  because?: string | null;
  /** The model that asked a live follow-up; null for one of the bank's in a round of live ones. Absent elsewhere. */
  askedBy?: { name: string; host: string } | null;
  rating: Rating | null;
  /** What the interviewer tells if asked. Absent on a follow-up, before the reveal, or if there is nothing. */
  ifAsked?: readonly TranscriptFact[];
  /** The candidate's name for the story that was told; null: none. Absent where no behavioral question asked for one. */
  story?: string | null;
  /** The expected answer; null before the reveal, and on a live follow-up, which has none. */
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
  /** What remained unclear when two machines' segments were merged. */
  conflicts: readonly string[];
  /** Unreadable parts of the session. If there are any, an answer may be missing. */
  damage: readonly TranscriptDamage[];
}

/** A session for reading and export. It holds nothing of an expected answer before its reveal. */
export function transcriptOf(
  session: Session,
  openDraft: Draft | null = null,
  damage: readonly TranscriptDamage[] = [],
): Transcript {
  const draft = openDraft ?? session.ended?.draft ?? null;
  const isPaused = stateOf(session) === 'paused';
  const turns = session.questions.flatMap((question) => turnsOf(session, question, draft, isPaused));
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
    damage: damage.map(({ file, line, problem, parts }) => ({
      file,
      line,
      problem,
      ...(parts !== undefined && { parts }),
    })),
  };
}

/** The lost part may have held the answer, so the turn cannot be called unanswered. */
function inDoubt(turn: TranscriptTurn): TranscriptTurn {
  return turn.state === 'unanswered' && turn.prompt !== null ? { ...turn, state: 'unknown' } : turn;
}

/** A question and its follow-ups as turns of a transcript. */
export function turnsOf(
  session: Session,
  planned: SessionQuestion,
  draft: Draft | null = null,
  isPaused = stateOf(session) === 'paused',
): TranscriptTurn[] {
  const call = callOf(session, planned.question);
  return planned.turns.map((record) => turnOf(session, { planned, call, isPaused }, record, draft));
}

function turnOf(
  session: Session,
  { planned, call, isPaused }: { planned: SessionQuestion; call: string; isPaused: boolean },
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
  const isTyped = !record.spoken && !record.relayed;
  const thinking = !isTyped ? null : thinkingOf(firstKey, used, isHandedIn ? record.text : unsent);
  const isMain = followUp === null;
  const model = isMain && judgement.revealed ? modelJudgement(planned) : null;
  const asker = record.turn.followUp === undefined ? null : askerOf(planned, record.turn.followUp);
  return {
    bank: question.bank,
    number: question.number,
    call,
    id: question.id,
    title: titleOf(session, planned) ?? 'Your interview, paused',
    topic: question.topic,
    level: question.level,
    kind: isMain ? 'question' : 'follow-up',
    followUp: record.turn.followUp === undefined ? null : record.turn.followUp + 1,
    label: isMain ? null : followUpName(planned, record.turn),
    prompt: record.asked || !isPaused ? (followUp?.question ?? question.question) : null,
    asked: record.asked,
    ...(record.clarified.length === 0 ? {} : { clarified: record.clarified }),
    answer: isHandedIn ? record.text : '',
    state: record.state ?? 'unanswered',
    spoken: record.spoken,
    ...(record.heard == null ? {} : { heard: { by: record.heard.by, text: record.heard.text } }),
    ...(record.note === '' ? {} : { note: record.note }),
    ...(record.relayed ? { relayed: true } : {}),
    ...(record.late === '' ? {} : { late: lateOf(record) }),
    ...(record.discarded.length === 0 ? {} : { discarded: record.discarded }),
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
    ...(model === null ? {} : { model }),
    ...(judgement.revealed ? { ...probedOf(planned, record), ...reasonOf(planned, record) } : {}),
    rating: isMain ? (judgement.rating ?? null) : null,
    ...(isMain && judgement.revealed && question.ifAsked !== undefined ? { ifAsked: factsIn(planned) } : {}),
    ...(question.kind === BEHAVIORAL ? { story: judgement.story ?? null } : {}),
    ...(isMain || (session.options.followUps !== 'live' && asker === null)
      ? {}
      : { askedBy: asker === null ? null : { name: asker.name, host: asker.host } }),
    expected: judgement.revealed && asker === null ? (followUp?.answer ?? question.expected) : null,
  };
}

function factsIn(planned: SessionQuestion): TranscriptFact[] {
  return askedFacts(planned).map(({ name, text, worth, state }) => ({
    name,
    text,
    ...(worth === undefined ? {} : { worth }),
    state,
  }));
}

/** Uses points only after the reveal, since the place of the first one would give it away. The candidate's ticks win. */
function deliveryIn(
  { question, judgement }: SessionQuestion,
  record: TurnRecord,
  usedMs: Ms,
  firstKeyMs: Ms | null,
): TranscriptTurn['delivery'] {
  const { turn, text, heard } = record;
  const points = judgement.revealed ? (judgement.found?.points ?? []) : [];
  const { ticked } = judgement;
  const found = points.flatMap(({ name, verdict, evidence }) => {
    const isMade = ticked == null ? verdict === 'found' : ticked.covered.includes(name);
    return isMade && evidence !== null && sameTurn(evidence.turn, turn) ? [evidence] : [];
  });
  const { words, wordsAMinute, hedges, fillers, sentences, headline, speech } = deliveryOf(text, {
    usedMs,
    firstKeyMs,
    spoken: isNote(record),
    spans: heard?.spans ?? null,
    found,
  });
  const pace = record.relayed ? null : wordsAMinute;
  const isStory = question.kind === BEHAVIORAL && turn.followUp === undefined && words !== null;
  return {
    ...{ words, wordsAMinute: pace, hedges, fillers, sentences, headline },
    ...(speech && { speech }),
    ...(isStory ? { telling: tellingOf(text) } : {}),
  };
}

function probedOf(planned: SessionQuestion, { turn }: TurnRecord): { probed?: ProbedPoint } {
  const probed = turn.followUp === undefined ? null : probedPoint(planned, turn.followUp);
  return probed === null ? {} : { probed };
}

function reasonOf({ pressed }: SessionQuestion, { turn }: TurnRecord): { because?: string | null } {
  const chosen = pressed?.find(({ followUp }) => followUp === turn.followUp);
  return chosen === undefined ? {} : { because: chosen.because };
}

/** Only the addition if the answer was continued; all of it if it was changed. */
function lateOf({ text, late }: TurnRecord): string {
  const rest = late.startsWith(text) ? late.slice(text.length) : '';
  return /^[\s\p{P}]/u.test(rest) ? rest.trimStart() : late;
}

/** Without a text all time is thinking. With a text but no recorded first key it is unknown. */
function thinkingOf(firstKey: Ms | null, used: Ms, text: string): Ms | null {
  if (firstKey !== null) return Math.min(firstKey, used);
  return text === '' ? used : null;
}
