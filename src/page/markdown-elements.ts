import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type {
  Code,
  FootnoteDefinition,
  FootnoteReference,
  Heading,
  Html,
  Image,
  ImageReference,
  Link,
  LinkReference,
  ListItem,
} from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type State, toHast } from 'mdast-util-to-hast';
import { gfm } from 'micromark-extension-gfm';
import { isTame, leadsOut } from '../text/markup.ts';

const SYNTAX = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/**
 * Untrusted Markdown as page elements that run, load and name nothing. HTML is shown as written, an image becomes its
 * description, a heading a bold line, and a link works only for web and mail addresses.
 */
export function markdownElements(source: string): ElementContent[] {
  if (!isTame(source)) return [asWritten(source)];
  const tree = toHast(fromMarkdown(source, SYNTAX), { handlers: HANDLERS });
  return 'children' in tree ? (tree.children as ElementContent[]) : [];
}

/** The same without paragraphs, for inline use. */
export function markdownWords(source: string): ElementContent[] {
  return markdownElements(source).flatMap((element) =>
    element.type === 'element' && element.tagName === 'p' ? element.children : element,
  );
}

/** Text as typed, line by line. */
export function asWritten(words: string): ElementContent {
  return h('div.as-written', words);
}

const HANDLERS = {
  // Without the language class, since nothing here uses it.
  code: (_: State, { value }: Code) => h('pre', [h('code', value)]),
  html: (_: State, { value }: Html) => text(value),
  heading: (state: State, node: Heading) => h('p', [h('strong', state.all(node))]),
  image: (_: State, { alt, url }: Image) => picture(alt, url),
  imageReference: (state: State, { alt, identifier }: ImageReference) =>
    picture(alt, state.definitionById.get(identifier.toUpperCase())?.url ?? ''),
  link: (state: State, node: Link) =>
    leadsOut(node.url) ? defaultHandlers.link(state, node) : state.all(node),
  linkReference: (state: State, node: LinkReference) =>
    leadsOut(state.definitionById.get(node.identifier.toUpperCase())?.url ?? '')
      ? defaultHandlers.linkReference(state, node)
      : state.all(node),
  footnoteReference: (_: State, { label, identifier }: FootnoteReference) => text(`[${label ?? identifier}]`),
  footnoteDefinition: (state: State, node: FootnoteDefinition) =>
    h('div', [text(`[${node.label ?? node.identifier}] `), ...state.all(node)]),
  // A checkbox that cannot be ticked needs no control.
  listItem: (state: State, node: ListItem, parent: Parameters<typeof defaultHandlers.listItem>[2]) => {
    const item = defaultHandlers.listItem(state, { ...node, checked: null }, parent);
    const box = typeof node.checked === 'boolean' ? [text(node.checked ? '☑ ' : '☐ ')] : [];
    return { ...item, children: [...box, ...item.children] };
  },
};

function text(value: string): ElementContent {
  return { type: 'text', value };
}

/** The page loads nothing, so an image is its description and address. */
function picture(alt: string | null | undefined, url: string): ElementContent {
  return text([alt, url === '' ? '' : `(${url})`].filter(Boolean).join(' '));
}
