import { expectedTitle } from '../bank/kinds.ts';
import { levelOf, type FollowUp, type KeyPoint, type Question, type Reference } from '../bank/question.ts';
import { clean, cleanLine } from '../text/clean.ts';
import { linkTo } from '../text/markup.ts';
import { type Row, type Span, apart, bold, row, span } from '../text/rows.ts';
import { hang, wrapSpans } from '../text/wrap.ts';
import { type FactsView, type FactView, wholeFact } from '../transcript/fact-view.ts';
import { leadOf, levelAside } from '../transcript/point-view.ts';
import { MARGIN } from './blocks.ts';
import { MEASURE, renderLine, renderMarkdown, wrapProse } from './markdown.ts';
import { SECTION_KEYS, type SectionKey } from './section-keys.ts';

const BULLET = span('• ', 'dim');
const RULE = span('│ ', 'dim');

/** A round's remarks on single mistakes and on the follow-ups that it asked, in that order, by index. Rows are of any length. */
export interface Remarks {
  /** What the candidate asked for, and the questions that no fact answers; absent without a round. */
  asked?: FactsView & { others: readonly string[] };
  mistakes: ReadonlyMap<number, Row>;
  followUps: ReadonlyMap<number, FollowUpRemark>;
}

/** What a round adds to a follow-up; null: nothing. */
export interface FollowUpRemark {
  /** Why a pressing or a live one was asked. */
  why: Row | null;
  /** The candidate's answer, as written. */
  said: string | null;
  /** What that answer covers, and who says so. */
  verdict: readonly Row[];
}

const NO_REMARKS: Remarks = { mistakes: new Map(), followUps: new Map() };

interface Section {
  heading: string;
  body: (question: Question, columns: number, remarks: Remarks) => Row[];
}

const SECTIONS: Record<SectionKey, Section> = {
  question: { heading: 'Question', body: ({ question }, columns) => renderMarkdown(question, columns) },
  'if-asked': {
    heading: 'If asked',
    body: ({ ifAsked = [] }, columns, { asked }) => {
      if (ifAsked.length === 0) return [];
      const { summary, items, others } = asked ?? { summary: '', items: ifAsked.map(wholeFact), others: [] };
      const quoted = others.map((question) => `“${cleanLine(question)}”`).join(', ');
      return apart([
        wrapProse(row(summary, 'dim'), columns),
        bullets(items, factRows, columns),
        wrapProse(row(quoted === '' ? '' : `No fact told: ${quoted}`, 'dim'), columns),
      ]);
    },
  },
  why: { heading: 'Why interviewers ask', body: ({ why }, columns) => renderMarkdown(why, columns) },
  expected: {
    heading: 'Expected answer',
    body: ({ expected }, columns) => renderMarkdown(expected, columns),
  },
  'key-points': {
    heading: 'Key points',
    body: (question, columns) =>
      bullets(question.keyPoints, (point, inner) => keyPointRows(point, question, inner), columns),
  },
  mistakes: {
    heading: 'Common mistakes',
    body: ({ mistakes }, columns, remarks) =>
      bullets(
        mistakes,
        (mistake, inner, place) => [
          ...renderMarkdown(mistake, inner),
          ...remarkRows(remarks.mistakes.get(place), inner),
        ],
        columns,
      ),
  },
  notes: {
    heading: 'Hiring manager notes',
    body: ({ notes }, columns) => hang(renderMarkdown(notes, set(columns, RULE)), RULE),
  },
  takeaway: {
    heading: 'Takeaway',
    body: ({ takeaway }, columns) => renderMarkdown(takeaway, columns).map(bold),
  },
  'follow-ups': {
    heading: 'Follow-ups',
    body: ({ followUps }, columns, remarks) => {
      // Those that were asked come first, in the order and with the numbers of the round.
      const asked = [...remarks.followUps.keys()];
      const others = [...followUps.keys()].filter((place) => !remarks.followUps.has(place));
      return apart(
        [...asked, ...others].flatMap((place, at) => {
          const followUp = followUps[place];
          const remark = remarks.followUps.get(place);
          return followUp === undefined ? [] : [followUpRows(followUp, at + 1, columns, remark)];
        }),
      );
    },
  },
  references: {
    heading: 'References',
    body: ({ references }, columns) => references.flatMap((reference) => referenceRows(reference, columns)),
  },
};

