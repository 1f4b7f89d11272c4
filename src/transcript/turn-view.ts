import { BEHAVIORAL, expectedTitle } from '../bank/kinds.ts';
import type { Counted, Speech, Telling } from '../feedback/delivery.ts';
import { clock, clockOf, count, words } from '../text/format.ts';
import { CERTAINTIES, stateText } from '../engine/labels.ts';
import { cleanLine } from '../text/clean.ts';
import { modelName } from './by-model.ts';
import { type FactsView, factsView } from './fact-view.ts';
import { figuresOn, levelFacts } from './figures.ts';
import { type PointView, type ProbedView, type Reader, pointView, probedView } from './point-view.ts';
import type { TranscriptMistake } from './points.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';

/** A turn of a transcript in words. Every export shows these, each in its own layout. */
export interface TurnView {
  isMain: boolean;
  /** `#5 Retry storms`. */
  title: string;
  /** Markdown; null if not asked, empty without the bank. */
  prompt: string | null;
  /** A model asked it, so it is plain text, with escapes. */
  isPlain: boolean;
  /** Before the answer: what the candidate asked, as plain text, and what the interviewer said, as Markdown. */
  exchange: readonly { question: string; reply: string }[];
  facts: readonly string[];
  writings: readonly Writing[];
  reason: string | null;
  probed: ProbedView;
  /** null if there are none. */
  points: { summary: string; facts: readonly string[]; items: readonly PointView[] } | null;
  mistakes: readonly TranscriptMistake[];
  /** null if there is nothing. */
  ifAsked: FactsView | null;
  /** Markdown; empty if there is none. */
  expected: string;
  expectedTitle: string;
}

export function turnView(turn: TranscriptTurn): TurnView {
  const { kind, call, title, askedBy, probed, because, mistakes, ifAsked, expected } = turn;
  const isNote = isNoteIn(turn);
  return {
    isMain: kind === 'question',
    title: `${call} ${title}`,
    prompt: turn.asked || turn.state !== 'unanswered' ? turn.prompt : null,
    isPlain: askedBy != null,
    exchange: turn.clarified ?? [],
    facts: factsOf(turn),
    writings: writingsOf(turn),
    reason: reasonFor({ because, by: askedBy }, 'the candidate'),
    probed: probedView(probed, isNote, because),
    points: pointsIn(turn, isNote),
    mistakes: mistakes ?? [],
    ifAsked: ifAsked === undefined ? null : factsView(ifAsked),
    expected: expected ?? '',
    expectedTitle: expectedTitle({ kind: turn.story === undefined ? '' : BEHAVIORAL }),
  };
}

function pointsIn({ points, level, model }: TranscriptTurn, isNote: boolean): TurnView['points'] {
  if (points === null || points.length === 0) return null;
  const reading = { reader: 'the candidate', isNote } as const;
  const { summary, levels, facts } = figuresOn(points, model, reading);
  return {
    summary,
    facts: [...(levels.length === 0 ? [] : [levelFacts(levels).join(' · ')]), ...facts],
    items: points.map((point) => pointView(point, { ...reading, level })),
  };
}

/** The session's name and tags. */
export function aboutOf({ name, tags }: Transcript['session']): string[] {
  const { company, position, round, interviewer } = tags;
  return [name, company, position, round, interviewer].filter((text) => text !== null);
}

/** How a turn went, in short phrases, with the candidate's own judgment of it. */
export function factsOf(turn: TranscriptTurn): string[] {
  return [
    ...courseOf(turn),
    ...(turn.certainty === null ? [] : [`expected to cover ${CERTAINTIES[turn.certainty]}`]),
    ...(turn.story == null || turn.kind !== 'question' ? [] : [`story: ${cleanLine(turn.story)}`]),
    ...(turn.rating === null ? [] : [`rated ${turn.rating}`]),
  ];
}

/** Its state, time, length and delivery. */
export function courseOf(turn: TranscriptTurn): string[] {
  const facts = [turn.spoken ? `spoken, ${stateText(turn)}` : stateText(turn)];
  const time = turn.usedMs > 0 ? [clockOf(turn.usedMs, turn.budgetMs)] : [];
  if (turn.relayed && turn.state !== 'skipped') facts.push([...time, 'through an assistant'].join(' '));
  else facts.push(...time);
  if (turn.thinkingMs !== null && turn.answer !== '')
    facts.push(`${clock(turn.thinkingMs)} before the first word`);
  if (turn.answer !== '' && !isNoteIn(turn)) facts.push(count(words(turn.answer), 'word'));
  return turn.delivery === null ? facts : [...facts, ...mannerOf(turn.delivery)];
}

