import { plainTitle } from './markdown.ts';

const LONGEST = 70;

/** A title of one line for a question: its first sentence, cut at a word where it is long. */
export function titleOf(question: string): string {
  const first = plainTitle(question.split('\n').find((line) => line.trim() !== '') ?? '').replace(
    /[*`_]{1,3}/g,
    '',
  );
  const [sentence = first] = /^.*?[?.!](?=\s|$)/.exec(first) ?? [];
  const short = sentence.replace(/[.:]$/, '').trim();
  if (short.length <= LONGEST) return short;
  return `${short.slice(0, LONGEST).replace(/\s+\S*$/, '')} …`;
}