/** All sections, or those in `only`, in the order of `SECTION_KEYS` and two empty rows apart. */
export function revealRows(
  question: Question,
  columns: number,
  { only = SECTION_KEYS, remarks = NO_REMARKS }: { only?: readonly SectionKey[]; remarks?: Remarks } = {},
): Row[] {
  const room = columns - MARGIN.length;
  const sections = SECTION_KEYS.filter((key) => only.includes(key)).map((key) => {
    const { body } = SECTIONS[key];
    const heading = key === 'expected' ? expectedTitle(question) : SECTIONS[key].heading;
    const rows = body(question, room, remarks);
    return rows.length === 0 ? [] : hang([...wrapSpans(row(heading, 'accent'), room), [], ...rows], MARGIN);
  });
  return apart(sections, 2);
}

function factRows({ text, remark }: FactView, columns: number): Row[] {
  return [...renderMarkdown(text, columns), ...wrapProse(renderLine(remark), columns)];
}

/** The name in bold, the level if it is not the question's, then the statement. */
function keyPointRows(point: KeyPoint, question: Question, columns: number): Row[] {
  const { name, level } = leadOf(point, levelAside(levelOf(point, question), question.level));
  const lead = [...row(cleanLine(name), 'bold'), ...(name && level ? row(' ') : []), ...row(level, 'dim')];
  return wrapProse([...lead, ...(lead.length === 0 ? [] : row(' ')), ...renderLine(point.text)], columns);
}

function bullets<T>(
  items: readonly T[],
  render: (item: T, columns: number, place: number) => Row[],
  columns: number,
): Row[] {
  return apart(items.map((item, place) => hang(render(item, set(columns, BULLET), place), BULLET, MARGIN)));
}

function remarkRows(remark: Row | null | undefined, columns: number): Row[] {
  return remark == null ? [] : wrapProse(remark, columns);
}

/** Numbered, with its answer indented: it must be clear where it ends without color. */
function followUpRows(
  { question, answer }: FollowUp,
  place: number,
  columns: number,
  remark: FollowUpRemark | undefined,
): Row[] {
  const { why = null, said = null, verdict = [] } = remark ?? {};
  const number = span(`${place}. `, 'bold');
  const inner = set(columns, number);
  const strong = renderMarkdown(answer, inner);
  const rows = apart([
    [...wrapProse(renderLine(question), inner).map(bold), ...remarkRows(why, inner)],
    said === null ? [] : [row('You said', 'dim'), ...wrapSpans(row(clean(said)), inner)],
    // What a model asked has no strong answer.
    said === null || strong.length === 0 ? strong : [row('A strong answer says', 'dim'), ...strong],
    verdict.flatMap((each) => wrapProse(each, inner)),
  ]);
  return hang(rows, number, ' '.repeat(number.text.length));
}

function referenceRows({ title, url }: Reference, columns: number): Row[] {
  const address = clean(url);
  const link = linkTo(address);
  const linked = (spans: Row): Row => (link === null ? spans : spans.map((each) => ({ ...each, link })));
  return [
    ...wrapProse(row(cleanLine(title)), Math.min(columns, MEASURE)).map(linked),
    ...hang([linked(row(address.replace(/\s/g, '%20'), 'dim'))], MARGIN),
  ];
}

/** Columns of text right of `lead`, so that it ends where other prose does. */
function set(columns: number, lead: Span): number {
  return Math.min(columns, MEASURE) - lead.text.length;
}
