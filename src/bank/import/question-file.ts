import { questionTemplate, type NewQuestion } from '../question-template.ts';
import type { ListItem } from './item.ts';
import { plainTitle } from './markdown-list.ts';

/** A question file with the question and the answer that a list gives. Lint reports what is missing. */
export function importedFile(
  draft: NewQuestion,
  { question, answer }: Pick<ListItem, 'question' | 'answer'>,
): string {
  const [frontMatter = ''] = questionTemplate(draft).split('\n## Question\n');
  return `${frontMatter}\n## Question\n\n${question}\n\n## Expected answer\n\n${answer}\n`;
}

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
