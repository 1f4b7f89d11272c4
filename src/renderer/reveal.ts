import type { FollowUp, KeyPoint, Question, Reference } from '../bank/question.ts';
import { clean, cleanLine } from '../text/clean.ts';
import { type Row, type Span, apart, bold, row, span } from '../text/rows.ts';
import { hang, wrapSpans } from '../text/wrap.ts';
import { MARGIN } from './blocks.ts';
import { MEASURE, renderLine, renderMarkdown, wrapProse } from './markdown.ts';
import { SECTION_KEYS, type SectionKey } from './section-keys.ts';

/** What the candidate has not seen before the reveal. */
export const REVEALED: readonly SectionKey[] = SECTION_KEYS.slice(2);

const BULLET = span('• ', 'dim');
const RULE = span('│ ', 'dim');

/** A round's remarks under single mistakes and follow-ups, by index; each a row of any length. */
export interface Remarks {
  mistakes: ReadonlyMap<number, Row>;
  followUps: ReadonlyMap<number, Row>;
}

const NO_REMARKS: Remarks = { mistakes: new Map(), followUps: new Map() };

interface Section {
  heading: string;
  body: (question: Question, columns: number, remarks: Remarks) => Row[];
}

const SECTIONS: Record<SectionKey, Section> = {
  question: { heading: 'Question', body: ({ question }, columns) => renderMarkdown(question, columns) },
  why: { heading: 'Why interviewers ask', body: ({ why }, columns) => renderMarkdown(why, columns) },
  expected: {
    heading: 'Expected answer',
    body: ({ expected }, columns) => renderMarkdown(expected, columns),
  },
  'key-points': {
    heading: 'Key points',
    body: ({ keyPoints }, columns) => bullets(keyPoints, keyPointRows, columns),
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
    body: ({ followUps }, columns, remarks) =>
      apart(
        followUps.map((followUp, place) =>
          followUpRows(followUp, place + 1, columns, remarks.followUps.get(place)),
        ),
      ),
  },
  references: {
    heading: 'References',
    body: ({ references }, columns) => references.flatMap((reference) => referenceRows(reference, columns)),
  },
};

/** The sections revealed after an answer, or those in `only`, in the order of `SECTION_KEYS` and two empty rows apart. */
export function revealRows(
  question: Question,
  columns: number,
  { only = REVEALED, remarks = NO_REMARKS }: { only?: readonly SectionKey[]; remarks?: Remarks } = {},
): Row[] {
  const room = columns - MARGIN.length;
  const sections = SECTION_KEYS.filter((key) => only.includes(key)).map((key) => {
    const { heading, body } = SECTIONS[key];
    const rows = body(question, room, remarks);
    return rows.length === 0 ? [] : hang([...wrapSpans(row(heading, 'accent'), room), [], ...rows], MARGIN);
  });
  return apart(sections, 2);
}

/** The name in bold, then the statement. A point without a name is named by its first words, so those are not repeated. */
function keyPointRows({ name, text }: Pick<KeyPoint, 'name' | 'text'>, columns: number): Row[] {
  const statement = renderLine(text);
  const lead = `${cleanLine(name)}${/\p{P}$/u.test(name) ? '' : '.'}`;
  return wrapProse(
    text.startsWith(name) ? statement : [span(lead, 'bold'), span(' '), ...statement],
    columns,
  );
}

function bullets<T>(
  items: readonly T[],
  render: (item: T, columns: number, place: number) => Row[],
  columns: number,
): Row[] {
  return apart(items.map((item, place) => hang(render(item, set(columns, BULLET), place), BULLET, MARGIN)));
}

function remarkRows(remark: Row | undefined, columns: number): Row[] {
  return remark === undefined ? [] : wrapProse(remark, columns);
}

/** Numbered, with its answer indented: it must be clear where it ends without color. */
function followUpRows(
  { question, answer }: FollowUp,
  place: number,
  columns: number,
  remark: Row | undefined,
): Row[] {
  const number = span(`${place}. `, 'bold');
  const inner = set(columns, number);
  const rows = [
    ...wrapProse(renderLine(question), inner).map(bold),
    ...remarkRows(remark, inner),
    [],
    ...renderMarkdown(answer, inner),
  ];
  return hang(rows, number, ' '.repeat(number.text.length));
}

function referenceRows({ title, url }: Reference, columns: number): Row[] {
  const address = row(clean(url).replace(/\s/g, '%20'), 'dim');
  return [...wrapProse(row(cleanLine(title)), Math.min(columns, MEASURE)), ...hang([address], MARGIN)];
}

/** Columns of text right of `lead`, so that it ends where other prose does. */
function set(columns: number, lead: Span): number {
  return Math.min(columns, MEASURE) - lead.text.length;
}
