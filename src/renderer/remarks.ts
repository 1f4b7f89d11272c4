import { askedFacts } from '../engine/asked-facts.ts';
import type { RoundOptions } from '../engine/event.ts';
import { type SessionQuestion, type TurnRecord, isNote } from '../engine/session.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, type Span, row, span } from '../text/rows.ts';
import { truncate } from '../text/wrap.ts';
import { askerOf } from '../transcript/by-model.ts';
import { factsView } from '../transcript/fact-view.ts';
import { CLOSE_TO, type Reading, type Remark, probedView } from '../transcript/point-view.ts';
import { closeMistakes, probedPoint } from '../transcript/points.ts';
import { reasonFor } from '../transcript/turn-view.ts';
import type { FollowUpRemark, Remarks } from './reveal.ts';

/** An answer without a full stop is one long sentence. */
const LONGEST_QUOTE = 240;

/** The candidate's words in quotation marks, on one line. */
function quoteOf(words: string, longest = LONGEST_QUOTE): string {
  return `“${truncate(cleanLine(words), longest)}”`;
}

/** A remark with the words that it goes by, on one line. */
export function remarkText({ kind, text, quote }: Remark, longest = LONGEST_QUOTE): string {
  if (quote === null) return text;
  if (text === '') return quoteOf(quote, longest);
  return `${text}${kind === 'source' ? '' : ':'} ${quoteOf(quote, longest)}`;
}

/** The candidate reads what is said of the written answer, or of the note on a spoken one. */
export function readingOf({ turns }: SessionQuestion): Reading {
  const [main] = turns;
  return { reader: 'you', isNote: main !== undefined && isNote(main) };
}

/** A round's remarks beside a question's mistakes and follow-ups. */
export function remarksOf(planned: SessionQuestion, options: Pick<RoundOptions, 'followUps'> = {}): Remarks {
  const mistakes = (closeMistakes(planned) ?? []).map(({ index, evidence }): [number, Row] => [
    index,
    [span(`${CLOSE_TO.you}: `, 'bold'), span(quoteOf(evidence))],
  ]);
  const followUps = planned.turns.flatMap((record): [number, FollowUpRemark][] => {
    const { followUp } = record.turn;
    return followUp === undefined ? [] : [[followUp, followUpRemark(planned, followUp, record, options)]];
  });
  const others = planned.turns
    .flatMap(({ clarified }) => clarified)
    .flatMap(({ fact, question }) => (fact === undefined ? [question] : []));
  const asked = { ...factsView(askedFacts(planned)), others };
  return { asked, mistakes: new Map(mistakes), followUps: new Map(followUps) };
}

function followUpRemark(
  planned: SessionQuestion,
  followUp: number,
  record: TurnRecord,
  { followUps }: Pick<RoundOptions, 'followUps'>,
): FollowUpRemark {
  const chosen = planned.pressed?.find((each) => each.followUp === followUp);
  const asker = askerOf(planned, followUp);
  const probed = probedPoint(planned, followUp);
  const { about, remarks } = probedView(probed, isNote(record), chosen?.because);
  const { text, state } = record;
  const said = state === 'submitted' || state === 'timed-out' ? text.trim() : '';
  const general = followUps === 'live' ? 'General follow-up from the bank, in place of a live one.' : null;
  const isForMore = followUp === planned.prompted;
  const why = isForMore
    ? 'Asked to hear more.'
    : (reasonFor({ because: chosen?.because, by: asker }, 'you') ?? general);
  return {
    why: why === null || (chosen === undefined && !isForMore) ? null : row(why, 'dim'),
    said: said === '' ? null : said,
    verdict: [
      ...(about === null ? [] : [row(about, 'dim')]),
      ...remarks.map((remark) => {
        const finding = probed?.verdict === 'found' ? 'found' : 'not sure';
        const sign = SIGNS[remark.kind === 'source' ? 'source' : finding];
        return [sign, span(remarkText(remark))];
      }),
    ],
  };
}

/** Before what an answer says of a point: the matcher alone, or one of the sources. */
const SIGNS: Readonly<Record<'found' | 'not sure' | 'source', Span>> = {
  found: span('✓ ', 'new'),
  'not sure': span('? ', 'accent'),
  source: span('· ', 'dim'),
};
