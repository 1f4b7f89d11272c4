import { cleanLine } from './clean.ts';

/** Plain text as Markdown that shows it as it is, on one line. Some readers make a link of an address all the same. */
export function asMarkdown(text: string): string {
  return cleanLine(text)
    .replace(/[\\`*_[\]<>&#|~@]|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/^(\d*)([-+=.)])/, '$1\\$2');
}

/** The text of which `asMarkdown` made this Markdown. */
export function asPlain(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
