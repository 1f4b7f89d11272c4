import fc from 'fast-check';
import type { Element, Nodes as HtmlNodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { toHtml } from '../../src/transcript/html.ts';
import { roundOf, exported } from '../support/hostile-text.ts';
import { DIALECTS, words } from '../support/dialects.ts';

/** What a browser would run or follow without asking: HTML, and links to anything but pages and mail. */
function active(node: Nodes): string[] {
  const own = node.type === 'html' ? [node.value] : 'url' in node && isActive(node.url) ? [node.url] : [];
  return [...own, ...('children' in node ? node.children.flatMap(active) : [])];
}

/** A link without a scheme is a file beside the transcript, on the reader's machine. */
function isActive(url: string): boolean {
  return !['http:', 'https:', 'mailto:'].includes(URL.canParse(url) ? new URL(url).protocol : '');
}

const PIECES = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="',
  '</blockquote>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<?php',
  '<!DOCTYPE',
  '<details open ontoggle=alert(1)>',
  '&lt;b&gt;',
  '&#60;b>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt&colon;alert(1))',
  '[x](java&#10;script:alert(1))',
  '[x](java&Tab;script:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x](&#1;javascript:alert(1))',
  '[x](vbscript:x)',
  '![x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](file:///etc/passwd)',
  '[x](b)',
  '[x](../b "t")',
  '![x](//b/c)',
  '[x](#b)',
  '[x]: b',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1) "title"',
  '[x]:\n  <javascript:alert(1)>',
  '[x]',
  '[x][]',
  '![x][x]',
  '[^1]: <b>',
  '[^1]',
  '[ok](https://example.org/)',
  '`',
  '```',
  '~~~',
  '\\',
  '\\[',
  '> ',
  '- ',
  '    ',
  '\t',
  '| a | <b> |\n|---|---|\n| ` | ` |',
  '# ',
  '===',
  'words',
] as const;

/** Text that looks like code but is not, or only elsewhere. Each of these once got past a simple check. */
const HOLES: [string][] = [
  ['\\`<script>alert(1)</script>`'],
  ['` a\n` <script>alert(1)</script> `'],
  ['~~~ <script>alert(1)</script>'],
  ['~~~ \\`<script>alert(1)</script>`'],
  ['- a\n  ~~~\n<script>alert(1)</script>'],
  ['[x]: \\`<script>alert(1)</script>`'],
  ['- a\n  ~~~\n  b'],
  ['~~~\n- a\n  ~~~\n  b'],
  ['[^1]: <b><script>alert(1)</script>\n\n[^1]: <b>\n<script>alert(1)</script>'],
];

/** The document's own blocks, by their text, which differs from that of the bank and the candidate. */
const OWN = ['Key points: 0 of 1 covered · 0 found in the answer', 'Expected answer:'];

const texts = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('\n', ' ', '', '\n\n')), {
    minLength: 1,
    maxLength: 9,
  })
  .map((parts) => parts.flat().join(''));

describe('an export', () => {
  test('runs nothing, links only to pages and mail, and stays intact with any bank and answer', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const document = exported(text);
        for (const parse of Object.values(DIALECTS)) {
          const tree = parse(document);
          expect(active(tree)).toEqual([]);
          expect(tree.children.map(words).filter((text) => OWN.includes(text))).toEqual(OWN);
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 20), examples: HOLES },
    );
  });
});

/** The allowed elements of a page, and the allowed content of their tags. */
const ELEMENTS = [
  ...[
    'html',
    'head',
    'meta',
    'title',
    'style',
    'body',
    'header',
    'nav',
    'main',
    'article',
    'section',
    'footer',
  ],
  ...['h1', 'h2', 'h3', 'h4', 'p', 'div', 'span', 'strong', 'em', 'del', 'a', 'q', 'br', 'hr', 'code', 'pre'],
  ...['ul', 'ol', 'li', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'figure', 'figcaption'],
  ...['svg', 'rect'],
];
const ATTRIBUTES = [
  ...['lang', 'charSet', 'httpEquiv', 'content', 'name', 'className', 'id', 'ariaLabel', 'role', 'scope'],
  ...['align', 'start', 'title', 'viewBox', 'preserveAspectRatio', 'x', 'y', 'width', 'height', 'href'],
];

function elements(node: HtmlNodes): Element[] {
  const inner = 'children' in node ? node.children.flatMap(elements) : [];
  return node.type === 'element' ? [node, ...inner] : inner;
}

function textIn(node: HtmlNodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textIn).join('') : '';
}

describe('a page', () => {
  const frame = (tree: HtmlNodes): string[] =>
    elements(tree).flatMap(({ tagName, properties }) =>
      ['style', 'meta', 'article', 'h3', 'h4', 'footer'].includes(tagName)
        ? [`${tagName} ${JSON.stringify(properties)}`]
        : [],
    );
  const harmless = frame(fromHtml(toHtml(roundOf('word'))));

  test('runs and loads nothing, links only to pages and mail, and shows an answer as typed', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tree = fromHtml(toHtml(roundOf(text)));
        const found = elements(tree);
        expect(found.map(({ tagName }) => tagName).filter((name) => !ELEMENTS.includes(name))).toEqual([]);
        const properties = found.flatMap((element) => Object.entries(element.properties));
        expect(properties.filter(([name]) => !ATTRIBUTES.includes(name))).toEqual([]);
        const addresses = properties.flatMap(([name, value]) => (name === 'href' ? [String(value)] : []));
        expect(addresses.filter((href) => !/^(?:#q1$|https?:\/\/|mailto:)/i.test(href))).toEqual([]);
        // No text adds to the page's own elements, or removes any.
        const typed = text.replace(/^\s*\n/, '').trimEnd();
        if (typed !== '') expect(frame(tree)).toEqual(harmless);
        const quoted = found.filter(
          ({ children: [first] }) => first?.type === 'element' && first.tagName === 'div',
        );
        const answers = quoted.filter(({ tagName }) => tagName === 'blockquote').map(textIn);
        if (typed !== '') expect(answers).toEqual([typed, typed]);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 20), examples: HOLES },
    );
  });
});
