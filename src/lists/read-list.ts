import type { Line } from '../bank/scan.ts';
import type { ListItem } from './item.ts';
import {
  type Heading,
  headingAbove,
  headingBelow,
  headingsOf,
  linesOf,
  outlineOf,
  plainTitle,
  sectionText,
} from './markdown.ts';
import { fromNumbers } from './numbered.ts';

/** The forms in which public lists give questions and answers on a Markdown page. */
export type Form = 'details' | 'pairs' | 'headings' | 'numbers';

/** The questions of a Markdown page, in whichever form most of them are given. */
export function readList(text: string): { form: Form; items: ListItem[] } {
  const lines = linesOf(text);
  const headings = headingsOf(lines);
  const found = [
    { form: 'details' as const, items: fromDetails(lines, headings) },
    { form: 'pairs' as const, items: fromPairs(lines, headings) },
    { form: 'headings' as const, items: fromHeadings(lines, headings) },
    { form: 'numbers' as const, items: fromNumbers(lines, headings) },
  ].map(({ form, items }) => ({ form, items: items.filter(({ question }) => question !== '') }));
  const answered = ({ items }: { items: ListItem[] }): number =>
    items.filter(({ answer }) => answer !== '').length;
  // A page of foldable answers has headings too: of forms that give as many, the one that is rarer by chance counts.
  return found.reduce((a, b) => (answered(b) > answered(a) ? b : a));
}

/** A label such as `Answer` or `Show solution`: then the question stands above. */
const LABEL =
  /^(?:(?:show|view|see|click|toggle|reveal)\b.*|(?:the )?(?:answer|solution|hint|spoiler)\w*:?)$/i;

/** `<details><summary>question</summary>answer</details>` */
function fromDetails(lines: readonly Line[], all: readonly Heading[]): ListItem[] {
  const folds = foldsOf(lines);
  const headings = outlineOf(outsideOf(folds, all));
  return folds.flatMap(({ start, summaryEnd, end }): ListItem[] => {
    const summary = between(lines.slice(start, summaryEnd + 1), /^.*?<summary\b[^>]*>/i, /<\/summary>.*$/i);
    const answer = between(lines.slice(summaryEnd, end + 1), /^.*?<\/summary>/i, /<\/details>.*$/i);
    const question = sectionText(summary);
    const above = headingAbove(headings, start);
    if (LABEL.test(plainTitle(question)))
      return above === null ? [] : [underHeading(lines, above, start, sectionText(answer))];
    const heading = above?.title ?? null;
    return [{ question: withoutNumber(question), answer: sectionText(answer), line: start + 1, heading }];
  });
}

/** Places of lines, from 0. */
interface Fold {
  start: number;
  summaryEnd: number;
  end: number;
}

function foldsOf(lines: readonly Line[]): Fold[] {
  const folds: Fold[] = [];
  for (let at = 0; ;) {
    const start = indexFrom(lines, at, /<details\b/i);
    const summaryEnd = start === -1 ? -1 : indexFrom(lines, start, /<\/summary>/i);
    const end = summaryEnd === -1 ? -1 : indexFrom(lines, summaryEnd, /<\/details>/i);
    if (end === -1) return folds;
    folds.push({ start, summaryEnd, end });
    at = end + 1;
  }
}

/** The headings that stand in none of the folds; both are in their order. */
function outsideOf(folds: readonly Fold[], headings: readonly Heading[]): Heading[] {
  let place = 0;
  return headings.filter(({ index }) => {
    while ((folds[place]?.end ?? Infinity) < index) place++;
    return index < (folds[place]?.start ?? Infinity);
  });
}

/** The question is a heading and what follows it, down to where its answer begins. */
function underHeading(lines: readonly Line[], heading: Heading, answerAt: number, answer: string): ListItem {
  const more = sectionText(lines.slice(heading.index + 1, answerAt));
  return {
    question: [heading.title, more].filter((part) => part !== '').join('\n\n'),
    answer,
    line: heading.index + 1,
    heading: heading.parent?.title ?? null,
  };
}

function indexFrom(lines: readonly Line[], from: number, pattern: RegExp): number {
  for (let index = from; index < lines.length; index++) {
    const line = lines[index];
    if (line !== undefined && !line.code && pattern.test(line.text)) return index;
  }
  return -1;
}

