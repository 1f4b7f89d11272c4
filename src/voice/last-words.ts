import type { Child } from '../platform/child.ts';
import { cleanLine } from '../text/clean.ts';

/** The last words that a program wrote to its error output, for the end of a sentence. */
export function lastWords(child: Child): () => string {
  let text = '';
  child.process?.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-MOST_SAID);
  });
  return () => {
    const lines = text.split(/[\r\n]+/).map((line) => cleanLine(line).trim());
    const last = lines.findLast((line) => /\p{L}/u.test(line)) ?? '';
    return last.length > 100 ? `${last.slice(0, 99).toWellFormed()}…` : last.replace(/[.\s]+$/, '');
  };
}

const MOST_SAID = 4096;

/** What went wrong with a program, in a sentence. */
export function because(name: string, problem: string, said: string): string {
  return `${cleanLine(name)} ${problem}${said === '' ? '' : `: ${said}`}.`;
}
