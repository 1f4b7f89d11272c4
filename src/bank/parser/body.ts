import { type Document, firstLineOf } from './document.ts';
import type { Place } from '../diagnostic.ts';
import { SCREEN } from '../kinds.ts';
import type { FollowUp, KeyPoint, Question } from '../question.ts';
import { readFacts } from './facts.ts';
import { readFollowUp } from './follow-up.ts';
import { plainName, readKeyPoints, reportLoose } from './key-points.ts';
import { within, withinLength } from './limits.ts';
import type { Report } from '../reporter.ts';
import { nearby, short } from '../../text/format.ts';
import {
  cutAt,
  firstText,
  itemMarkdown,
  type Line,
  readItems,
  readLines,
  type Section,
  textOfLines,
} from './scan.ts';

/** The text of a question. */
export type Body = Pick<
  Question,
  'question' | 'ifAsked' | 'why' | 'expected' | 'keyPoints' | 'mistakes' | 'followUps' | 'notes' | 'takeaway'
>;

interface SectionInfo {
  key: keyof Body;
  title: string;
  /** For a section that is a list: what an entry is called, and how to write one. */
  parts?: { name: string; form: string };
}

const ITEMS = { name: 'list item', form: 'start each item with `- `' };
const QUESTIONS = { name: 'follow-up', form: 'write each as `### …` with its answer below' };

/** The sections in order. */
const SECTIONS: readonly SectionInfo[] = [
  { key: 'question', title: 'Question' },
  { key: 'ifAsked', title: 'If asked', parts: ITEMS },
  { key: 'why', title: 'Why interviewers ask' },
  { key: 'expected', title: 'Expected answer' },
  { key: 'keyPoints', title: 'Key points', parts: ITEMS },
  { key: 'mistakes', title: 'Common mistakes', parts: ITEMS },
  { key: 'followUps', title: 'Follow-ups', parts: QUESTIONS },
  { key: 'notes', title: 'Hiring manager notes' },
  { key: 'takeaway', title: 'Takeaway' },
];

const TITLES = SECTIONS.map(({ title }) => title);
const PLAIN_TITLES = TITLES.map(plainName);
const REQUIRED: ReadonlySet<keyof Body> = new Set(['question', 'expected']);

/** The first section for each key. */
export type Sections = ReadonlyMap<keyof Body, Section>;

