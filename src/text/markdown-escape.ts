/** Plain text as Markdown that shows it as it is, on one line. */
export function asMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>&#|~]/g, '\\$&').replace(/^(\d*)([-+=.)])/, '$1\\$2');
}
