import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBanks } from '../../src/bank/loader/load-banks.ts';
import { reportOf } from '../../src/progress/report/data.ts';
import { reportPage } from '../../src/progress/report/page.ts';
import { tempFolder } from '../support/bank.ts';
import { CHROMIUM, programOf } from '../support/browser.ts';
import { fakeEnv } from '../support/env.ts';
import { historyOf, type Span, TWO_YEARS } from '../support/history.ts';
import {
  axe,
  DESK,
  launch,
  letters,
  type Opened,
  openPage,
  outside,
  PHONE,
  type Word,
  wordsOf,
} from '../support/pages.ts';
import { summariesOf } from '../support/summaries.ts';

const SHIPPED = join(import.meta.dirname, '../../questions');
const SMALL_PHONE = { width: 320, height: 568 };

/** Histories of different lengths: two years, some evenings, one evening, none. */
const SPANS: Readonly<Record<string, Span | null>> = {
  'two years': TWO_YEARS,
  'some evenings': { ...TWO_YEARS, sessions: 12, days: 40 },
  'one evening': { ...TWO_YEARS, sessions: 3, days: 2 },
  nothing: null,
};

const SECTIONS = [
  'Coverage by topic',
  'Points over time',
  'Change by topic',
  'Expected and covered',
  'Points to work on',
];

async function pageOf(span: Span | null): Promise<string> {
  const { banks } = await loadBanks(fakeEnv({ cwd: SHIPPED }).env, [SHIPPED]);
  const questions = banks.flatMap((bank) => bank.questions);
  const sessions = span === null ? [] : summariesOf(historyOf(questions, span));
  const options = { today: '2026-11-24', since: null, topics: [], questions };
  return reportPage(reportOf(sessions, options), '0.1.0');
}

