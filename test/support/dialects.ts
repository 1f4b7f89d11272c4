import type { Root, Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** As GitHub parses it, and as a parser without extensions does. */
export const DIALECTS: Readonly<Record<string, (text: string) => Root>> = {
  'GitHub’s Markdown': (text) =>
    fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
  CommonMark: (text) => fromMarkdown(text),
};

export function words(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(words).join('') : '';
}
