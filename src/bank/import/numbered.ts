import type { Line } from '../parser/scan.ts';
import type { ListItem } from './item.ts';
import { plainTitle, sectionText } from './markdown.ts';
import type { Outline } from './outline.ts';

/** A line at the margin that begins with a number. */
interface Numbered {
  /** Line index, from 0. */
  index: number;
  number: number;
  /** Columns before its text. */
  indent: number;
  question: string;
  /** The text after the question on its line. */
  beside: string;
  asks: boolean;
}

/** A label that says where the answer begins; not part of it. */
const LABEL = /^(?:\*\*|__)?Ans(?:wer)?[ \t]*:(?:\*\*|__)?\s*/i;
const NUMBERED = /^((\d{1,5})[.)][ \t]+)(\S.*)$/;

/** `1. question?` at the margin, with its answer beside it or below. If most have no answer, the numbers count something else. */
export function fromNumbers(lines: readonly Line[], outline: Outline): ListItem[] {
  const starts = questionsAmong(numberedLines(lines, outline));
  const items = starts.map(({ index, indent, question, beside }, place) => {
    const above = outline.above(index);
    const chapter = above === null ? outline.below(index) : outline.next(above);
    const end = Math.min(starts[place + 1]?.index ?? lines.length, chapter?.index ?? lines.length);
    const below = lines.slice(index + 1, end);
    const text = sectionText([{ text: beside, at: index + 1, code: false }, ...below], indent);
    const answer = text.replace(LABEL, '');
    return { question: plainTitle(question), answer, line: index + 1, heading: above?.title ?? null };
  });
  return 2 * items.filter(({ answer }) => answer !== '').length < items.length ? [] : items;
}

/** Leaves out lines below a heading that is a question itself, and links of a table of contents. */
function numberedLines(lines: readonly Line[], outline: Outline): Numbered[] {
  return lines.flatMap(({ text, code }, index): Numbered[] => {
    const [, lead = '', number = '', said = ''] = (code ? null : NUMBERED.exec(text)) ?? [];
    if (number === '' || /^\[.*\]\(#|^#{1,6}[ \t]/.test(said)) return [];
    if (outline.above(index)?.title.endsWith('?') === true) return [];
    return [{ index, number: Number(number), indent: lead.length, ...split(said) }];
  });
}

/** The question that a line begins with: bold text, or all leading sentences that ask. Otherwise the full line. */
function split(text: string): Pick<Numbered, 'question' | 'beside' | 'asks'> {
  const [, , bold = '', rest = ''] = /^(\*\*|__)(.+?)\1[ \t]*(.*)$/.exec(text) ?? [];
  if (bold !== '') return { question: bold, beside: rest, asks: bold.endsWith('?') };
  const sentences = text.trimEnd().split(/(?<=\?)[ \t]+/);
  const end = sentences.findIndex((sentence) => !sentence.endsWith('?') || /[.!][ \t]/.test(sentence));
  if (end === 0) return { question: text, beside: '', asks: false };
  const asked = end === -1 ? sentences.length : end;
  return {
    question: sentences.slice(0, asked).join(' '),
    beside: sentences.slice(asked).join(' '),
    asks: true,
  };
}

/** The lines that ask, and those that continue their numbers, unless they number the steps of an answer. */
function questionsAmong(numbered: readonly Numbered[]): Numbered[] {
  let next = NaN;
  let step = 0;
  return numbered.filter(({ number, asks }) => {
    const isQuestion = asks || (number === next && number !== step + 1);
    step = isQuestion ? 0 : number;
    if (isQuestion) next = number + 1;
    return isQuestion;
  });
}