describe.skipIf(CHROMIUM === undefined)('the report as a page, in Chromium', () => {
  let browser: Browser;
  const files = new Map<string, string>();
  beforeAll(async () => {
    browser = await launch();
    const folder = tempFolder();
    for (const [name, span] of Object.entries(SPANS)) {
      const file = join(folder, `${name}.html`);
      writeFileSync(file, await pageOf(span));
      files.set(name, file);
    }
  });
  afterAll(() => browser.close());

  const open = (name: string, viewport: typeof DESK, scheme: 'light' | 'dark' = 'light'): Promise<Opened> =>
    openPage(browser, files.get(name) ?? '', viewport, scheme);

  describe.each(Object.keys(SPANS))('of %s', (name) => {
    test.each([
      ['a desk', DESK, 'light'],
      ['a desk in the dark', DESK, 'dark'],
      ['a phone', PHONE, 'light'],
      ['a small phone in the dark', SMALL_PHONE, 'dark'],
    ] as const)('on %s it logs nothing, is accessible, and fits the screen', async (_, viewport, scheme) => {
      const { page, requests, said } = await open(name, viewport, scheme);
      // Checks collapsed parts too.
      await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
      const found = await axe(page);
      expect(found.passes).toBeGreaterThan(15);
      expect(found.violations).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
      expect(await page.locator('body').innerText()).not.toMatch(/NaN|undefined|Infinity|null|object/);
      expect({ requests, said }).toEqual({ requests: [], said: [] });
      await page.close();
    });
  });

  test('it has headings and landmarks, and its links work', async () => {
    const { page } = await open('two years', DESK);
    for (const landmark of ['banner', 'navigation', 'main', 'contentinfo'] as const)
      expect(await page.getByRole(landmark).count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual([
      'Progress, 24 Nov 2024 to 24 Nov 2026',
    ]);
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(SECTIONS);
    for (const heading of SECTIONS) expect(await page.getByRole('region', { name: heading }).count()).toBe(1);
    const links = await Promise.all(
      (await page.getByRole('link').all()).map((link) => link.getAttribute('href')),
    );
    expect(links).toHaveLength(SECTIONS.length);
    for (const href of links) expect(await page.locator(`section${href ?? ''}`).count()).toBe(1);
    await page.close();
  });

  test.each([
    ['a desk', DESK],
    ['a phone', PHONE],
  ])('on %s each plot says in words what it shows, and has its table', async (_, viewport) => {
    const { page } = await open('two years', viewport);
    const plots = page.getByRole('img');
    expect(await plots.count()).toBe(2);
    for (const plot of await plots.all()) {
      const [name, words] = await Promise.all([
        accessible(page, plot.getAttribute('aria-labelledby')),
        accessible(page, plot.getAttribute('aria-describedby')),
      ]);
      expect(name).toMatch(/^\w+ .+/);
      expect(words).toMatch(/\d/);
      expect(await plot.locator('xpath=ancestor::section').getByRole('table').count()).toBe(1);
    }
    expect(await page.locator('figure svg:visible').count()).toBe(2);
    await page.close();
  });

  test('each table has the data of the plot above it', async () => {
    const { page } = await open('two years', DESK);
    const drawn = await page.locator('#points svg:visible circle title').allTextContents();
    const told = await page
      .locator('#points tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) =>
          Array.from(
            (row as unknown as { cells: { textContent: string }[] }).cells,
            (cell) => cell.textContent,
          ),
        ),
      );
    expect(told.length).toBeGreaterThan(12);
    for (const [month = '', , , of = '', share = ''] of told)
      expect(drawn).toContain(`${month}: ${share} of ${of}`);
    await page.close();
  });

  test.each(['light', 'dark'] as const)(
    'in %s mode text and marks in plots have enough contrast',
    async (scheme) => {
      const { page } = await open('two years', DESK, scheme);
      const seen = await page.evaluate<{ ground: string; texts: string[]; marks: string[] }>(`(() => {
      const paint = (element, name) => getComputedStyle(element)[name];
      const all = (selector) => [...document.querySelectorAll('figure svg.wide ' + selector)];
      return {
        ground: paint(document.body, 'backgroundColor'),
        texts: all('text').map((each) => paint(each, 'fill')),
        marks: [
          ...all('rect, circle').map((each) => paint(each, paint(each, 'stroke') === 'none' ? 'fill' : 'stroke')),
          ...all('path').map((each) => paint(each, 'stroke')),
        ],
      };
    })()`);
      const weakest = (colors: string[]): number =>
        Math.min(...new Set(colors.map((color) => contrast(color, seen.ground))));
      expect(seen.texts.length).toBeGreaterThan(20);
      expect(weakest(seen.texts)).toBeGreaterThanOrEqual(4.5);
      const marks = seen.marks.filter((color) => color !== 'none');
      expect(marks.length).toBeGreaterThan(30);
      expect(weakest(marks)).toBeGreaterThanOrEqual(3);
      await page.close();
    },
  );

  test.skipIf(programOf('pdftotext') === undefined).each([
    ['A4', 'two years'],
    ['Letter', 'two years'],
    ['A4', 'some evenings'],
  ] as const)('printed on %s, %s are whole, and no plot is cut', async (format, name) => {
    const { page } = await open(name, DESK, 'dark');
    const printed = join(tempFolder(), 'report.pdf');
    await page.pdf({ path: printed, format, preferCSSPageSize: true });
    const words = wordsOf(printed);
    expect(outside(words, format)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    const shown = await page.locator('body').innerText();
    expect(letters(words.map(({ text }) => text).join(''))).toEqual(letters(shown));
    const pages = pagesOf(words);
    // The heading, the text and all labels of the plot are on one page.
    for (const together of await page.locator('.together').all()) {
      const parts = await together.locator('h2, p, svg.wide text, figcaption li').allTextContents();
      expect(pages.filter((text) => holds(text, parts)).length).toBeGreaterThan(0);
    }
    await page.close();
  });
});

async function accessible(page: Page, id: Promise<string | null>): Promise<string> {
  return (await page.locator(`[id="${(await id) ?? ''}"]`).textContent()) ?? '';
}

/** The text of each page without spaces, since a printer may break words anywhere. */
function pagesOf(words: readonly Word[]): string[] {
  const pages: string[] = [];
  for (const { page, text } of words) pages[page] = (pages[page] ?? '') + text.normalize('NFKC');
  return pages;
}

function holds(page: string, texts: readonly string[]): boolean {
  const words = texts.flatMap((text) => text.normalize('NFKC').split(/\s+/));
  return words.every((word) => page.includes(word));
}

/** The WCAG 2 contrast of two colors in the form `rgb(1, 2, 3)`. */
function contrast(one: string, other: string): number {
  const [a = 0, b = 0] = [luminance(one), luminance(other)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
