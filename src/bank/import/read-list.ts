import type { Line } from '../parser/scan.ts';
import { answerIn, type Asked, asks, boldIn, BULLET, bulletIn, numberedIn, pairIn } from './asking.ts';
import { type LeftOut, type ListItem, type ReadList, withQuestion } from './item.ts';
import {
  headingIn,
  isNavigation,
  linesOf,
  plainTitle,
  saysSomething,
  sectionText,
  withTagsApart,
} from './markdown-list.ts';
import { pipeTableAt } from './pipe-table.ts';

/**
 * The questions of a Markdown page, in one pass over its lines: headings, numbers, bullets, bold lines, `Q:` lines,
 * `<details>` and tables, in any mixture. What follows a question is its answer, up to the next question.
 */
export function readList(text: string): ReadList {
  const joined = text.replace(SUMMARY, (summary) => {
    const lines = summary.split(/\r\n?|\n/);
    return lines.join(' ') + '\n'.repeat(lines.length - 1);
  });
  return new Reader(withTagsApart(linesOf(joined))).read();
}

/** One of several lines becomes one line. */
const SUMMARY = /<summary\b[^<>]{0,200}>[^]{0,500}?<\/summary>/gi;

/** A question that is being read. What is below a heading or in a fold belongs to it, questions included. */
interface Open extends Omit<Asked, 'asks'> {
  kind: 'heading' | 'fold' | 'number' | 'bullet' | 'bold' | 'pair';
  /** From 1. */
  at: number;
  /** Of a heading; a heading above it or beside it ends the question. */
  level: number;
  /** How many `<details>` are open around it. */
  depth: number;
  /** Columns before the text of its list item. */
  indent: number;
  /** Of a numbered question. */
  number: number | null;
  heading: string | null;
  lines: Line[];
  /** Where a label such as `Answer:` begins the answer, in `lines`. What is above belongs to the question. */
  answerAt: number | null;
}

/** A label such as `Answer` or `Show solution`: then the question is above the fold. */
const LABEL =
  /^(?:(?:show|view|see|click|toggle|reveal)\b.*|(?:the )?(?:answer|solution|hint|spoiler)\w*:?)$/i;

const NUMBER = /^(?:Q(?:uestion)?\s*\d*[.:)]|\d+[.):])\s*/i;

