import type { Counted } from '../feedback/delivery.ts';
import { clock, count, words } from '../text/format.ts';
import { CERTAINTIES, STATES } from '../engine/labels.ts';
import type { TranscriptPoint } from './points.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';

/** What the candidate noted of the interview that the round stands for. */
export function aboutOf({ name, tags }: Transcript['session']): string[] {
  const { company, position, round, interviewer } = tags;
  return [name, company, position, round, interviewer].filter((text) => text !== null);
}

/** How a turn went, in a few words each: its course, and what the candidate thought of it. */
export function factsOf(turn: TranscriptTurn): string[] {
  return [
    ...courseOf(turn),
    ...(turn.certainty === null ? [] : [`expected to make ${CERTAINTIES[turn.certainty]}`]),
    ...(turn.rating === null ? [] : [`rated ${turn.rating}`]),
  ];
}

/** Its state, its time, its length, and how it was said. */
export function courseOf(turn: TranscriptTurn): string[] {
  const time =
    turn.budgetMs === null ? clock(turn.usedMs) : `${clock(turn.usedMs)} of ${clock(turn.budgetMs)}`;
  const facts = [turn.spoken ? `spoken, ${STATES[turn.state]}` : STATES[turn.state]];
  if (turn.usedMs > 0) facts.push(time);
  if (turn.thinkingMs !== null && turn.answer !== '')
    facts.push(`${clock(turn.thinkingMs)} before the first word`);
  if (turn.answer !== '' && !turn.spoken) facts.push(count(words(turn.answer), 'word'));
  return turn.delivery === null ? facts : [...facts, ...mannerOf(turn.delivery)];
}

/** Plain facts, and no grade: empty where nothing can be told. */
function mannerOf(delivery: NonNullable<TranscriptTurn['delivery']>): string[] {
  const { wordsAMinute, hedges, fillers, sentences, headline } = delivery;
  return [
    ...(wordsAMinute === null ? [] : [`${wordsAMinute} words a minute`]),
    ...counted('hedges', hedges),
    ...counted('fillers', fillers),
    ...(headline === null ? [] : [`the first point in sentence ${headline} of ${sentences ?? headline}`]),
  ];
}

/** `hedges: I think 2×, maybe`. */
function counted(what: string, phrases: readonly Counted[]): string[] {
  const each = phrases.map(({ phrase, times }) => (times === 1 ? phrase : `${phrase} ${times}×`));
  return each.length === 0 ? [] : [`${what}: ${each.join(', ')}`];
}

/** The texts of a turn, each under what it is; the answer itself has no label unless it is a note. */
export function writingsOf({ answer, draft = '', late = '', spoken, elsewhere = [] }: TranscriptTurn): {
  label: string | null;
  text: string;
}[] {
  return [
    { label: spoken ? 'A note on what was said:' : null, text: answer },
    { label: 'Not submitted:', text: draft },
    { label: 'Written after the time was up:', text: late },
    ...elsewhere.map((text) => ({ label: 'On another machine:', text })),
  ].filter(({ text }) => text.trim() !== '');
}

/**
 * What the program found of a point in `text`, before its evidence; null where there is nothing to say. `isNote`: it looked
 * at a note on what was said.
 */
export function findingOf({ verdict }: TranscriptPoint, text: string, isNote: boolean): string | null {
  if (verdict === 'found') return `found in ${text}`;
  if (verdict === 'unsure') return 'not sure';
  // What a note leaves out may have been said.
  return verdict === 'missing' && !isNote ? 'not found' : null;
}

/** What the program looked at, as a reader who is not the candidate calls it. */
export function lookedAt(isSpoken: boolean): string {
  return isSpoken ? 'the note' : 'the text';
}