/** Lines without what comes before a mark in the first of them and after one in the last. */
function between(lines: readonly Line[], before: RegExp, after: RegExp): Line[] {
  return lines.map((line, index) => {
    if (line.code) return line;
    const cut = index === lines.length - 1 ? line.text.replace(after, '') : line.text;
    return { ...line, text: index === 0 ? cut.replace(before, '') : cut };
  });
}

const ASKS =
  /^[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+|#{1,6}[ \t]+)?(?:\*\*|__)?Q(?:uestion)?[ \t]*\d*[ \t]*[:.)](?:\*\*|__)?[ \t]*(.*)$/i;
const ANSWERS =
  /^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?A(?:ns(?:wer)?)?[ \t]*\d*[ \t]*[:.)](?:\*\*|__)?[ \t]*(.*)$/i;

/** `Q: question` and below it `A: answer`, each on as many lines as it needs. */
function fromPairs(lines: readonly Line[], headings: readonly Heading[]): ListItem[] {
  const isAt = (pattern: RegExp) => (line: Line) => !line.code && pattern.test(line.text);
  const asked = lines.flatMap((line, index) => (isAt(ASKS)(line) ? [index] : []));
  return asked.flatMap((start, place): ListItem[] => {
    const next = asked[place + 1] ?? lines.length;
    const heading = headingBelow(headings, start, 6);
    const own = lines.slice(start, Math.min(next, heading?.index ?? next));
    const answerAt = own.findIndex(isAt(ANSWERS));
    const question = cutLead(own.slice(0, answerAt === -1 ? own.length : answerAt), ASKS);
    const answer = answerAt === -1 ? [] : cutLead(own.slice(answerAt), ANSWERS);
    const text = sectionText(question).replace(/(?:\*\*|__)$/, '');
    const above = headingAbove(headings, start);
    return [{ question: text, answer: sectionText(answer), line: start + 1, heading: above?.title ?? null }];
  });
}

function cutLead(lines: readonly Line[], pattern: RegExp): Line[] {
  return lines.map((line, index) =>
    index === 0 ? { ...line, text: pattern.exec(line.text)?.[1] ?? '' } : line,
  );
}

/** Headings of one level, each with its answer below. The level is the one with the most that read as questions. */
function fromHeadings(lines: readonly Line[], headings: readonly Heading[]): ListItem[] {
  const sections = headings.map((heading) => {
    const next = headingBelow(headings, heading.index, heading.level);
    const answer = sectionText(lines.slice(heading.index + 1, next?.index), heading.indent);
    return { heading, answer, asks: asks(lines[heading.index]?.text ?? '', heading.title) };
  });
  const levels = [1, 2, 3, 4, 5, 6].map((level) => {
    const own = sections.filter((section) => section.heading.level === level && section.answer !== '');
    return { level, asking: own.reduce((sum, section) => sum + section.asks, 0), own: own.length };
  });
  const most = levels.reduce((a, b) =>
    b.asking > a.asking || (b.asking === a.asking && b.own > a.own) ? b : a,
  );
  // Numbered headings inside an answer are often more than the questions above them.
  const best = levels.find(({ asking }) => asking > 0 && asking >= most.asking / 2) ?? most;
  return sections
    .filter((section) => section.heading.level === best.level)
    .map(({ heading, answer, asks: asking }) => ({
      ...(asking === 0 && best.asking > 0 ? { isDoubtful: true as const } : {}),
      question: heading.title,
      answer,
      line: heading.index + 1,
      heading: heading.parent?.title ?? null,
    }));
}

/** How much a heading reads as a question: it ends in a question mark, or is numbered. */
function asks(source: string, title: string): number {
  const isNumbered = /(?:^|#|[ \t])(?:Q(?:uestion)?[ \t]*)?\d+[.:)][ \t]/i.test(source);
  return (title.endsWith('?') ? 2 : 0) + (isNumbered ? 1 : 0);
}

function withoutNumber(question: string): string {
  return question.replace(/^(?:Q(?:uestion)?\s*\d*[.:)]|\d+[.):])\s*/i, '');
}
