import type { Line } from '../parser/scan.ts';
import { foldsOf, isLabel } from './details.ts';
import type { ListItem } from './item.ts';
import { type Heading, headingsOf, linesOf, sectionText } from './markdown.ts';
import { fromNumbers } from './numbered.ts';
import { type Outline, outlineOf } from './outline.ts';

/** The ways in which public lists write questions and answers on a Markdown page. */
export type Form = 'details' | 'pairs' | 'headings' | 'numbers';

/** The questions of a Markdown page, read in the form that gives the most answers. */
export function readList(text: string): { form: Form; items: ListItem[] } {
  const lines = linesOf(text);
  const outline = outlineOf(headingsOf(lines));
  const found = [
    { form: 'details' as const, items: fromDetails(lines, outline) },
    { form: 'pairs' as const, items: fromPairs(lines, outline) },
    { form: 'headings' as const, items: fromHeadings(lines, outline) },
    { form: 'numbers' as const, items: fromNumbers(lines, outline) },
  ].map(({ form, items }) => ({ form, items: items.filter(({ question }) => question !== '') }));
  const answered = ({ items }: { items: ListItem[] }): number =>
    items.filter(({ answer }) => answer !== '').length;
  // On a tie the first form wins: they are sorted by how rarely they occur by accident.
  return found.reduce((a, b) => (answered(b) > answered(a) ? b : a));
}

/** `<details><summary>question</summary>answer</details>` */
function fromDetails(lines: readonly Line[], all: Outline): ListItem[] {
  const { folds, covered } = foldsOf(lines);
  const isFolded = lines.map(() => false);
  for (const { start, end } of covered) isFolded.fill(true, start, end + 1);
  const outline = outlineOf(all.headings.filter(({ index }) => isFolded[index] !== true));
  const items: ListItem[] = [];
  for (const [place, { start, chapter, ...fold }] of folds.entries()) {
    const summary = sectionText(fold.summary);
    const answer = sectionText(fold.inside);
    const above = outline.above(start);
    const heading = chapter?.title ?? above?.title ?? null;
    if (!isLabel(summary)) {
      items.push({ question: withoutNumber(summary), answer, line: start + 1, heading });
      continue;
    }
    // The first fold of a chapter has no text above it that the label could belong to.
    if (above === null || (chapter !== null && folds[place - 1]?.chapter !== chapter)) continue;
    const last = items.at(-1);
    const before = folds[place - 1]?.end ?? -1;
    const text = sectionText(lines.slice(Math.max(above.index, before) + 1, start));
    if (before < above.index) items.push({ ...underHeading(above, text, outline), answer });
    else if (text !== '') items.push({ question: withoutNumber(text), answer, line: start + 1, heading });
    else if (last !== undefined) last.answer += `\n\n${answer}`;
  }
  return items;
}

/** The question is a heading and the text that follows it, down to where its answer begins. */
function underHeading(heading: Heading, text: string, outline: Outline): Omit<ListItem, 'answer'> {
  return {
    question: [heading.title, text].filter((part) => part !== '').join('\n\n'),
    line: heading.index + 1,
    heading: outline.parent(heading)?.title ?? null,
  };
}

const ASKS =
  /^[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+|#{1,6}[ \t]+)?(?:\*\*|__)?Q(?:uestion)?(?:[ \t]*\d+)?[ \t]*[:.)](?:\*\*|__)?[ \t]*(.*)$/i;
const ANSWERS =
  /^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?A(?:ns(?:wer)?)?(?:[ \t]*\d+)?[ \t]*[:.)](?:\*\*|__)?[ \t]*(.*)$/i;

/** `Q: question` and below it `A: answer`, each on as many lines as it needs. */
function fromPairs(lines: readonly Line[], outline: Outline): ListItem[] {
  const isAt = (pattern: RegExp) => (line: Line) => !line.code && pattern.test(line.text);
  const asked = lines.flatMap((line, index) => (isAt(ASKS)(line) ? [index] : []));
  return asked.flatMap((start, place): ListItem[] => {
    const next = asked[place + 1] ?? lines.length;
    const own = lines.slice(start, Math.min(next, outline.below(start)?.index ?? next));
    const answerAt = own.findIndex(isAt(ANSWERS));
    const question = cutLead(own.slice(0, answerAt === -1 ? own.length : answerAt), ASKS);
    const answer = answerAt === -1 ? [] : cutLead(own.slice(answerAt), ANSWERS);
    const text = sectionText(question).replace(/(?:\*\*|__)$/, '');
    const heading = outline.above(start)?.title ?? null;
    return [{ question: text, answer: sectionText(answer), line: start + 1, heading }];
  });
}

function cutLead(lines: readonly Line[], pattern: RegExp): Line[] {
  return lines.map((line, index) =>
    index === 0 ? { ...line, text: pattern.exec(line.text)?.[1] ?? '' } : line,
  );
}

/** Headings of one level, each with its answer below. Picks the level with the most headings that read as questions. */
function fromHeadings(lines: readonly Line[], outline: Outline): ListItem[] {
  const sections = outline.headings.map((heading) => {
    const answer = sectionText(lines.slice(heading.index + 1, outline.next(heading)?.index), heading.indent);
    return { heading, answer, asks: asks(lines[heading.index]?.text ?? '', heading.title) };
  });
  const levels = [1, 2, 3, 4, 5, 6].map((level) => {
    const own = sections.filter((section) => section.heading.level === level && section.answer !== '');
    return { level, asking: own.reduce((sum, section) => sum + section.asks, 0), own: own.length };
  });
  const most = levels.reduce((a, b) =>
    b.asking > a.asking || (b.asking === a.asking && b.own > a.own) ? b : a,
  );
  // There are often more numbered headings inside the answers than questions.
  const best = levels.find(({ asking }) => asking > 0 && asking >= most.asking / 2) ?? most;
  return sections
    .filter((section) => section.heading.level === best.level)
    .map(({ heading, answer, asks: asking }) => ({
      ...(asking === 0 && best.asking > 0 ? { isDoubtful: true as const } : {}),
      question: heading.title,
      answer,
      line: heading.index + 1,
      heading: outline.parent(heading)?.title ?? null,
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
