import { type Draft, type Event, type Recorded, TAGS } from './event.ts';

type Guard = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Guard>>;

const isString: Guard = (value) => typeof value === 'string';
const isBoolean: Guard = (value) => typeof value === 'boolean';
const isNumber: Guard = (value) => typeof value === 'number' && Number.isFinite(value);
const isPlace: Guard = (value) => Number.isInteger(value) && (value as number) >= 0;
const isMs: Guard = (value) => isNumber(value) && (value as number) >= 0;
const oneOf =
  (...values: readonly unknown[]): Guard =>
  (value) =>
    values.includes(value);
const orNull =
  (guard: Guard): Guard =>
  (value) =>
    value === null || guard(value);
const optional =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || guard(value);
const listOf =
  (guard: Guard): Guard =>
  (value) =>
    Array.isArray(value) && value.every(guard);
const shape =
  (fields: Fields): Guard =>
  (value) => {
    if (typeof value !== 'object' || value === null) return false;
    return Object.entries(fields).every(([name, guard]) => guard((value as Record<string, unknown>)[name]));
  };

const isTurn = shape({ q: isPlace, followUp: optional(isPlace) });
const isDraft = shape({ turn: isTurn, at: isMs, text: isString, cursor: isPlace, firstKey: orNull(isMs) });
const isQuestion = shape({
  bank: isString,
  number: isPlace,
  id: isString,
  title: isString,
  topic: isString,
  kind: isString,
  level: isString,
  roles: listOf(isString),
  minutes: isNumber,
  reviewed: isString,
  references: listOf(shape({ title: isString, url: isString })),
  question: isString,
  why: isString,
  expected: isString,
  keyPoints: listOf(
    shape({
      name: isString,
      text: isString,
      wordings: listOf(isString),
      counts: listOf(isString),
      notEnough: listOf(isString),
    }),
  ),
  mistakes: listOf(isString),
  followUps: listOf(shape({ question: isString, answer: isString, probes: orNull(isString) })),
  notes: isString,
  takeaway: isString,
  file: isString,
});
const isPlanned = shape({
  question: isQuestion,
  budget: orNull(isMs),
  followUps: isPlace,
  followUpBudget: orNull(isMs),
});
const isOptions = shape({
  strict: isBoolean,
  reveal: oneOf('question', 'end'),
  editor: isBoolean,
  speakAloud: isBoolean,
  roundBudget: orNull(isMs),
  followUps: optional(oneOf('pressing')),
});
const isPassage = shape({ turn: isTurn, start: isPlace, end: isPlace });
const isPointFinding = shape({
  name: isString,
  score: isNumber,
  verdict: oneOf('found', 'unsure', 'missing'),
  evidence: orNull(isPassage),
  missing: listOf(isString),
});
const isMistakeFinding = shape({ index: isPlace, evidence: isPassage });
const isPressingFollowUp = shape({ followUp: isPlace, because: orNull(isString) });

const isTags = shape(Object.fromEntries(TAGS.map((tag) => [tag, optional(orNull(isString))])));

const EVENTS: Readonly<Record<Event['type'], Fields>> = {
  started: {
    session: isString,
    day: isString,
    program: isString,
    seed: isPlace,
    banks: listOf(isString),
    options: isOptions,
    plan: listOf(isPlanned),
  },
  continued: {
    session: isString,
    program: isString,
    after: listOf(isString),
    lines: optional(listOf(isPlace)),
  },
  paused: { by: oneOf('key', 'signal', 'end of input') },
  resumed: {},
  asked: { turn: isTurn, budget: orNull(isMs) },
  answered: {
    turn: isTurn,
    state: oneOf('submitted', 'timed-out', 'skipped'),
    text: isString,
    firstKey: orNull(isMs),
    spoken: optional(oneOf(true)),
    late: optional(isString),
  },
  reopened: { turn: isTurn },
  pressed: { q: isPlace, matcher: isPlace, followUps: listOf(isPressingFollowUp) },
  predicted: { q: isPlace, certainty: oneOf(1, 2, 3, 4, null) },
  found: {
    q: isPlace,
    matcher: isPlace,
    points: listOf(isPointFinding),
    mistakes: listOf(isMistakeFinding),
  },
  revealed: { q: isPlace },
  ticked: {
    q: isPlace,
    names: orNull(listOf(isString)),
    unfinished: optional(oneOf(true)),
    takesBack: optional(oneOf(true)),
  },
  rated: {
    q: isPlace,
    rating: oneOf('again', 'hard', 'good', 'easy', null),
    takesBack: optional(oneOf(true)),
  },
  named: { name: orNull(isString) },
  tagged: { tags: isTags },
  ended: { reason: oneOf('finished', 'round time', 'left early'), draft: orNull(isDraft) },
};

/** Within the range of a Date. */
const isWall: Guard = (value) => isNumber(value) && Math.abs(value as number) < 8e15;
const isZone: Guard = (value) => typeof value === 'string' && /^[+-]\d\d:\d\d$/.test(value);

const STAMP: Fields = { at: isMs, wall: isWall, zone: isZone };

/** A value from a journal as an event; null if it is not one this program knows. */
export function parseEvent(value: unknown): Recorded | null {
  if (!shape({ type: isString })(value)) return null;
  const { type } = value as { type: string };
  if (!Object.hasOwn(EVENTS, type)) return null;
  const fields = EVENTS[type as Event['type']];
  return shape({ ...STAMP, ...fields })(value) ? (value as Recorded) : null;
}

/** A value from a draft file as a draft, or null. */
export function parseDraft(value: unknown): Draft | null {
  return isDraft(value) ? (value as Draft) : null;
}
