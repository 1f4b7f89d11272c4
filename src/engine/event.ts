import type { Question } from '../bank/question.ts';
import type { Guard, Of, Shape } from './guards.ts';
import {
  MOST_NAMES,
  isBoolean,
  isMs,
  isNumber,
  isPlace,
  isString,
  listOf,
  oneOf,
  optional,
  orNull,
  shape,
} from './guards.ts';

/** Milliseconds; in events and sessions, on the session's active clock unless noted. */
export type Ms = number;

/** One thing to answer: a question by its index in the plan, or one of its follow-ups by index. */
export type Turn = Of<typeof isTurn>;
const isTurn = shape({ q: isPlace, followUp: optional(isPlace) });

export type AnswerState = Of<typeof isAnswerState>;
const isAnswerState = oneOf('submitted', 'timed-out', 'skipped');
/** How many key points the candidate expects to have covered: few, half, most, nearly all. */
export type Certainty = Of<typeof isCertainty>;
const isCertainty = oneOf(1, 2, 3, 4);
export type Rating = Of<typeof isRating>;
export const isRating = oneOf('again', 'hard', 'good', 'easy');

/** What a candidate can note about the interview that a round prepares for. */
export const TAGS = ['company', 'position', 'round', 'interviewer'] as const;
export type Tags = Readonly<Record<(typeof TAGS)[number], string | null>>;
export const NO_TAGS: Tags = { company: null, position: null, round: null, interviewer: null };
const isTag = optional(orNull(isString));

const isKeyPoint = shape({
  name: isString,
  text: isString,
  level: optional(isString),
  asked: optional(oneOf(true)),
  wordings: listOf(isString),
  counts: listOf(isString),
  notEnough: listOf(isString),
});
const isQuestion: Guard<Question> = shape({
  bank: isString,
  number: isPlace,
  id: isString,
  title: isString,
  concepts: optional(listOf(isString)),
  topic: isString,
  kind: isString,
  level: isString,
  roles: listOf(isString),
  minutes: isNumber,
  opens: optional(listOf(isString)),
  reviewed: isString,
  references: listOf(shape({ title: isString, url: isString })),
  question: isString,
  ifAsked: optional(
    listOf(shape({ name: isString, text: isString, words: listOf(isString), worth: optional(isString) })),
  ),
  why: isString,
  expected: isString,
  keyPoints: listOf(isKeyPoint),
  mistakes: listOf(isString),
  followUps: listOf(shape({ question: isString, answer: isString, probes: orNull(isString) })),
  notes: isString,
  takeaway: isString,
  file: isString,
});

/** The full question as planned: resuming or reading a session needs no bank. */
export type PlannedQuestion = Of<typeof isPlanned>;
const isPlanned = shape({
  question: isQuestion,
  /** For the main answer; null without a timer. */
  budget: orNull(isMs),
  /** How many follow-ups are asked, in the bank's order; with pressing or live ones, the most. */
  followUps: isPlace,
  /** For each follow-up; null without a timer. */
  followUpBudget: orNull(isMs),
  /** It opens the next question, which is judged before it. */
  opensNext: optional(oneOf(true)),
});

/** The options of a round. */
export type RoundOptions = Of<typeof isOptions>;
const isOptions = shape({
  /** The answer closes at zero and keeps its text. */
  strict: isBoolean,
  reveal: oneOf('question', 'end'),
  /** Each answer opens in the candidate's own editor. */
  editor: isBoolean,
  /** The candidate answers aloud: the clock runs, and the text is a note. */
  speakAloud: isBoolean,
  /** A voice reads each question before its clock starts; absent: it does not. */
  readAloud: optional(oneOf(true)),
  /** The audio of spoken answers stays beside the session; absent: it goes once its words are written down. */
  keepAudio: optional(oneOf(true)),
  /** One clock over all answers; null without one. */
  roundBudget: orNull(isMs),
  /** Follow-ups are chosen by what the main answer left out, or a model asks its own; absent: the bank's order. */
  followUps: optional(oneOf('pressing', 'live')),
  /** A model judges the answers too, before the reveal; absent: it does not. */
  judge: optional(oneOf('model')),
  /** Interviews that the program chose: no title and no count is shown before the last answer; absent: a round of questions. */
  interview: optional(oneOf(true)),
  /** A round of phone-screen questions: the sections of a reveal wait until they are asked for. */
  quick: optional(oneOf(true)),
  /** What the questions' own minutes were multiplied by; absent without such clocks. */
  pace: optional(isNumber),
  /** An assistant began the round, and may end it; absent: it was begun in the terminal. */
  assistant: optional(oneOf(true)),
});

