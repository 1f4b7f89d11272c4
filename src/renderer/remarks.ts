import type { ModelSource, PressingFollowUp, RoundOptions } from '../engine/event.ts';
import { type SessionQuestion, type TurnRecord, isNote } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, type Span, row, span } from '../text/rows.ts';
import { truncate } from '../text/wrap.ts';
import { type SourceLine, askedByText, askerOf, sourceLines } from '../transcript/by-model.ts';
import { decidedBy, findingOf, probedText } from '../transcript/facts.ts';
import { type ProbedPoint, type TranscriptPoint, closeMistakes, probedPoint } from '../transcript/points.ts';
import type { FollowUpRemark, Remarks } from './reveal.ts';

/** An answer without a full stop is one long sentence. */
const LONGEST_QUOTE = 240;

/** The candidate's words in quotation marks, on one line. */
export function quoteOf(words: string): string {
  return `“${truncate(cleanLine(words), LONGEST_QUOTE)}”`;
}

/** What the program looked at: a written answer, or the note on a spoken one. */
export type LookedAt = 'answer' | 'note';

export function lookedAtIn({ turns }: SessionQuestion): LookedAt {
  const [main] = turns;
  return main !== undefined && isNote(main) ? 'note' : 'answer';
}

/** What is known of a point; null if there is nothing to say. */
export function findingLabel(point: TranscriptPoint, lookedAt: LookedAt): string | null {
  return findingOf(point, { text: `your ${lookedAt}`, who: 'you', isNote: lookedAt === 'note' });
}

/** The finding with the sentence it is based on. */
function findingText(point: TranscriptPoint, lookedAt: LookedAt): string | null {
  const label = findingLabel(point, lookedAt);
  return label === null || point.evidence === null ? label : `${label}: ${quoteOf(point.evidence)}`;
}

/** What the matcher or a model says, on one line. */
export function sourceText({ who, says, evidence }: SourceLine): string {
  return `${who}: ${says}${evidence === null ? '' : ` ${quoteOf(evidence)}`}`;
}

/** What each source says of a point, as sentences: the finding alone if no model judged it. */
export function sourceTexts(point: TranscriptPoint, lookedAt: LookedAt): string[] {
  if (point.model == null) return [findingText(point, lookedAt)].filter((text) => text !== null);
  const decided = decidedBy(point, 'you');
  const sources = sourceLines(point, { isNote: lookedAt === 'note' }).map(sourceText);
  return [...(decided === null ? [] : [decided]), ...sources];
}

/** A round's remarks beside a question's mistakes and follow-ups. */
export function remarksOf(planned: SessionQuestion, options: Pick<RoundOptions, 'followUps'> = {}): Remarks {
  const mistakes = (closeMistakes(planned) ?? []).map(({ index, evidence }): [number, Row] => [
    index,
    [span('Close to what you wrote: ', 'bold'), span(quoteOf(evidence))],
  ]);
  const followUps = planned.turns.flatMap((record): [number, FollowUpRemark][] => {
    const { followUp } = record.turn;
    return followUp === undefined ? [] : [[followUp, followUpRemark(planned, followUp, record, options)]];
  });
  return { mistakes: new Map(mistakes), followUps: new Map(followUps) };
}

function followUpRemark(
  planned: SessionQuestion,
  followUp: number,
  record: TurnRecord,
  options: Pick<RoundOptions, 'followUps'>,
): FollowUpRemark {
  const chosen = planned.pressed?.find((each) => each.followUp === followUp);
  const probed = probedPoint(planned, followUp);
  const { text, state } = record;
  const said = state === 'submitted' || state === 'timed-out' ? text.trim() : '';
  const asker = askerOf(planned, followUp);
  const sources = probed === null ? [] : sourceRows(probed, isNote(record), probed.name !== chosen?.because);
  return {
    why: chosen === undefined ? null : row(whyAsked(chosen, asker, options), 'dim'),
    said: said === '' ? null : said,
    verdict: probed === null || sources.length > 0 ? null : verdictOf(probed),
    ...(sources.length === 0 ? {} : { sources }),
    ...(asker === null ? {} : { isLive: true as const }),
  };
}

function whyAsked(
  { because }: PressingFollowUp,
  asker: ModelSource | null,
  { followUps }: Pick<RoundOptions, 'followUps'>,
): string {
  if (asker !== null) return askedByText(asker, because);
  if (because !== null) return `Asked because your answer left this out: ${cleanLine(because)}`;
  return followUps === 'live'
    ? 'General follow-up from the bank, in place of a live one.'
    : 'General follow-up: fewer than three target what you left out.';
}

const SIGNS: Readonly<Record<'found' | 'unsure', Span>> = {
  found: span('✓ ', 'new'),
  unsure: span('? ', 'accent'),
};

/** The verdict of each source, if a model judged it, without a tick. The name of the point is above it, unless it is known. */
function sourceRows(probed: ProbedPoint, isNote: boolean, withName: boolean): Row[] {
  if (probed.model === undefined) return [];
  const lines = sourceLines(probed, { isNote }).map((line) => [span('· ', 'dim'), span(sourceText(line))]);
  return [...(withName ? [row(`Its key point: ${cleanLine(probed.name)}`, 'dim')] : []), ...lines];
}

function verdictOf(probed: ProbedPoint): Row | null {
  const text = probedText(probed);
  if (text === null) return null;
  const sign = probed.verdict === 'found' ? SIGNS.found : SIGNS.unsure;
  return [sign, span(probed.evidence === null ? text : `${text}: ${quoteOf(probed.evidence)}`)];
}
