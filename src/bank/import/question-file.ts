import { questionTemplate } from '../question-template.ts';
import type { NewQuestion } from '../question-template.ts';
import type { ListItem } from './item.ts';

/** A question file with the question and the answer that a list gives. Lint reports what is missing. */
export function importedFile(draft: NewQuestion, { question, answer }: ListItem): string {
  const [frontMatter = ''] = questionTemplate(draft).split('\n## Question\n');
  return `${frontMatter}\n## Question\n\n${question}\n\n## Expected answer\n\n${answer}\n`;
}
