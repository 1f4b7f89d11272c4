import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

let syntax: Parameters<typeof fromMarkdown>[1];

/** Markdown as GitHub reads it. What that adds to the plain one is put together for the first text, and costs no start. */
export function fromGfm(markdown: string): Root {
  syntax ??= { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
  return fromMarkdown(markdown, syntax);
}
