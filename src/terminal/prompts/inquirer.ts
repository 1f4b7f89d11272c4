import { stripVTControlCharacters } from 'node:util';
import { createPromptModule } from 'inquirer';
import type { Lent } from '../raw-terminal.ts';
import { type Theme, row } from '../../text/rows.ts';

/** Inquirer's select in our colors: takes painted lines, returns the index of the chosen one. Clears the list. */
export async function selectPrompt(lines: readonly string[], theme: Theme, lent: Lent): Promise<number> {
  const prompt = createPromptModule({ ...lent, clearPromptOnDone: true });
  const { chosen } = await prompt<{ chosen: number }>([
    {
      type: 'select',
      name: 'chosen',
      message: '',
      pageSize: lines.join('\n').split('\n').length,
      loop: false,
      choices: lines.map((name, value) => ({ name, value })),
      theme: {
        prefix: '',
        icon: { cursor: '❯' },
        style: {
          highlight: (text: string) =>
            stripVTControlCharacters(text)
              .split('\n')
              .map((line) => theme.paint(row(line, 'accent')))
              .join('\n'),
          keysHelpTip: () => theme.paint(row('  ↑↓ choose   enter select   Ctrl+C quit', 'dim')),
        },
      },
    },
  ]);
  return chosen;
}

/** Inquirer's line of text that starts as `typed`; reports each change. */
export async function linePrompt(
  question: string,
  line: { typed: string; onChange: (typed: string) => void },
  theme: Theme,
  lent: Lent,
): Promise<string> {
  const prompt = createPromptModule({ ...lent, clearPromptOnDone: true });
  const { text } = await prompt<{ text: string }>([
    {
      type: 'input',
      name: 'text',
      message: question,
      ...(line.typed === '' ? {} : { default: line.typed, prefill: 'editable' as const }),
      transformer: (typed: string) => {
        line.onChange(typed);
        return typed;
      },
      theme: { prefix: ' ', style: { message: (text: string) => theme.paint(row(text, 'bold')) } },
    },
  ]);
  return text.trim();
}
