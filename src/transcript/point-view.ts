import type { SourceWord } from '../engine/labels.ts';
import type { Decision } from '../engine/tally.ts';
import { cleanLine } from '../text/clean.ts';
import { type ModelVerdict, modelName } from './by-model.ts';
import { type ProbedPoint, type TranscriptPoint, isContested, saidOf } from './points.ts';

/** Who reads: the candidate on a screen, or someone else an export. */
export type Reader = 'you' | 'the candidate';

/** Whose words, about what: a note on a spoken answer may leave out what was said. */
export interface Reading {
  reader: Reader;
  isNote: boolean;
}

/** What a source says of a point, and the candidate's words that it goes by. */
export interface Remark {
  /** What the matcher alone found, or one of two sources with its name. */
  kind: 'finding' | 'source';
  text: string;
  quote: string | null;
}

/** A key point in words. Every screen and export shows these, each in its own layout. */
export interface PointView {
  /** What the candidate says; null if nothing was judged. */
  state: Decision | null;
  /** The state, or in an open list what the sources say where the point stands as it started; empty if nothing was judged. */
  label: string;
  /** `when pressed`, on a covered point; else empty. */
  pressed: string;
  /** The model and the matcher say different things. */
  isContested: boolean;
  /** Before the statement: the name, to stand out, and the level. Either may be empty. */
  lead: { name: string; level: string };
  /** The level alone, where no name is shown. */
  aside: string;
  /** Markdown. */
  statement: string;
  remarks: readonly Remark[];
}

/** Stands before a point of which the model and the matcher say different things. */
export const CONTESTED = '≠';

/** How a point is shown: its question's level, and whose words. */
export interface Showing extends Reading {
  level: string;
  /** The candidate is deciding: where a point stands as it started, its label is what the sources say. */
  isOpen?: boolean;
}

export function pointView(point: TranscriptPoint, { level, reader, isNote, isOpen }: Showing): PointView {
  const { state, text: statement } = point;
  const said = saidOf(point);
  const isAsSaid = state === (said === 'found' ? 'covered' : 'to decide');
  const label = (isOpen === true && isAsSaid ? said : null) ?? state ?? '';
  const aside = levelAside(point.level, level);
  const remarks =
    point.model == null
      ? findingRemarks(point, label === said, { reader, isNote })
      : sourceRemarks(point, isNote);
  const pressed = point.whenPressed ? 'when pressed' : '';
  const lead = leadOf(point, aside);
  return { state, label, pressed, isContested: isContested(point), lead, aside, statement, remarks };
}

/** `(staff)`, to stand beside a point whose level is not its question's; empty beside the others. */
export function levelAside(level: string | null, questions: string): string {
  return level === null || level === questions ? '' : `(${cleanLine(level)})`;
}

/** A point without a name is named by the first words of its statement. */
export function leadOf(
  { name, text }: Pick<TranscriptPoint, 'name' | 'text'>,
  aside: string,
): PointView['lead'] {
  if (text.startsWith(name)) return { name: '', level: aside };
  if (aside !== '') return { name, level: `${aside}.` };
  return { name: /\p{P}$/u.test(name) ? name : `${name}.`, level: '' };
}

/** The matcher alone. Beside its own word, a quote needs none. */
function findingRemarks(
  { verdict, evidence: quote }: TranscriptPoint,
  isLabeled: boolean,
  reading: Reading,
): Remark[] {
  const finding = isLabeled ? '' : findingOf(verdict, reading);
  // The program chose it, not the candidate.
  const text = verdict === 'not sure' && quote !== null && reading.reader === 'you' ? 'nearest' : finding;
  return text === null || (text === '' && quote === null) ? [] : [{ kind: 'finding', text, quote }];
}

function findingOf(verdict: SourceWord | null, { reader, isNote }: Reading): string | null {
  if (verdict === 'found') return `found in ${lookedAt({ reader, isNote })}`;
  // A note may leave out what was said.
  return verdict === 'not found' && isNote ? null : verdict;
}

/** What the program looked at. */
export function lookedAt({ reader, isNote }: Reading): string {
  return `${reader === 'you' ? 'your' : 'the'} ${isNote ? 'note' : 'answer'}`;
}

/** The model and the matcher, each with its own verdict: one remark for each, or one for both if they agree. */
function sourceRemarks(
  { verdict, evidence, model }: Pick<ProbedPoint, 'verdict' | 'evidence'> & { model?: ModelVerdict | null },
  isNote: boolean,
): Remark[] {
  if (model == null) return [];
  const source = (who: string, says: string, quote: string | null): Remark => ({
    kind: 'source',
    text: `${who}: ${says}`,
    quote,
  });
  const name = modelName(model.by);
  if (verdict === model.verdict) return [source(`matcher and ${name}`, verdict, model.evidence)];
  const byModel = source(name, model.verdict, model.evidence);
  if (verdict === null) return [byModel];
  const says = verdict === 'not found' && isNote ? 'not in the note' : verdict;
  return [byModel, source('matcher', says, evidence)];
}

/** What the answer to a follow-up says of the point that it probes. */
export interface ProbedView {
  /** Names the point, where neither a remark nor the reason for the follow-up does. */
  about: string | null;
  remarks: readonly Remark[];
}

/**
 * By a model and the matcher, or by the matcher alone. Without a model, nothing if the point was not found: a follow-up
 * asks beyond its point, so a good answer may leave the point out.
 */
export function probedView(
  probed: ProbedPoint | null | undefined,
  isNote: boolean,
  because?: string | null,
): ProbedView {
  if (probed == null) return { about: null, remarks: [] };
  const { name, verdict, evidence: quote, model } = probed;
  if (model !== undefined) {
    const about = name === because ? null : `Its key point: ${cleanLine(name)}`;
    return { about, remarks: sourceRemarks(probed, isNote) };
  }
  if (verdict === 'not found' || verdict === null) return { about: null, remarks: [] };
  const text = `${verdict === 'found' ? 'Covers' : 'May cover'} its key point, ${cleanLine(name)}`;
  return { about: null, remarks: [{ kind: 'finding', text, quote }] };
}

/** What stands before the words that come close to a mistake. */
export const CLOSE_TO: Readonly<Record<Reader, string>> = {
  you: 'Close to what you wrote',
  'the candidate': 'close to',
};
