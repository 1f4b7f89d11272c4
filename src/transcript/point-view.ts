import type { JudgeVerdict, Verdict } from '../engine/event.ts';
import { cleanLine } from '../text/clean.ts';
import { type ModelVerdict, modelName } from './by-model.ts';
import { type Decision, type ProbedPoint, type TranscriptPoint, proposalFor } from './points.ts';

/** Who reads: the candidate on a screen, or someone else an export. */
export type Reader = 'you' | 'the candidate';

/** Whose words, about what: a note on a spoken answer may leave out what was said. */
export interface Reading {
  reader: Reader;
  isNote: boolean;
}

/** How a point was decided. */
export type Mark = 'covered' | 'undecided' | 'missed' | 'unjudged';

/** What is said of a point, and the candidate's words that it goes by. */
export interface Remark {
  /** What the candidate decided, what the matcher found, or one of two sources with its name. */
  kind: 'decision' | 'finding' | 'source';
  text: string;
  quote: string | null;
}

/** A key point in words. Every screen and export shows these, each in its own layout. */
export interface PointView {
  mark: Mark;
  /** The mark, or `found` and `not found` where the point is as it started; empty if nothing was judged. */
  label: string;
  /** Before the statement: the name, to stand out, and the level. Either may be empty. */
  lead: { name: string; level: string };
  /** The level alone, where no name is shown. */
  aside: string;
  /** Markdown. */
  statement: string;
  remarks: readonly Remark[];
}

/** How a point is shown: its question's level, whose words, and the decision if not the recorded one. */
export interface Showing extends Reading {
  level: string;
  decision?: Decision | undefined;
  /** The label stands beside the point, so the remarks need not say it again. */
  isLabeled?: boolean;
}

export function pointView(point: TranscriptPoint, showing: Showing): PointView {
  const { isLabeled = false, decision = decisionIn(point) } = showing;
  const mark = markOf(decision);
  const label = labelOf(mark, proposalFor(point));
  // A decision in the making is not in the point yet.
  const undecided = point.undecided && decision === null && !isLabeled;
  const decided = { ...point, ticked: decision ?? null, undecided };
  const remarks =
    point.model == null
      ? findingRemarks(decided, decision, showing)
      : [...decisionRemarks(decided, showing.reader), ...sourceRemarks(decided, showing.isNote)];
  const aside = levelAside(point.level, showing.level);
  return { mark, label, lead: leadOf(point, aside), aside, statement: point.text, remarks };
}

function decisionIn({ ticked, undecided }: TranscriptPoint): Decision | undefined {
  return undecided ? null : (ticked ?? undefined);
}

function markOf(decision: Decision | undefined): Mark {
  if (decision === undefined) return 'unjudged';
  return decision === null ? 'undecided' : decision ? 'covered' : 'missed';
}

/**
 * What the program or a model found, or did not find, is called so: a good answer may say a point in words that neither
 * recognizes, so only the candidate can say that it was missed.
 */
function labelOf(mark: Mark, proposal: Decision): string {
  if (mark === 'covered' && proposal === true) return 'found';
  if (mark === 'missed' && proposal === false) return 'not found';
  return mark === 'unjudged' ? '' : mark;
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

/** Without a model, the decision and the finding are one remark. */
function findingRemarks(
  point: TranscriptPoint,
  decision: Decision | undefined,
  { reader, isNote, isLabeled = false }: Showing,
): Remark[] {
  const { verdict, evidence: quote } = point;
  const finding = isLabeled && decision !== undefined ? null : findingOf(verdict, { reader, isNote });
  const isNearest = isLabeled && decision === null && quote !== null;
  const text = isNearest ? 'nearest' : (decidedBy(point, reader) ?? finding ?? '');
  // Beside its label, a quote needs no words.
  return text === '' && !(isLabeled && quote !== null) ? [] : [{ kind: 'finding', text, quote }];
}

function findingOf(verdict: Verdict | null, { reader, isNote }: Reading): string | null {
  if (verdict === null) return null;
  if (verdict === 'found') return `found in ${lookedAt({ reader, isNote })}`;
  if (verdict === 'unsure') return 'not sure';
  return isNote ? null : 'not found';
}

/** What the program looked at. */
export function lookedAt({ reader, isNote }: Reading): string {
  return `${reader === 'you' ? 'your' : 'the'} ${isNote ? 'note' : 'answer'}`;
}

function decisionRemarks(point: TranscriptPoint, reader: Reader): Remark[] {
  const text = decidedBy(point, reader);
  return text === null ? [] : [{ kind: 'decision', text, quote: null }];
}

/** How the candidate decided a point otherwise than it started; null if not at all. */
function decidedBy(point: TranscriptPoint, reader: Reader): string | null {
  const { verdict, model, ticked, undecided } = point;
  if (undecided) return `left undecided by ${reader}`;
  const proposal = proposalFor(point);
  if ((verdict === null && model == null) || ticked === null || ticked === proposal) return null;
  if (ticked) return `ticked by ${reader}`;
  return `${proposal === null ? 'decided' : 'unticked'} by ${reader}`;
}

/** The words for a model's verdict. The matcher has others: it finds, or does not. */
export const MODEL_WORDS: Readonly<Record<JudgeVerdict, string>> = {
  found: 'covered',
  partly: 'partly',
  unsure: 'not sure',
  missing: 'not covered',
};

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
  const says = MODEL_WORDS[model.verdict];
  if (verdict === model.verdict) return [source(`matcher and ${name}`, says, model.evidence)];
  const byModel = source(name, says, model.evidence);
  if (verdict === null) return [byModel];
  const missing = isNote ? 'not in the note' : 'not found';
  const found = { found: 'found', unsure: 'not sure', missing }[verdict];
  return [byModel, source('matcher', found, evidence)];
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
  if (verdict === 'missing' || verdict === null) return { about: null, remarks: [] };
  const text = `${verdict === 'found' ? 'Covers' : 'May cover'} its key point, ${cleanLine(name)}`;
  return { about: null, remarks: [{ kind: 'finding', text, quote }] };
}

/** What stands before the words that come close to a mistake. */
export const CLOSE_TO: Readonly<Record<Reader, string>> = {
  you: 'Close to what you wrote',
  'the candidate': 'close to',
};