/** Reads the sections of a document; `sections` has the place of each. */
export function readBody(
  document: Document,
  { kind, levels }: { kind?: string; levels: readonly string[] },
  report: Report,
): { body: Body; sections: Sections } {
  const { lines, unclosed } = readLines((document.content ?? '').split('\n'), firstLineOf(document));
  if (unclosed !== null) {
    report(
      'B036',
      unclosed,
      'this fence or comment is never closed',
      'the rest of the file is inside it',
      'close it with the same mark, or with `-->`',
    );
  }
  const { before, sections } = cutAt('##', lines);
  reportStray(
    before.filter((line) => !/^ {0,3}# /.test(line.text)),
    'no section',
    report,
  );
  const { known, misspelled } = nameSections(sections, report);
  const text = (key: keyof Body): string => textOfLines(known.get(key)?.lines ?? []);
  const ifAsked = readFacts(known.get('ifAsked'), report);
  const keyPoints = readKeyPoints(known.get('keyPoints'), levels, report);
  const body: Body = {
    question: text('question'),
    ...(ifAsked.length === 0 ? {} : { ifAsked }),
    why: text('why'),
    expected: text('expected'),
    keyPoints,
    mistakes: readMistakes(known.get('mistakes'), report),
    followUps: readFollowUps(known.get('followUps'), keyPoints, report),
    notes: text('notes'),
    takeaway: text('takeaway'),
  };
  reportGaps(body, { known, misspelled }, kind, document, report);
  return { body, sections: known };
}

/** The sections of a document, and headings that look like misspelled ones that are missing. */
interface Named {
  known: Sections;
  misspelled: Sections;
}

/** Finds the section that each heading opens. Reports unknown, repeated and misplaced headings. */
function nameSections(sections: readonly Section[], report: Report): Named {
  const known = new Map<keyof Body, Section>();
  const unknown: Section[] = [];
  let latest = -1;
  for (const section of sections) {
    const index = PLAIN_TITLES.indexOf(plainName(section.title));
    const key = SECTIONS[index]?.key;
    if (key === undefined) unknown.push(section);
    else if (known.has(key)) {
      const message = `the section "${section.title}" appears twice`;
      report('B032', section.place, message, 'only the first is used', 'merge the two');
    } else {
      known.set(key, section);
      if (index < latest) reportOrder(section, TITLES[latest] ?? '', report);
      latest = Math.max(latest, index);
    }
  }
  const misspelled = new Map<keyof Body, Section>();
  for (const section of unknown) {
    const near = nearby(section.title, TITLES);
    const meant = SECTIONS.find(({ title }) => title === near)?.key;
    const isFree = meant !== undefined && !known.has(meant) && !misspelled.has(meant);
    if (isFree) misspelled.set(meant, section);
    // A required section gets the error about the missing section instead.
    if (!isFree || !REQUIRED.has(meant)) reportUnknown(section, near, isFree, report);
  }
  return { known, misspelled };
}

function reportUnknown(
  { title, place }: Section,
  near: string | undefined,
  isFree: boolean,
  report: Report,
): void {
  const label = isFree ? `did you mean "${near ?? ''}"?` : `the sections are ${TITLES.join(', ')}`;
  const elsewhere = near === undefined ? 'one of them' : `\`## ${near}\``;
  const help = isFree ? `write \`## ${near ?? ''}\`` : `move its text into ${elsewhere}`;
  report('B032', place, `unknown section "${short(title)}"`, label, help);
}

function reportOrder({ title, place }: Section, after: string, report: Report): void {
  const message = `the section "${title}" is out of order`;
  report('B031', place, message, `it comes before "${after}"`, `the order is ${TITLES.join(', ')}`);
}

function reportStray(lines: readonly Line[], where: string, report: Report): void {
  const place = firstText(lines);
  if (place === null) return;
  report(
    'B033',
    place,
    `this text belongs to ${where}`,
    'a round never shows it',
    'move it into one, or into a comment',
  );
}

/** Reports missing and empty sections. A misspelled optional one has already been reported. */
function reportGaps(
  body: Body,
  { known, misspelled }: Named,
  kind: string | undefined,
  document: Document,
  report: Report,
): void {
  for (const info of SECTIONS) {
    const { key, title } = info;
    if ((body[key] ?? '').length > 0) continue;
    const isRequired = REQUIRED.has(key);
    const meant = misspelled.get(key);
    if (meant !== undefined && !isRequired) continue;
    if (key === 'ifAsked' || (kind === SCREEN && key === 'followUps' && !known.has(key))) continue;
    const { place, state, label, help } =
      meant === undefined
        ? gapOf(info, known.get(key), document)
        : {
            place: meant.place,
            state: 'is missing',
            label: 'did you mean this?',
            help: `write \`## ${title}\``,
          };
    const code = isRequired ? 'B020' : 'B030';
    const note = isRequired ? '' : ', so a round skips that step';
    report(code, place, `the section "${title}" ${state}${note}`, label, help);
  }
}

function gapOf(
  { title, parts }: SectionInfo,
  section: Section | undefined,
  { text: file }: Document,
): { place: Place; state: string; label: string; help: string } {
  if (section === undefined) {
    const place = { line: file.split('\n').length, column: 1, length: 1 };
    const help = `add \`## ${title}\` and its text`;
    return { place, state: 'is missing', label: 'the file ends without it', help };
  }
  const text = parts === undefined ? null : firstText(section.lines);
  if (parts !== undefined && text !== null) {
    return { place: text, state: `has no ${parts.name}`, label: 'this text is not in one', help: parts.form };
  }
  const help = 'write its text below the heading';
  return { place: section.place, state: 'is empty', label: 'nothing follows it', help };
}

function readMistakes(section: Section | undefined, report: Report): string[] {
  const { items, stray } = readItems(section?.lines ?? []);
  if (items.length > 0) reportLoose(stray, 'list item', report);
  return within(items, 'mistakes', 'the question', ({ place }) => place, report)
    .map((item) => withinLength(itemMarkdown(item), item.place, report))
    .filter((text) => text !== '');
}

function readFollowUps(
  section: Section | undefined,
  keyPoints: readonly KeyPoint[],
  report: Report,
): FollowUp[] {
  const { before, sections } = cutAt('###', section?.lines ?? []);
  if (sections.length > 0) reportStray(before, 'no follow-up', report);
  const names = new Map(keyPoints.map(({ name }) => [plainName(name), name]));
  return within(sections, 'followUps', 'the question', ({ place }) => place, report).map((part) =>
    readFollowUp(part, names, report),
  );
}