/** Of speech only; docs/speaking.md has the source. */
const EASY_PACE = '; up to 150 is easy to follow';

/** Facts without a grade; empty if nothing is known. */
function mannerOf(delivery: NonNullable<TranscriptTurn['delivery']>): string[] {
  const { wordsAMinute, hedges, fillers, sentences, headline, speech, telling } = delivery;
  return [
    ...(wordsAMinute === null ? [] : [`${count(wordsAMinute, 'word')} a minute${speech ? EASY_PACE : ''}`]),
    ...(speech === undefined ? [] : soundOf(speech)),
    ...counted('hedges', hedges),
    ...counted('fillers', fillers),
    ...(headline === null ? [] : [`first key point in sentence ${headline} of ${sentences ?? headline}`]),
    ...(telling === undefined ? [] : toldAs(telling, sentences ?? 0)),
  ];
}

/** `"I" 12×, "we" 3×`, `first number in sentence 4 of 15`. */
function toldAs({ i, we, number }: Telling, sentences: number): string[] {
  const first = number === null ? 'no number' : `first number in sentence ${number} of ${sentences}`;
  return [`"I" ${i}×, "we" ${we}×`, first];
}

/** `3.1 s to the first word`, `2 pauses over 2 s, the longest 4.2 s`, `longest run 0:41`. */
function soundOf({ toFirstWordMs, pausesMs, longestRunMs }: Speech): string[] {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const many = pausesMs.length;
  return [
    `${seconds(toFirstWordMs)} to the first word`,
    ...(many === 1 ? [`1 pause over 2 s: ${seconds(Math.max(...pausesMs))}`] : []),
    ...(many > 1 ? [`${many} pauses over 2 s, the longest ${seconds(Math.max(...pausesMs))}`] : []),
    `longest run ${clock(longestRunMs)}`,
  ];
}

/** `hedges: I think 2×, maybe`. */
function counted(what: string, phrases: readonly Counted[]): string[] {
  const each = phrases.map(({ phrase, times }) => (times === 1 ? phrase : `${phrase} ${times}×`));
  return each.length === 0 ? [] : [`${what}: ${each.join(', ')}`];
}

/** What the candidate wrote, and what it is if not the answer. */
interface Writing {
  label: string | null;
  text: string;
}

/** The texts of a turn with their labels. The answer has one only if it is a note. */
function writingsOf(turn: TranscriptTurn): Writing[] {
  const { answer, draft = '', late = '', discarded = [], elsewhere = [], heard, note = '' } = turn;
  const original = heard === undefined || heard.text === answer ? '' : heard.text;
  return [
    { label: isNoteIn(turn) ? 'Note on the spoken answer:' : null, text: answer },
    { label: 'Before your correction:', text: original },
    { label: 'Note on the spoken answer:', text: note },
    { label: 'Not submitted:', text: draft },
    { label: 'Written after time was up:', text: late },
    ...discarded.map((text) => ({ label: 'Discarded draft:', text })),
    ...elsewhere.map((text) => ({ label: 'On another machine:', text })),
  ].filter(({ text }) => text.trim() !== '');
}

/** Why a follow-up was asked that the bank's order does not explain; null if there is no such reason. `by`: a model. */
export function reasonFor(
  {
    because,
    by,
  }: { because?: string | null | undefined; by?: { name: string; host: string } | null | undefined },
  reader: Reader,
): string | null {
  if (by != null)
    return `Asked by ${modelName(by)}${because == null ? '' : `, pressing on: ${cleanLine(because)}`}`;
  const answer = reader === 'you' ? 'your answer' : 'the answer';
  return because == null ? null : `Asked because ${answer} left this out: ${cleanLine(because)}`;
}

/** Whether the answer is a note about what was said. */
function isNoteIn({ spoken, heard }: Pick<TranscriptTurn, 'spoken' | 'heard'>): boolean {
  return spoken && heard === undefined;
}
