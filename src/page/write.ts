import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { clean } from '../text/clean.ts';
import { STYLE } from './style.ts';

/**
 * A self-contained page: no script, no other file, no address. Its content security policy makes the browser enforce that,
 * whatever the page contains. `look` is a style sheet added to the shared one.
 */
export function writePage(title: string, body: readonly Element[], look = ''): string {
  const head = h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', {
      httpEquiv: 'Content-Security-Policy',
      content: "default-src 'none'; style-src 'unsafe-inline'",
    }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', title),
    h('style', STYLE + look),
  ]);
  const page: Root = {
    type: 'root',
    children: [{ type: 'doctype' }, h('html', { lang: 'en' }, [head, h('body', [...body])])],
  };
  return `${toHtml(cleaned(page))}\n`;
}

/** A piece of a page as HTML. */
export function writeElements(elements: readonly ElementContent[]): string {
  return toHtml(cleaned({ type: 'root', children: [...elements] }));
}

/** Every text and attribute passes through here, after any decoding. */
function cleaned<Node extends Root | RootContent>(node: Node): Node {
  if (node.type === 'text') return { ...node, value: clean(node.value) };
  if (!('children' in node)) return node;
  const children = node.children.map((child) => cleaned(child));
  if (node.type !== 'element') return { ...node, children };
  const properties = Object.fromEntries(
    Object.entries(node.properties).map(([name, value]) => [
      name,
      typeof value === 'string' ? clean(value) : value,
    ]),
  );
  return { ...node, properties, children };
}