/** A piece of a turn's answer, as offsets in UTF-16 units. The words are never copied. */
export type Passage = Of<typeof isPassage>;
const isPassage = shape({ turn: isTurn, start: isPlace, end: isPlace });

export type Verdict = Of<typeof isVerdict>;
const isVerdict = oneOf('found', 'unsure', 'missing');

/** The program's finding for one key point. */
export type PointFinding = Of<typeof isPointFinding>;
const isPointFinding = shape({
  name: isString,
  /** From 0 to 1; higher is surer. */
  score: isNumber,
  verdict: isVerdict,
  /** The sentence that says it, or comes nearest; null if there is none. */
  evidence: orNull(isPassage),
  /** The point's decisive words that no answer contains. */
  missing: listOf(isString, MOST_NAMES),
});

/** The program's finding for a follow-up, by its index in the question. */
const isFollowUpFinding = shape({
  followUp: isPlace,
  /** From 0 to 1; higher is surer. */
  score: isNumber,
  verdict: isVerdict,
  /** As for a point, in the answer to the follow-up. */
  evidence: orNull(isPassage),
});

/** A model that judged or asked. */
export type ModelSource = Of<typeof isModelSource>;
const isModelSource = shape({
  name: isString,
  /** Where it runs: `localhost:11434`. */
  host: isString,
  /** The version of the prompt that it got. */
  prompt: isPlace,
});

/** The host of an assistant that works with hotseat's tools. */
export const ASSISTANT = 'mcp';

export type JudgeVerdict = Of<typeof isJudgeVerdict>;
const isJudgeVerdict = oneOf('found', 'partly', 'unsure', 'missing');

/** A model's verdict on a key point. A found one always has evidence: the words that the model quoted. */
const isModelFinding = shape({
  name: isString,
  verdict: isJudgeVerdict,
  evidence: orNull(isPassage),
  /** The other words, if it quoted two places. */
  also: optional(isPassage),
});

/** What a model found in the answers to a question and its follow-ups. */
export type ModelFindings = Shape<typeof MODEL_FINDINGS>;
const MODEL_FINDINGS = {
  by: isModelSource,
  points: listOf(isModelFinding),
  /** The same for a follow-up, in its own answer, of the point that it probes. Only an older hotseat asked for it. */
  followUps: optional(listOf(shape({ followUp: isPlace, verdict: isVerdict, evidence: orNull(isPassage) }))),
  /** Why it judged nothing, or not everything, as a sentence. */
  problem: optional(isString),
};

/** The most characters of a clarifying question. No one asks more in one breath. */
export const LONGEST_QUESTION = 400;

/** A clarifying question of the candidate, and the reply. */
export type Clarification = Shape<typeof CLARIFICATION>;
const CLARIFICATION = {
  question: isString,
  /** Markdown, as it was said. */
  reply: isString,
  /** The name of the fact that was told; absent: none was. */
  fact: optional(isString),
  /** The model that chose the fact; absent: the program did. */
  by: optional(isModelSource),
};

/** A stretch of speech in a recording. */
export type SpeechSpan = Of<typeof isSpeechSpan>;
const isSpeechSpan = shape({ start: isMs, end: isMs });

/** How far a reveal was read: its last section, or `done`. */
export type ReadUpTo = Of<typeof isReadUpTo>;
const isReadUpTo = oneOf('expected', 'mistakes', 'notes', 'follow-ups', 'references', 'done');

