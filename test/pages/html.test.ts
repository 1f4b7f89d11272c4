import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toHtml } from '../../src/transcript/html.ts';
import { tempFolder } from '../support/bank.ts';
import { CHROMIUM, programOf } from '../support/browser.ts';
import { sampleTranscript } from './sample.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** No word to anybody, and no first-run pages. */
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
/** In CSS pixels, less the margins that the page asks for. */
const MARGIN = (18 / 25.4) * 96;
const PAPERS = { A4: { width: 793.7, height: 1122.5 }, Letter: { width: 816, height: 1056 } } as const;

interface Opened {
  page: Page;
  /** Whatever the page asked for, beside itself. */
  requests: string[];
  /** Whatever its console said. */
  said: string[];
}

test('there is a browser to look at pages', ({ skip }) => {
  skip(CHROMIUM === undefined, 'no Chromium here: apt-get install chromium');
});

describe.skipIf(CHROMIUM === undefined)('the transcript as a page, in Chromium', () => {
  let browser: Browser;
  let file: string;
  beforeAll(async () => {
    file = join(tempFolder(), 'round.html');
    writeFileSync(file, toHtml(await sampleTranscript()));
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: QUIET });
  });
  afterAll(() => browser.close());

  async function open(
    viewport: { width: number; height: number },
    scheme: 'light' | 'dark',
  ): Promise<Opened> {
    const page = await browser.newPage({ viewport, colorScheme: scheme });
    const url = pathToFileURL(file).href;
    const opened: Opened = { page, requests: [], said: [] };
    page.on('request', (request) => request.url() === url || opened.requests.push(request.url()));
    page.on('console', (message) => opened.said.push(message.text()));
    page.on('pageerror', (error) => opened.said.push(error.message));
    await page.goto(url, { waitUntil: 'networkidle' });
    return opened;
  }

  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    test.each([
      ['a desk', DESK],
      ['a phone', PHONE],
    ])('on %s it is quiet, accessible, and no wider than the screen', async (_, viewport) => {
      const { page, requests, said } = await open(viewport, scheme);
      const found = await page.evaluate<AxeResults>(`${AXE}; axe.run()`);
      expect(found.passes.length).toBeGreaterThan(20);
      expect(found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBe(viewport.width);
      expect({ requests, said }).toEqual({ requests: [], said: [] });
      await page.close();
    });
  });

  test('it has headings, landmarks, and words for each bar', async () => {
    const { page } = await open(DESK, 'light');
    for (const landmark of ['banner', 'main', 'contentinfo'] as const)
      expect(await page.getByRole(landmark).count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual([
      'Mock interview, 2026-11-24',
    ]);
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
      '#4 Embeddings at scale',
      '#83 The door code in the weights',
      '#999 Unruly <b>title</b> & more',
      '#4 Embeddings at scale',
      '#83 The door code in the weights',
    ]);
    const bars = page.getByRole('img');
    expect(await bars.count()).toBe(9);
    expect(await bars.nth(1).getAttribute('aria-label')).toBe('Time: 1:30 of 1:00');
    expect(await page.locator('figure').nth(1).innerText()).toMatch(
      /^thinking 0:09\s+writing 0:51\s+over 0:30$/,
    );
    const points = page.locator('#q1 .points > li');
    expect(await points.first().innerText()).toMatch(
      /^Meaning as closeness\..*\n+☑ ticked by the candidate\n+found in the text: Chunk size moves quality/,
    );
    expect(await points.nth(1).innerText()).toMatch(/☐ not ticked\n+not sure: Chunk size/);
    expect(await points.nth(2).innerText()).toMatch(/☑ ticked by the candidate\n+not found$/);
    await page.close();
  });

  test('its links lead to its own questions and to the web', async () => {
    const { page } = await open(DESK, 'light');
    const all = await page.getByRole('link').all();
    const links = await Promise.all(all.map((link) => link.getAttribute('href')));
    expect(new Set(links.map((href) => href?.replace(/(?<=^#q)\d+$|(?<=^https:).*/, '')))).toEqual(
      new Set(['#q', 'https:']),
    );
    for (const href of links.filter((each) => each?.startsWith('#')))
      expect(await page.locator(href ?? '').count()).toBe(1);
    await page.close();
  });

  test.skipIf(programOf('pdftotext') === undefined).each(['A4', 'Letter'] as const)(
    'printed on %s, every word is there once, whole and inside the margins',
    async (format) => {
      const { page } = await open(DESK, 'dark');
      const printed = join(tempFolder(), 'round.pdf');
      await page.pdf({ path: printed, format, preferCSSPageSize: true });
      const words = wordsOf(printed);
      const pages = new Set(words.map((word) => word.page));
      expect(pages.size).toBeGreaterThan(5);
      const { width, height } = PAPERS[format];
      const outside = words.filter(
        ({ left, top, right, bottom }) =>
          left < MARGIN - 2 || top < MARGIN - 2 || right > width - MARGIN + 2 || bottom > height - MARGIN + 2,
      );
      expect(outside).toEqual([]);
      await page.emulateMedia({ media: 'print' });
      const shown = await page.locator('body').innerText();
      expect(letters(words.map(({ text }) => text).join(''))).toEqual(letters(shown));
      await page.close();
    },
  );
});

/** How often each letter and digit stands in a text; a printer may break its words elsewhere, and set some as one sign. */
function letters(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const letter of text.normalize('NFKC').match(/[\p{L}\p{N}]/gu) ?? [])
    counts[letter] = (counts[letter] ?? 0) + 1;
  return counts;
}

interface Word {
  text: string;
  page: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The words of a PDF with their boxes, in CSS pixels. */
function wordsOf(file: string): Word[] {
  const html = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 1e8 });
  const boxes = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g;
  return html
    .split('<page ')
    .slice(1)
    .flatMap((text, page) =>
      [...text.matchAll(boxes)].map(([, left, top, right, bottom, word = '']) => ({
        text: plain(word),
        page,
        left: pixels(left),
        top: pixels(top),
        right: pixels(right),
        bottom: pixels(bottom),
      })),
    );
}

/** Without its entities. */
function plain(text: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(\w+);/g, (entity, name: string) => signs[name] ?? entity);
}

function pixels(points = ''): number {
  return (Number(points) / 72) * 96;
}
