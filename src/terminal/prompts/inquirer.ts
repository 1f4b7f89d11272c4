import { stripVTControlCharacters } from 'node:util';
import { createPromptModule } from 'inquirer';
import type { Theme } from '../theme.ts';
import { row } from '../../text/rows.ts';

interface Streams {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
}

/** Inquirer's select in our own colours: painted lines, and the place of the chosen one. The list then vanishes. */
export async function selectPrompt(
  lines: readonly string[],
  theme: Theme,
  streams: Streams,
): Promise<number> {
  const prompt = createPromptModule({ ...streams, clearPromptOnDone: true });
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
          keysHelpTip: () => theme.paint(row('  ↑↓ choose   Enter go   Ctrl+C leave', 'dim')),
        },
      },
    },
  ]);
  return chosen;
}

/** Inquirer's line of text. */
export async function linePrompt(question: string, theme: Theme, streams: Streams): Promise<string> {
  const prompt = createPromptModule({ ...streams, clearPromptOnDone: true });
  const { line } = await prompt<{ line: string }>([
    {
      type: 'input',
      name: 'line',
      message: question,
      theme: { prefix: ' ', style: { message: (text: string) => theme.paint(row(text, 'bold')) } },
    },
  ]);
  return line.trim();
}