/** What the program found in the answers to a question and its follow-ups. */
export type Findings = Shape<typeof FINDINGS>;
const FINDINGS = {
  /** Two versions of the matcher may judge differently. */
  matcher: isPlace,
  points: listOf(isPointFinding),
  /** Common mistakes by their index in the question, each with the sentence that comes close to it. */
  mistakes: listOf(shape({ index: isPlace, evidence: isPassage })),
  /** The names of facts that the answers assume something about; absent: none. */
  assumed: optional(listOf(isString)),
  /** Whether the answer to a follow-up covers the point that it probes, by that answer alone. Only an older hotseat looked. */
  followUps: optional(listOf(isFollowUpFinding)),
};

/** A chosen follow-up, by its index in the question, and the name of the point that was not found. */
export type PressingFollowUp = Of<typeof isPressingFollowUp>;
const isPressingFollowUp = shape({
  followUp: isPlace,
  /** null: it probes no point and only fills the number. */
  because: orNull(isString),
});

/** The text of an open box. */
export type Draft = Of<typeof isDraft>;
export const isDraft = shape({
  turn: isTurn,
  /** The session's clock when it was saved: the heartbeat that survives a kill. */
  at: isMs,
  text: isString,
  /** The cursor's offset in `text`, in UTF-16 units. */
  cursor: isPlace,
  /** The turn's clock at the first key; null before it. */
  firstKey: orNull(isMs),
  /** The clarifying question that is being typed; absent: none. */
  asking: optional(isString),
});

/**
 * What can happen in a session. The journal holds only these, and everything else is derived from them.
 * The last `ticked` and `rated` of a question win; null means skipped. These, `judged`, `named` and `tagged` may follow `ended`.
 */
