import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { cleanLine } from '../../src/text/clean.ts';
import { asMarkdown, asPlain } from '../../src/text/markup.ts';

const GITHUB = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

const textIn = (node: Nodes): string =>
  'value' in node ? node.value : 'children' in node ? node.children.map(textIn).join('') : '';

const PIECES = [
  ...['*', '_', '`', '```', '[', '](http://a.example)', '![', '<b>', '<!--', '&lt;', '&', '#', '# ', '> '],
  ...['- ', '+ ', '1. ', '12) ', '---', '===', '|', '~~', '\\', '\n', '\n\n', '    ', '\t', '$', ':', '!'],
  ...[
    '[^1]: ',
    '[x]: ',
    'http://',
    'www.a.example',
    'a@b.example',
    'mailto:',
    '\x1b[31m',
    '\u202e',
    'word',
    ' ',
  ],
];
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 10 }).map((pieces) => pieces.join(''));

test('any text stands in Markdown as one paragraph that shows it', () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: 'grapheme' })), (text) => {
      for (const root of [fromMarkdown(asMarkdown(text)), fromMarkdown(asMarkdown(text), GITHUB)]) {
        expect(textIn(root)).toBe(cleanLine(text));
        expect(root.children.map(({ type }) => type)).toEqual(cleanLine(text) === '' ? [] : ['paragraph']);
        // An address that shows itself is the only link.
        const [paragraph] = root.children;
        const kinds = paragraph !== undefined && 'children' in paragraph ? paragraph.children : [];
        for (const node of kinds) {
          expect(['text', 'link']).toContain(node.type);
          if (node.type === 'link') expect(decodeURI(node.url)).toContain(decodeURI(textIn(node)));
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('and can be had back', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(asPlain(asMarkdown(text))).toBe(cleanLine(text));
    }),
  );
});
