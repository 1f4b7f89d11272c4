import type { Line } from '../parser/scan.ts';
import {
  answerIn,
  type Asked,
  asks,
  boldIn,
  bulletIn,
  headingStrength,
  isMarked,
  type Numbered,
  numberedIn,
  pairIn,
} from './asking.ts';
import { type Fold, foldsOf, isLabel } from './details.ts';
import { type LeftOut, type ReadList, withQuestion } from './item.ts';
import {
  type Heading,
  headingsOf,
  isNavigation,
  linesOf,
  plainTitle,
  saysSomething,
  sectionText,
} from './markdown-list.ts';
import { type FoundItem, itemOf, type Open, type Range, withoutContents } from './open.ts';
import { pipeTableAt } from './pipe-table.ts';

/**
 * The questions of a Markdown page, in one pass over its lines: headings, numbers, bullets, bold lines, `Q:` lines,
 * `<details>` and tables, in any mixture.
 */
export function readList(text: string): ReadList {
  return new Reader(linesOf(text)).read();
}

const NO_QUESTION = 'part of no question';
const DOES_NOT_ASK = 'its heading does not read as a question';

class Reader {
  readonly #lines: readonly Line[];
  readonly #items: FoundItem[] = [];
  readonly #leftOut: LeftOut[] = [];
  /** The headings around the current line, from the outermost. */
  readonly #headings: Heading[] = [];
  #open: Open | null = null;
  #stray: Range | null = null;
  #lastFold: Fold | null = null;
  /** The number that would continue the numbered questions, and the last one that numbered something else. */
  #next = NaN;
  #step = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  read(): ReadList {
    const { folds, covered } = foldsOf(this.#lines);
    const isFolded = this.#lines.map(() => false);
    for (const { start, end } of covered) isFolded.fill(true, start, end + 1);
    const headings = new Map(headingsOf(this.#lines).map((heading) => [heading.index, heading]));
    const waiting = folds.toReversed();
    for (let at = 0; at < this.#lines.length; at++) {
      for (let fold = waiting.at(-1); fold?.start === at; fold = waiting.at(-1)) {
        waiting.pop();
        this.#takeFold(fold);
        this.#lastFold = fold;
      }
      const heading = headings.get(at);
      if (isFolded[at] === true) continue;
      if (heading !== undefined) this.#takeHeading(heading);
      else at = this.#takeLine(at);
    }
    this.#close(this.#lines.length, false);
    this.#flush();
    const { items, leftOut } = withQuestion(this.#items);
    return { items: withoutContents(items), leftOut: [...this.#leftOut, ...leftOut] };
  }

  /** Takes a line outside of folds and headings, and gives the last one taken: a table has several. */
  #takeLine(at: number): number {
    const { text = '', code = false } = this.#lines[at] ?? {};
    const table = code || !text.includes('|') ? null : pipeTableAt(this.#lines, at);
    if (table !== null) {
      this.#close(at, true);
      for (const item of table.items) this.#items.push({ ...item, heading: this.#above(), kind: 'row' });
      return table.end - 1;
    }
    if (!code && !this.#takeOpener(text, at)) this.#takeLabel(text, at);
    if (this.#open?.index !== at && (code || (saysSomething(text) && !isNavigation(text))))
      this.#takeText(at);
    return at;
  }

  /** Whether the line opens a question. */
  #takeOpener(text: string, at: number): boolean {
    const pair = pairIn(text);
    if (pair !== null) {
      const [question, beside] = pair.split(/(?<=\S)[ \t]+(?=(?:\*\*)?A(?:nswer)?(?:\*\*)?:)/, 2);
      this.#begin('pair', at, { question: question ?? '', beside: beside ?? '' });
      return true;
    }
    const numbered = /^\d/.test(text) && !isNavigation(text) ? numberedIn(text) : null;
    if (numbered !== null) {
      const { number, indent } = numbered;
      const isQuestion = this.#isQuestion(numbered, at);
      this.#step = isQuestion ? 0 : number;
      if (!isQuestion) return false;
      this.#next = number + 1;
      this.#begin('number', at, numbered, indent);
      return true;
    }
    const open = this.#open;
    const isTitle = open?.kind === 'heading' && open.strength === 1 && open.text === null;
    const kind = open?.strength === 0 || isTitle ? null : (open?.kind ?? null);
    const bullet = kind === null || kind === 'bullet' ? bulletIn(text) : null;
    const bold = kind === 'heading' || kind === 'number' ? null : boldIn(text);
    if (bullet !== null) this.#begin('bullet', at, bullet, 2);
    else if (bold !== null) this.#begin('bold', at, bold);
    return bullet !== null || bold !== null;
  }

  /** Whether a numbered line is a question: it asks, or continues the numbers and is no step of an answer. */
  #isQuestion({ number, asks: isAsked, question }: Numbered, at: number): boolean {
    const open = this.#open;
    if (open?.kind === 'heading' && open.strength > 0) {
      // A numbered title without text is a chapter.
      if (open.strength === 1 && open.text === null) return isMarked(question);
      // What a question lists is its answer, unless that is over and the line has an answer of its own.
      return isAsked && open.text !== null && this.#standsAlone(open.text.to, at);
    }
    if (isMarked(question)) return true;
    const continues = number === this.#next && number !== this.#step + 1;
    const isWithin = open !== null && open.strength > 0;
    return isWithin ? open.kind === 'number' && continues : isAsked || continues;
  }

  #standsAlone(above: number, at: number): boolean {
    const isGap = above < at - 1 && !/:\s*$/.test(this.#lines[above]?.text ?? '');
    let below = at + 1;
    while (this.#lines[below]?.text.trim() === '') below += 1;
    return isGap && !/^(?:\d|[-*+] |#|$)/.test(this.#lines[below]?.text ?? '');
  }

  #begin(kind: Open['kind'], index: number, asked: Omit<Asked, 'asks'>, indent = 0): Open {
    this.#close(index, true);
    const { question, beside } = asked;
    // Only a numbered list continues below a smaller heading, since its numbers hold it together.
    const level = kind === 'number' ? Math.max(2, this.#headings.at(-1)?.level ?? 6) : 6;
    const opened: Open = {
      kind,
      question,
      beside,
      index,
      indent,
      level,
      heading: this.#above(),
      strength: 2,
      text: null,
      innerAt: null,
      answerAt: null,
      folded: [],
      after: null,
    };
    this.#open = opened;
    return opened;
  }

  #takeHeading(heading: Heading): void {
    const { index, level, title, indent } = heading;
    const strength = headingStrength(this.#lines[index]?.text ?? '', title);
    const open = this.#open;
    const isInside = open !== null && level > open.level;
    if (isInside && open.strength > 0) {
      const isNew =
        open.kind !== 'heading'
          ? strength === 2
          : strength > open.strength || (strength > 0 && strength === open.strength && open.text === null);
      if (!isNew) {
        this.#enter(heading);
        const innerAt = open.innerAt ?? index;
        this.#takeText(index);
        open.innerAt = innerAt;
        return;
      }
      // It is a chapter: what it seemed to ask is asked below.
      if (open.kind === 'heading' && open.answerAt === null) open.strength = 0;
    }
    this.#close(index, isInside);
    this.#enter(heading);
    const parent = this.#headings.at(-2)?.title ?? null;
    const opened = this.#begin('heading', index, { question: title, beside: '' }, indent);
    Object.assign(opened, { strength, level, heading: parent });
  }

  #enter(heading: Heading): void {
    while ((this.#headings.at(-1)?.level ?? 0) >= heading.level) this.#headings.pop();
    this.#headings.push(heading);
  }

  /** The heading that a question is below. One that asks is a question beside it. */
  #above(): string | null {
    return this.#headings.findLast(({ title }) => !asks(title))?.title ?? null;
  }

  #takeLabel(text: string, at: number): void {
    const open = this.#open;
    if (open?.answerAt !== null) return;
    if (answerIn(text, open.kind === 'pair') !== null) open.answerAt = at;
  }

  #takeText(at: number): void {
    const open = this.#open;
    if (open !== null) open.innerAt = null;
    if (open === null) this.#stray = { from: this.#stray?.from ?? at, to: at };
    else if (open.folded.length > 0) open.after = { from: open.after?.from ?? at, to: at };
    else open.text = { from: open.text?.from ?? at, to: at };
  }

  #takeFold(fold: Fold): void {
    const { start, summary, inside, chapter } = fold;
    const title = sectionText(summary);
    const answer = sectionText(inside);
    const open = this.#open;
    const isLabeled = isLabel(title);
    const isExample = chapter === null && !isLabeled && !asks(plainTitle(title));
    if (open !== null && open.strength > 0 && isExample) {
      // It is part of the answer.
      if (open.folded.length > 0) open.folded.push(`**${plainTitle(title)}**\n\n${answer}`);
      else this.#takeText(start);
    } else if (!isLabeled) {
      this.#close(start, true);
      const question = title.replace(/^(?:Q(?:uestion)?\s*\d*[.:)]|\d+[.):])\s*/i, '');
      const heading = chapter?.title ?? this.#above();
      this.#items.push({ question, answer, line: start + 1, heading, kind: 'fold' });
    } else if (chapter === null && open !== null && open.after === null) {
      open.answerAt ??= start;
      open.folded.push(answer);
    } else this.#takeLabeled(fold, answer);
  }

  /** A fold with an answer to the text above it, which no other form has found. */
  #takeLabeled({ start, chapter }: Fold, answer: string): void {
    const last = this.#lastFold;
    const stray = chapter === null ? (this.#open?.after ?? this.#stray) : null;
    const isFirst = chapter !== null && last?.chapter !== chapter;
    const from = stray?.from ?? (chapter === null || isFirst ? start : (last?.end ?? start) + 1);
    const question = sectionText(this.#lines.slice(from, start));
    const before = this.#items.at(-1);
    if (this.#open !== null) this.#open.after = null;
    else this.#stray = null;
    if (question !== '') {
      const opened = this.#begin('text', from, { question, beside: '' });
      opened.answerAt = start;
      opened.folded.push(answer);
      if (chapter !== null) opened.heading = chapter.title;
      // What follows in a chapter is in folds.
      if (chapter !== null) this.#close(start, true);
    } else if (before?.kind === 'text' && !isFirst) before.answer += `\n\n${answer}`;
    else this.#leftOut.push({ line: start + 1, last: start + 1, why: 'it has no question' });
  }

  /** Ends what is open before a line. `isInner`: by something that a heading may contain. */
  #close(end: number, isInner: boolean): void {
    const open = this.#open;
    this.#open = null;
    this.#flush();
    if (open === null) return;
    if (open.after !== null) this.#leaveOut(open.after);
    const isEmpty = open.text === null && open.answerAt === null;
    // A heading with nothing of its own is a chapter, even if it asks.
    if (open.kind === 'heading' && isInner && isEmpty) return;
    if (open.strength > 0 || open.answerAt !== null)
      this.#items.push(itemOf(open, this.#lines.slice(open.index + 1, open.innerAt ?? end)));
    else if (open.text !== null && isInner) this.#leaveOut(open.text);
    else if (open.text !== null)
      this.#leftOut.push({ line: open.index + 1, last: open.index + 1, why: DOES_NOT_ASK });
  }

  #flush(): void {
    if (this.#stray !== null) this.#leaveOut(this.#stray);
    this.#stray = null;
  }

  #leaveOut({ from, to }: Range): void {
    this.#leftOut.push({ line: from + 1, last: to + 1, why: NO_QUESTION });
  }
}