export type Event = {
  [T in keyof typeof EVENTS]: { type: T } & Shape<(typeof EVENTS)[T]>;
}[keyof typeof EVENTS];
const EVENTS = {
  started: {
    session: isString,
    /** Local day, `YYYY-MM-DD`, so that a later change of time zone does not move it. */
    day: isString,
    program: isString,
    seed: isPlace,
    banks: listOf(isString),
    options: isOptions,
    plan: listOf(isPlanned),
  },
  /** The first event of a later segment: the segments its writer had read, and how many `lines` each had. */
  continued: {
    session: isString,
    program: isString,
    after: listOf(isString, MOST_NAMES),
    lines: optional(listOf(isPlace, MOST_NAMES)),
  },
  paused: { by: oneOf('key', 'signal', 'end of input') },
  resumed: {},
  asked: { turn: isTurn, budget: orNull(isMs) },
  answered: {
    turn: isTurn,
    state: isAnswerState,
    text: isString,
    firstKey: orNull(isMs),
    /** Answered aloud; the text is a note, until its words are written down. */
    spoken: optional(oneOf(true)),
    /** Its audio is beside the session, to be written down. */
    recorded: optional(oneOf(true)),
    /** An assistant handed it in: the time until then was not spent at a keyboard of ours. */
    relayed: optional(oneOf(true)),
    /** The full text last saved by an editor that was still open when a strict clock closed the answer. */
    late: optional(isString),
    /** The draft that an assistant's answer or skip took the place of: it was shown, and not wanted. */
    discarded: optional(isString),
  },
  /**
   * A spoken answer in words, which are the answer from here on. Null: there are none, for the reason in `problem`. The last
   * one wins; it may follow `ended`.
   */
  transcribed: {
    turn: isTurn,
    /** The program, host or file that the words are from. */
    by: isString,
    text: orNull(isString),
    /** When there was speech, in order, from the start of the recording; absent if unknown. */
    spans: optional(listOf(isSpeechSpan, MOST_NAMES)),
    /** The names of the audio files that these are the words of. */
    audio: optional(listOf(isString)),
    problem: optional(isString),
  },
  /**
   * The candidate's correction of those words, which the transcript shows beside them. An unfinished one is what an interruption
   * left of it before the words were accepted; it changes no answer.
   */
  corrected: { turn: isTurn, text: isString, unfinished: optional(oneOf(true)) },
  /** A clarifying question, and what the interviewer said. */
  clarified: { turn: isTurn, ...CLARIFICATION },
  /** The candidate went back to an answer before the reveal; its clock continues. */
  reopened: { turn: isTurn },
  /**
   * The next follow-up, chosen from the answers so far by this version of the matcher; none ends the follow-ups. In a round
   * of live ones it is asked in place of a model's. An older hotseat chose all of them at once.
   */
  pressed: { q: isPlace, matcher: isPlace, followUps: listOf(isPressingFollowUp) },
  /** The candidate is asked for more after a short answer: a follow-up that is in no bank. */
  prompted: { q: isPlace },
  /** A live follow-up, which becomes the question's next one. */
  improvised: {
    q: isPlace,
    by: isModelSource,
    /** Plain text. */
    question: isString,
    /** The name of the point that it presses on; null: none. */
    because: orNull(isString),
  },
  predicted: { q: isPlace, certainty: orNull(isCertainty) },
  /** The program's findings, shown beside the ticks and kept apart from them. */
  found: { q: isPlace, ...FINDINGS },
  /** A model's findings, kept apart from the program's and from the ticks. The last one wins; it may follow `ended`. */
  judged: { q: isPlace, ...MODEL_FINDINGS },
  revealed: { q: isPlace },
  ticked: {
    q: isPlace,
    /** The points that the candidate covered; null if they are not judged. */
    names: orNull(listOf(isString)),
    /** Those that are covered in part. */
    partly: optional(listOf(isString)),
    /** The points left to decide. A point in no list is not covered; an older hotseat recorded what was left so, too. */
    undecided: optional(listOf(isString)),
    /** Those of `names` that came only when a follow-up pressed on them. */
    whenPressed: optional(listOf(isString)),
    /** The points that the candidate decided, and did not only leave as they start. An older hotseat recorded none. */
    decided: optional(listOf(isString)),
    /** The candidate is still ticking and continues from here. */
    unfinished: optional(oneOf(true)),
    /** Written by an older hotseat: an undo, which restores the value before the last one; the same for a rating. */
    takesBack: optional(oneOf(true)),
  },
  /** This section of the reveal was shown to its end, or the candidate is done with reading. */
  read: { q: isPlace, upTo: isReadUpTo },
  rated: { q: isPlace, rating: orNull(isRating), takesBack: optional(oneOf(true)) },
  /** The candidate's name for the story that a behavioral answer told; null: none. The last one wins. */
  told: { q: isPlace, story: orNull(isString) },
  /** The candidate's name for the session; null: its id. The last one wins. */
  named: { name: orNull(isString) },
  /** The tags that change; null removes one. */
  tagged: { tags: shape({ company: isTag, position: isTag, round: isTag, interviewer: isTag }) },
  /** `draft`: the text of the open box, if any. It is not an answer, but it is kept. */
  ended: { reason: oneOf('finished', 'round time', 'left early'), draft: orNull(isDraft) },
};

/** When an event happened. */
export type Stamp = Shape<typeof STAMP>;
const STAMP = {
  at: isMs,
  /** Milliseconds since 1970, within the range of a Date. */
  wall: ((value) => isNumber(value) && Math.abs(value) < 8e15) as Guard<number>,
  /** Offset of local time from UTC, `+01:00`. */
  zone: ((value) => isString(value) && /^[+-]\d\d:\d\d$/.test(value)) as Guard<string>,
};

export type Recorded = Event & Stamp;

const RECORDED = new Map<unknown, Guard<unknown>>(
  Object.entries(EVENTS).map(([type, fields]) => [type, shape({ type: isString, ...STAMP, ...fields })]),
);

/** A value from a journal as an event; null if it is not one this program knows. */
export function parseEvent(value: Readonly<Record<string, unknown>>): Recorded | null {
  return RECORDED.get(value['type'])?.(value) === true ? (value as unknown as Recorded) : null;
}

export function stampOf({ at, wall, zone }: Stamp): Stamp {
  return { at, wall, zone };
}

export function sameTurn(a: Turn, b: Turn): boolean {
  return a.q === b.q && a.followUp === b.followUp;
}
