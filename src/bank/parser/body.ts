import type { Document } from './document.ts';
import type { Place } from '../diagnostic.ts';
import type { FollowUp, KeyPoint, Question } from '../question.ts';
import { plainName, readKeyPoints } from './key-points.ts';
import { nearby, type Report, several, short } from '../reporter.ts';
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

/** What people read of a question. */
export type Body = Pick<
  Question,
  'question' | 'why' | 'expected' | 'keyPoints' | 'mistakes' | 'followUps' | 'notes' | 'takeaway'
>;

interface SectionInfo {
  key: keyof Body;
  title: string;
  /** What it consists of, where a round shows nothing else of it; and how to write one. */
  parts?: { name: string; form: string };
}

const ITEMS = { name: 'list item', form: 'start each item with `- `' };
const QUESTIONS = { name: 'follow-up', form: 'write each as `### …`, and its answer below' };

/** The sections in their order, by what holds them. */
const SECTIONS: readonly SectionInfo[] = [
  { key: 'question', title: 'Question' },
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

/** Sections by key, each the first of its title. */
export type Sections = ReadonlyMap<keyof Body, Section>;

/** Reads the sections of a document; `sections` says where each stands. */
export function readBody(
  document: Document,
  firstLine: number,
  report: Report,
): { body: Body; sections: Sections } {
  const { lines, unclosed } = readLines(document.lines, firstLine);
  if (unclosed !== null) {
    report(
      'B036',
      unclosed,
      'what opens here is never closed',
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
  const { known, misspelt } = nameSections(sections, report);
  const text = (key: keyof Body): string => textOfLines(known.get(key)?.lines ?? []);
  const keyPoints = readKeyPoints(known.get('keyPoints'), report);
  const body: Body = {
    question: text('question'),
    why: text('why'),
    expected: text('expected'),
    keyPoints,
    mistakes: readMistakes(known.get('mistakes'), report),
    followUps: readFollowUps(known.get('followUps'), keyPoints, report),
    notes: text('notes'),
    takeaway: text('takeaway'),
  };
  reportGaps(body, { known, misspelt }, document, report);
  return { body, sections: known };
}

/** The sections that a document has, and headings that were probably meant to open those that it has not. */
interface Named {
  known: Sections;
  misspelt: Sections;
}

/** Finds out which section each heading opens, and reports those that open none or come too early. */
function nameSections(sections: readonly Section[], report: Report): Named {
  const known = new Map<keyof Body, Section>();
  const unknown: Section[] = [];
  let latest = -1;
  for (const section of sections) {
    const index = PLAIN_TITLES.indexOf(plainName(section.title));
    const key = SECTIONS[index]?.key;
    if (key === undefined) unknown.push(section);
    else if (known.has(key)) {
      const message = `the section "${section.title}" is there twice`;
      report('B032', section.place, message, 'only the first is used', 'join the two');
    } else {
      known.set(key, section);
      if (index < latest) reportOrder(section, TITLES[latest] ?? '', report);
      latest = Math.max(latest, index);
    }
  }
  const misspelt = new Map<keyof Body, Section>();
  for (const section of unknown) {
    const near = nearby(section.title, TITLES);
    const meant = SECTIONS.find(({ title }) => title === near)?.key;
    const isFree = meant !== undefined && !known.has(meant) && !misspelt.has(meant);
    if (isFree) misspelt.set(meant, section);
    // Of those that a question must have, the gap is reported in its place.
    if (!isFree || !REQUIRED.has(meant)) reportUnknown(section, near, isFree, report);
  }
  return { known, misspelt };
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

/** Reports each section that gives a round nothing; one whose heading is misspelt has been reported, unless the question needs it. */
function reportGaps(body: Body, { known, misspelt }: Named, document: Document, report: Report): void {
  for (const info of SECTIONS) {
    const { key, title } = info;
    if (body[key].length > 0) continue;
    const isRequired = REQUIRED.has(key);
    const meant = misspelt.get(key);
    if (meant !== undefined && !isRequired) continue;
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
  { lines }: Document,
): { place: Place; state: string; label: string; help: string } {
  if (section === undefined) {
    const place = { line: Math.max(1, lines.length), column: 1, length: 1 };
    const help = `add \`## ${title}\` and its text`;
    return { place, state: 'is missing', label: 'the file ends without it', help };
  }
  const text = parts === undefined ? null : firstText(section.lines);
  if (parts !== undefined && text !== null) {
    return { place: text, state: `holds no ${parts.name}`, label: 'this text is in none', help: parts.form };
  }
  const help = 'write its text below the heading';
  return { place: section.place, state: 'is empty', label: 'nothing follows it', help };
}

function readMistakes(section: Section | undefined, report: Report): string[] {
  const { items, stray } = readItems(section?.lines ?? []);
  if (stray !== null && items.length > 0) {
    report(
      'B033',
      stray,
      'this text belongs to no item of the list',
      'a round never shows it',
      'start it with `- `',
    );
  }
  return items.map(itemMarkdown).filter((text) => text !== '');
}

function readFollowUps(
  section: Section | undefined,
  keyPoints: readonly KeyPoint[],
  report: Report,
): FollowUp[] {
  const { before, sections } = cutAt('###', section?.lines ?? []);
  if (sections.length > 0) reportStray(before, 'no follow-up', report);
  const names = new Map(keyPoints.map(({ name }) => [plainName(name), name]));
  return sections.map((part) => readFollowUp(part, names, report));
}

/** Short names as they are written, by their plain form. */
type Names = ReadonlyMap<string, string>;

/** As it may be written: in a list, and in bold. Its length is bounded, so that a line of blanks is read in one pass. */
const PROBES = /^[ \t]{0,3}(?:[-*+][ \t]{1,8})?(\*\*|__)?Probes(?:[ \t]?:\1|\1[ \t]?:|:)[ \t]*/i;

function readFollowUp({ title, place, lines }: Section, names: Names, report: Report): FollowUp {
  const isProbes = (line: Line): boolean => !line.code && PROBES.test(line.text);
  const probing = lines.filter(isProbes);
  const answer = textOfLines(lines.filter((line) => !isProbes(line)));
  if (title === '') {
    report(
      'B022',
      place,
      'a follow-up asks nothing',
      'its heading is empty',
      'write the question as the heading',
    );
  }
  if (answer === '') {
    report(
      'B022',
      place,
      'a follow-up has no answer',
      'nothing follows it',
      'write the answer below the heading',
    );
  }
  const [probed = null] = probing.map((line, index) =>
    index === 0 ? resolveProbes(line, names, report) : refuseProbes(line, report),
  );
  return { question: title, answer, probes: probed };
}

/** A `Probes:` line taken apart: the name in it, as it is written, and where that stands. */
function readProbes({ text, at }: Line): { wanted: string; place: Place } {
  const [start = '', mark = ''] = PROBES.exec(text) ?? [];
  const rest = text.slice(start.length).trimEnd();
  // The bold may go on to the end of the line.
  const isBold = mark !== '' && !start.trimEnd().endsWith(mark) && rest.endsWith(mark);
  const wanted = isBold ? rest.slice(0, -mark.length) : rest;
  return { wanted, place: { line: at, column: start.length + 1, length: Math.max(1, wanted.length) } };
}

function refuseProbes(line: Line, report: Report): null {
  const message = 'a follow-up has a second Probes line';
  report(
    'B033',
    readProbes(line).place,
    message,
    'only the first is used',
    'keep the one that it tests most',
  );
  return null;
}

/** The name of the key point that a `Probes:` line means. */
function resolveProbes(line: Line, names: Names, report: Report): string | null {
  const { wanted, place } = readProbes(line);
  const name = names.get(plainName(wanted));
  if (name !== undefined) return name;
  const near = nearby(wanted, [...names.values()]);
  const known = several([...names.values()], '; ');
  report(
    'B021',
    place,
    wanted === '' ? 'a Probes line names nothing' : `no key point is called "${short(wanted)}"`,
    names.size === 0 ? 'this question has no key points' : 'not one of the short names above',
    near !== undefined
      ? `write \`Probes: ${near}\``
      : known === ''
        ? 'write key points, or remove the line'
        : `the key points are ${known}`,
  );
  return null;
}
