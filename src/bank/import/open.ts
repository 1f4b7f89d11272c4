import type { Line } from '../parser/scan.ts';
import { answerIn, type Asked, asks, type Strength } from './asking.ts';
import type { ListItem } from './item.ts';
import { plainTitle, sectionText } from './markdown-list.ts';

/** A range of lines, from 0, its end included. */
export interface Range {
  from: number;
  to: number;
}

/** What is being read: a question, or a heading that does not ask. */
export interface Open extends Omit<Asked, 'asks'> {
  kind: 'heading' | 'number' | 'bullet' | 'bold' | 'pair' | 'text';
  /** A heading of 0 is a question only if a fold or a label below it has its answer. */
  strength: Strength;
  index: number;
  /** A heading of this level or of a higher one ends it. */
  level: number;
  indent: number;
  heading: string | null;
  /** The lines with text below it. */
  text: Range | null;
  /** The heading inside it that no text has followed yet: if none does, it ends there. */
  innerAt: number | null;
  /** The line with `A:`, or with the first fold that is an answer. */
  answerAt: number | null;
  /** The folds that are its answer, and the text after the last one. */
  folded: string[];
  after: Range | null;
}

/** A question with the form in which it was found. */
export interface FoundItem extends ListItem {
  kind: Open['kind'] | 'fold' | 'row';
}

/** The question that was read, and its answer. `lines` are those below its own, up to where it ends. */
export function itemOf(open: Open, lines: readonly Line[]): FoundItem {
  const { kind, index, indent, answerAt, folded, strength, heading } = open;
  const own = [{ text: open.beside, at: index + 1, code: false }, ...lines];
  const place = answerAt === null || kind === 'text' ? 0 : answerAt - index;
  const below = place === 0 ? '' : sectionText(own.slice(0, place), indent);
  // A heading such as "Exercise 3" stays, unless the text below it asks by itself.
  const title = strength === 0 && asks(plainTitle(below)) ? '' : open.question;
  const question = [title, below].filter((part) => part !== '').join('\n\n');
  const answered = own.slice(place).map((line, at) => {
    const said = at === 0 && !line.code ? answerIn(line.text, kind === 'pair') : null;
    return said === null ? line : { ...line, text: said };
  });
  const answer = folded.length > 0 ? folded.join('\n\n') : sectionText(answered, indent);
  return { question, answer, line: index + 1, heading, kind };
}

/** Where most questions of a list have no answer, what is below the last is not its answer. */
export function withoutContents(items: readonly FoundItem[]): ListItem[] {
  const runs: FoundItem[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    const [first] = run ?? [];
    if (isListed(item) && first?.kind === item.kind && first.heading === item.heading) run?.push(item);
    else runs.push([item]);
  }
  return runs.flatMap((run) => {
    const answered = run.filter(({ answer }) => answer !== '').length;
    const isContents = run.some(isListed) && 2 * answered < run.length;
    return run.map(({ question, answer, line, heading }, at) => ({
      ...{ question, line, heading },
      answer: isContents && at === run.length - 1 ? '' : answer,
    }));
  });
}

function isListed({ kind }: FoundItem): boolean {
  return kind === 'number' || kind === 'bullet';
}