class Reader {
  readonly #lines: readonly Line[];
  readonly #items: ListItem[] = [];
  readonly #leftOut: LeftOut[] = [];
  /** The last heading that does not ask. */
  #chapter: string | null = null;
  #open: Open | null = null;
  /** How many `<details>` are open. */
  #depth = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  read(): ReadList {
    for (let at = 0; at < this.#lines.length; at++) {
      const table = pipeTableAt(this.#lines, at);
      if (table === null) this.#take(at);
      else {
        this.#close();
        for (const item of table.items) this.#items.push({ ...item, heading: this.#chapter });
        at = table.end - 1;
      }
    }
    this.#close();
    const { items, leftOut } = withQuestion(this.#items);
    return { items, leftOut: [...this.#leftOut, ...leftOut] };
  }

  #take(index: number): void {
    const line = this.#lines[index];
    if (line === undefined) return;
    if (line.code || !(this.#takeTag(line) || this.#takeHeading(line) || this.#takeQuestion(line)))
      this.#takeText(line);
  }

  /** Takes a line that is a tag of a fold. */
  #takeTag(line: Line): boolean {
    if (/^\s*<details\b/i.test(line.text)) this.#depth += 1;
    else if (/^\s*<\/details>/i.test(line.text)) {
      this.#depth = Math.max(0, this.#depth - 1);
      if (this.#open?.kind === 'fold' && this.#depth <= this.#open.depth) this.#close();
    } else {
      const summary = /^\s*<summary\b[^<>]*>(.*)<\/summary>/i.exec(line.text)?.[1];
      return summary !== undefined && this.#takeSummary(line, summary);
    }
    return true;
  }

  #takeSummary(line: Line, summary: string): boolean {
    const title = plainTitle(summary);
    const open = this.#open;
    if (asks(title)) {
      const question = sectionText([{ ...line, text: summary }]).replace(NUMBER, '');
      this.#begin('fold', line, { question, beside: '' }, { depth: this.#depth - 1 });
    } else if (open === null) this.#chapter = title;
    else if (open.kind !== 'fold' && LABEL.test(title)) open.answerAt ??= open.lines.length;
    // Anything else is part of the answer, such as an example.
    else return false;
    return true;
  }

  #takeHeading(line: Line): boolean {
    const heading = headingIn(line.text);
    if (heading === null) return false;
    const { level, title, indent } = heading;
    const open = this.#open;
    const isInside = open?.kind === 'heading' && level > open.level;
    const isFolded = open !== null && this.#depth > open.depth && !asks(title);
    if (isFolded || (isInside && (!asks(title) || open.lines.some(({ text: said }) => said.trim() !== ''))))
      return false;
    // Without text of its own, the heading above is a chapter.
    if (isInside) this.#open = null;
    this.#close();
    if (isInside || !asks(title)) this.#chapter = isInside ? open.question : title;
    if (asks(title)) this.#begin('heading', line, { question: title, beside: '' }, { level, indent });
    return true;
  }

  /** Takes a line that opens a question by its number, its bullet, its bold text or its `Q:`. */
  #takeQuestion(line: Line): boolean {
    const { text } = line;
    const kind = this.#open?.kind;
    const pair = pairIn(text);
    if (pair !== null) {
      const [question = '', beside = ''] = pair.split(/(?<=\S)[ \t]+(?=(?:\*\*)?A(?:nswer)?(?:\*\*)?:)/, 2);
      this.#begin('pair', line, { question, beside });
      return true;
    }
    if (kind === 'heading' || kind === 'fold' || kind === 'pair' || isNavigation(text)) return false;
    const isBare = this.#open?.lines.every(({ text: said }) => said.trim() === '') ?? true;
    const due = isBare && kind === 'number' ? (this.#open?.number ?? 0) + 1 : null;
    const numbered = numberedIn(text, due);
    // Below a question without an answer, a question in its list is the next one.
    const bullet =
      isBare || (kind !== 'number' && !/^[ \t]/.test(text))
        ? bulletIn(text, isBare && kind === 'bullet')
        : null;
    const bold = kind === 'number' ? null : boldIn(text);
    if (numbered !== null) this.#begin('number', line, numbered, numbered);
    else if (bullet !== null) this.#begin('bullet', line, bullet, bullet);
    else if (bold !== null) this.#begin('bold', line, bold);
    else return false;
    return true;
  }

  #takeText(line: Line): void {
    const lead = line.code ? undefined : BULLET.exec(line.text)?.[0];
    // An item further out than a question of the list is beside its list.
    if (this.#open?.kind === 'bullet' && lead !== undefined && lead.length < this.#open.indent) this.#close();
    const open = this.#open;
    if (open !== null) {
      if (!line.code && answerIn(line.text, open.kind === 'pair') !== null)
        open.answerAt ??= open.lines.length;
      open.lines.push(line);
    } else if (line.code || (saysSomething(line.text) && !isNavigation(line.text))) {
      const last = this.#leftOut.at(-1);
      if (last !== undefined && last.last >= line.at - 2) last.last = line.at;
      else this.#leftOut.push({ line: line.at, last: line.at, why: 'part of no question' });
    }
  }

  #begin(
    kind: Open['kind'],
    { at }: Line,
    { question, beside }: Omit<Asked, 'asks'>,
    {
      level = 0,
      indent = 0,
      number = null,
      depth = this.#depth,
    }: Partial<Pick<Open, 'level' | 'indent' | 'number' | 'depth'>> = {},
  ): void {
    this.#close();
    const lines = beside === '' ? [] : [{ text: beside, at, code: false }];
    const answerAt = beside !== '' && answerIn(beside, kind === 'pair') !== null ? 0 : null;
    const heading = this.#chapter;
    this.#open = { kind, question, beside, at, level, depth, indent, number, heading, lines, answerAt };
  }

  #close(): void {
    if (this.#open !== null) this.#items.push(itemOf(this.#open));
    this.#open = null;
  }
}

function itemOf({ kind, question, at, indent, heading, lines, answerAt }: Open): ListItem {
  const above = sectionText(lines.slice(0, answerAt ?? 0), indent);
  const answered = lines.slice(answerAt ?? 0).map((line, index) => {
    const said = index === 0 && !line.code ? answerIn(line.text, kind === 'pair') : null;
    return said === null ? line : { ...line, text: said };
  });
  return {
    question: [question, above].filter((part) => part !== '').join('\n\n'),
    answer: sectionText(answered, indent),
    line: at,
    heading,
  };
}
