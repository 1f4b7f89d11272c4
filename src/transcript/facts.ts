import type { Counted, Speech } from '../feedback/delivery.ts';
import { clock, clockOf, count, words } from '../text/format.ts';
import { CERTAINTIES, stateText } from '../engine/labels.ts';
import { cleanLine } from '../text/clean.ts';
import { askedByText, modelTally, problemText, sourceLines } from './by-model.ts';
import type { ProbedPoint, TranscriptPoint } from './points.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';

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

/** Facts without a grade; empty if nothing is known. */
function mannerOf(delivery: NonNullable<TranscriptTurn['delivery']>): string[] {
  const { wordsAMinute, hedges, fillers, sentences, headline, speech } = delivery;
  return [
    ...(wordsAMinute === null ? [] : [`${count(wordsAMinute, 'word')} a minute`]),
    ...(speech === undefined ? [] : soundOf(speech)),
    ...counted('hedges', hedges),
    ...counted('fillers', fillers),
    ...(headline === null ? [] : [`first key point in sentence ${headline} of ${sentences ?? headline}`]),
  ];
}

/** `3 s to the first word`, `2 pauses over 2 s, the longest 4 s`, `longest run 0:41`. */
function soundOf({ toFirstWordMs, pausesMs, longestRunMs }: Speech): string[] {
  const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
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

/** The texts of a turn with their labels. The answer has one only if it is a note. */
export function writingsOf(turn: TranscriptTurn): {
  label: string | null;
  text: string;
}[] {
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

/**
 * Who says that a point is covered, or is not; null if there is nothing to say. The program looked at `text`, and `who`
 * ticked. `isNote`: the text may leave out what was said.
 */
export function findingOf(
  point: TranscriptPoint,
  { text, who, isNote }: { text: string; who: string; isNote: boolean },
): string | null {
  const { verdict } = point;
  const decided = decidedBy(point, who);
  if (decided !== null) return decided;
  if (verdict === null) return null;
  if (verdict === 'found') return `found in ${text}`;
  if (verdict === 'unsure') return 'not sure';
  return isNote ? null : 'not found';
}

/** How the candidate decided a point otherwise than the program; null if not at all. */
export function decidedBy({ verdict, ticked, undecided }: TranscriptPoint, who: string): string | null {
  if (undecided) return `left undecided by ${who}`;
  if (verdict === null) return null;
  if (ticked === true && verdict !== 'found') return `ticked by ${who}`;
  if (ticked === false && verdict === 'found') return `unticked by ${who}`;
  return ticked === false && verdict === 'unsure' ? `decided by ${who}` : null;
}

/** What is said of a point, in an export: a sentence, and the candidate's words that it goes by. */
export interface Remark {
  text: string;
  evidence: string | null;
}

/**
 * Who says what of a point, in words for a reader other than the candidate: the candidate if they decided otherwise, then
 * the model and the matcher. Without a model, all in one.
 */
export function remarksOn(point: TranscriptPoint, isSpoken: boolean): Remark[] {
  if (point.model == null) {
    const finding = findingFor(point, isSpoken);
    return finding === null ? [] : [{ text: finding, evidence: point.evidence }];
  }
  const decided = decidedBy(point, 'the candidate');
  return [
    ...(decided === null ? [] : [{ text: decided, evidence: null }]),
    ...sourceRemarks(point, isSpoken),
  ];
}

function sourceRemarks(point: TranscriptPoint | ProbedPoint, isNote: boolean): Remark[] {
  return sourceLines(point, { isNote }).map(({ who, says, evidence }) => ({
    text: `${who}: ${says}`,
    evidence,
  }));
}

/**
 * What the answer to a follow-up says of the point that it probes, as above. `about` names the point, where the reason for
 * the follow-up does not.
 */
export function remarksOnProbed(turn: TranscriptTurn): {
  about: string | null;
  remarks: Remark[];
} {
  const { probed, because } = turn;
  if (probed?.model !== undefined) {
    const about = probed.name === because ? null : `Its key point: ${cleanLine(probed.name)}`;
    return { about, remarks: sourceRemarks(probed, isNoteIn(turn)) };
  }
  const text = probed === undefined ? null : probedText(probed);
  return { about: null, remarks: text === null ? [] : [{ text, evidence: probed?.evidence ?? null }] };
}

/** How a model sees the answers to a question, and why it did not judge them all. Empty if none looked. */
export function modelFacts({ model, points }: TranscriptTurn): string[] {
  return [modelTally(points ?? []), problemText(model, points ?? [])].filter((fact) => fact !== null);
}

/** Why a follow-up was asked that the bank's order does not explain; null if there is no such reason. */
export function reasonFor({ because, askedBy }: TranscriptTurn): string | null {
  if (askedBy != null) return askedByText(askedBy, because);
  return because == null ? null : `Asked because the answer left this out: ${because}`;
}

/**
 * What the answer to a follow-up says of the point that the follow-up probes; null if it was not found: a follow-up asks
 * beyond its point, so a good answer may leave the point out.
 */
export function probedText({ name, verdict }: ProbedPoint): string | null {
  if (verdict === 'missing' || verdict === null) return null;
  return `${verdict === 'found' ? 'Covers' : 'May cover'} its key point, ${cleanLine(name)}`;
}

/** Whether the answer is a note about what was said. */
export function isNoteIn({ spoken, heard }: Pick<TranscriptTurn, 'spoken' | 'heard'>): boolean {
  return spoken && heard === undefined;
}

/** What the program looked at, in words for a reader other than the candidate. */
export function lookedAt(isSpoken: boolean): string {
  return isSpoken ? 'the note' : 'the answer';
}

/** What is known of a point, in words for a reader other than the candidate. */
function findingFor(point: TranscriptPoint, isSpoken: boolean): string | null {
  return findingOf(point, { text: lookedAt(isSpoken), who: 'the candidate', isNote: isSpoken });
}
