import { cleanLine } from './clean.ts';

/** Plain text as Markdown that shows it as it is, on one line. Only an address that shows itself may become a link. */
export function asMarkdown(text: string): string {
  return cleanLine(text)
    .replace(/[\\`*_[\]<>&#|~]/g, '\\$&')
    .replace(/^(\d*)([-+=.)])/, '$1\\$2');
}

/** The text of which `asMarkdown` made this Markdown. */
export function asPlain(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
