import { plainTitle } from './markdown.ts';

const LONGEST = 70;

/** A one-line title for a question: its first sentence, cut after a word if it is long. */
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
