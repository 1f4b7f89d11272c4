import { type Draft, type Event, type Recorded, TAGS } from './event.ts';

interface Guard {
  (value: unknown): boolean;
  /** The keys of an object, and what their values must be. */
  fields?: Fields;
  /** What each item of a list must be. */
  items?: Guard;
}
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
const orNull = (guard: Guard): Guard =>
  Object.assign((value: unknown) => value === null || guard(value), guard);
const optional = (guard: Guard): Guard =>
  Object.assign((value: unknown) => value === undefined || guard(value), guard);
/** The most that a list in an event may hold. No round comes near it, and what reads a session may compare all with all. */
export const MOST_IN_LIST = 1000;
/** The same where nothing is compared: the names of a session's files, the words of a text. */
const MOST_NAMES = 10_000;

const listOf = (items: Guard, most = MOST_IN_LIST): Guard =>
  Object.assign(
    (value: unknown) => Array.isArray(value) && value.length <= most && value.every((item) => items(item)),
    { items },
  );
const shape = (fields: Fields): Guard => {
  const entries = Object.entries(fields);
  const isShape = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([name, guard]) => guard((value as Record<string, unknown>)[name]));
  return Object.assign(isShape, { fields });
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
  missing: listOf(isString, MOST_NAMES),
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
    after: listOf(isString, MOST_NAMES),
    lines: optional(listOf(isPlace, MOST_NAMES)),
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

const STAMP: Fields = { type: isString, at: isMs, wall: isWall, zone: isZone };
const RECORDED = new Map(
  Object.entries(EVENTS).map(([type, fields]) => [type, shape({ ...STAMP, ...fields })] as const),
);

/** A value from a journal as an event; null if it is not one this program knows. */
export function parseEvent(value: unknown): Recorded | null {
  if (!shape({ type: isString })(value)) return null;
  const isRecorded = RECORDED.get((value as { type: string }).type);
  return isRecorded?.(value) === true ? (value as Recorded) : null;
}

/** An event without the keys that this program does not know: a journal of another version may have more. */
export function withoutUnknownKeys(event: Recorded): Recorded {
  const guard = RECORDED.get(event.type);
  return guard === undefined ? event : (known(event, guard) as Recorded);
}

function known(value: unknown, { fields, items }: Guard): unknown {
  if (items !== undefined && Array.isArray(value)) return value.map((item) => known(item, items));
  if (fields === undefined || typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const guard = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return guard === undefined ? [] : [[name, known(inner, guard)]];
  });
  return Object.fromEntries(entries);
}

/** A value from a draft file as a draft, or null. */
export function parseDraft(value: unknown): Draft | null {
  return isDraft(value) ? (value as Draft) : null;
}
