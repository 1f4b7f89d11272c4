import { type Line, itemLine, readItems } from '../parser/scan.ts';
import { questionTemplate, type NewQuestion } from '../question-template.ts';
import type { ListItem } from './item.ts';
import { linesOf, plainTitle } from './markdown-list.ts';

/**
 * A question file with the question and the answer that a list gives. The items of a list at the end of the answer are
 * its key points too, unless they are not wanted. Lint reports what is missing.
 */
export function importedFile(
  draft: NewQuestion,
  { question, answer }: Pick<ListItem, 'question' | 'answer'>,
  isWithPoints = true,
): string {
  const [frontMatter = ''] = questionTemplate(draft).split('\n## Question\n');
  const points = isWithPoints ? pointsOf(answer) : [];
  const listed = points.length === 0 ? '' : `\n## Key points\n\n${points.join('\n')}\n`;
  return `${frontMatter}\n## Question\n\n${question}\n\n## Expected answer\n\n${answer}\n${listed}`;
}

/** One item alone is no list of points. */
const FEWEST = 2;

function pointsOf(answer: string): string[] {
  const points = readItems(lastList(linesOf(answer))).items.map(itemLine);
  return points.length < FEWEST ? [] : points.filter((point) => point !== '').map(pointItem);
}

/** With its own short name in the form of a key point; otherwise its first words are its name. */
function pointItem(point: string): string {
  const [, name = '', statement = ''] =
    /^(?:\*\*|__)([^*_]{1,60}?)[.:]?(?:\*\*|__)[.:]?[ \t]*(?:[–—-][ \t]+)?(.*)$/.exec(point) ?? [];
  return statement === '' ? `- ${point}` : `- **${name}.** ${statement}`;
}

/** The lines from the start of the bulleted list that ends a text; none if something else ends it. */
function lastList(lines: readonly Line[]): readonly Line[] {
  let start: number | null = null;
  let isAfterGap = false;
  for (const [at, { text, code }] of lines.entries()) {
    const isBullet = !code && /^ ?[-*+][ \t]+\S/.test(text);
    const isInside = /^[ \t]/.test(text) || text.trim() === '' || (!isAfterGap && !code);
    if (isBullet) start ??= at;
    else if (!isInside) start = null;
    isAfterGap = text.trim() === '';
  }
  return start === null ? [] : lines.slice(start);
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
