import type { Document } from './document.ts';
import type { FollowUp, KeyPoint, Question } from './question.ts';
import { plainName, readKeyPoints } from './key-points.ts';
import { nearby, type Report, several, short } from './report.ts';
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

/** The sections in their order, by what holds them. */
const SECTIONS: readonly { key: keyof Body; title: string }[] = [
  { key: 'question', title: 'Question' },
  { key: 'why', title: 'Why interviewers ask' },
  { key: 'expected', title: 'Expected answer' },
  { key: 'keyPoints', title: 'Key points' },
  { key: 'mistakes', title: 'Common mistakes' },
  { key: 'followUps', title: 'Follow-ups' },
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
  const known = nameSections(sections, report);
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
  reportEmpty(body, known, document, report);
  return { body, sections: known };
}

/** Finds out which section each heading opens, and reports those that open none or come too early. */
function nameSections(sections: readonly Section[], report: Report): Sections {
  const known = new Map<keyof Body, Section>();
  let latest = -1;
  for (const section of sections) {
    const index = PLAIN_TITLES.indexOf(plainName(section.title));
    const key = SECTIONS[index]?.key;
    if (key === undefined) reportUnknown(section, report);
    else if (known.has(key)) {
      const message = `the section "${section.title}" is there twice`;
      report('B032', section.place, message, 'only the first is used', 'join the two');
    } else {
      known.set(key, section);
      if (index < latest) reportOrder(section, TITLES[latest] ?? '', report);
      latest = Math.max(latest, index);
    }
  }
  return known;
}

function reportUnknown({ title, place }: Section, report: Report): void {
  const near = nearby(title, TITLES);
  const help = near === undefined ? 'move its text into one of them' : `write \`## ${near}\``;
  report('B032', place, `unknown section "${short(title)}"`, `the sections are ${TITLES.join(', ')}`, help);
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

function reportEmpty(body: Body, sections: Sections, document: Document, report: Report): void {
  for (const { key, title } of SECTIONS) {
    if (body[key].length > 0) continue;
    const section = sections.get(key);
    const place = section?.place ?? { line: Math.max(1, document.lines.length), column: 1, length: 1 };
    const state = section === undefined ? 'missing' : 'empty';
    const label = section === undefined ? 'the file ends without it' : 'nothing follows it';
    const help =
      section === undefined ? `add \`## ${title}\` and its text` : 'write its text below the heading';
    if (REQUIRED.has(key)) {
      report('B020', place, `the section "${title}" is ${state}`, label, help);
    } else {
      const note = ', so a round skips that step';
      report('B030', place, `the section "${title}" is ${state}${note}`, label, help);
    }
  }
}

function readMistakes(section: Section | undefined, report: Report): string[] {
  const { items, stray } = readItems(section?.lines ?? []);
  if (stray !== null) {
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
  reportStray(before, 'no follow-up', report);
  const names = new Map(keyPoints.map(({ name }) => [plainName(name), name]));
  return sections.map((part) => readFollowUp(part, names, report));
}

/** Short names as they are written, by their plain form. */
type Names = ReadonlyMap<string, string>;

const PROBES = /^Probes:[ \t]*/i;

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
  const probed = probing.map((line) => resolveProbes(line, names, report));
  return { question: title, answer, probes: probed[0] ?? null };
}

/** The name of the key point that a `Probes:` line means. */
function resolveProbes({ text, at }: Line, names: Names, report: Report): string | null {
  const start = PROBES.exec(text)?.[0] ?? '';
  const wanted = text.slice(start.length).trimEnd();
  const name = names.get(plainName(wanted));
  if (name !== undefined) return name;
  const near = nearby(wanted, [...names.values()]);
  const known = several([...names.values()], '; ');
  report(
    'B021',
    { line: at, column: start.length + 1, length: Math.max(1, wanted.length) },
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
