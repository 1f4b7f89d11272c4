import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toHtml } from '../../src/transcript/html.ts';
import { toSheetPage } from '../../src/transcript/sheet-page.ts';
import { tempFolder } from '../support/bank.ts';
import { CHROMIUM, programOf } from '../support/browser.ts';
import {
  axe,
  DESK,
  launch,
  letters,
  type Opened,
  openPage,
  outside,
  PHONE,
  wordsOf,
} from '../support/pages.ts';
import { sampleTranscript } from './sample.ts';

test('a browser is available', ({ skip }) => {
  skip(CHROMIUM === undefined, 'no Chromium here: apt-get install chromium');
});

describe.skipIf(CHROMIUM === undefined)('in Chromium', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = tempFolder();
    const transcript = await sampleTranscript();
    writeFileSync(join(folder, 'transcript.html'), toHtml(transcript));
    writeFileSync(join(folder, 'sheet.html'), toSheetPage(transcript));
    browser = await launch();
  });
  afterAll(() => browser.close());

  const open = (
    viewport: typeof DESK,
    scheme: 'light' | 'dark',
    name: 'transcript' | 'sheet' = 'transcript',
  ): Promise<Opened> => openPage(browser, join(folder, `${name}.html`), viewport, scheme);

  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    test.each([
      ['transcript', 'a desk', DESK],
      ['transcript', 'a phone', PHONE],
      ['sheet', 'a desk', DESK],
      ['sheet', 'a phone', PHONE],
    ] as const)(
      'the %s on %s is quiet, accessible, and no wider than the screen',
      async (name, _, viewport) => {
        const { page, requests, said } = await open(viewport, scheme, name);
        const found = await axe(page);
        expect(found.passes).toBeGreaterThan(20);
        expect(found.violations).toEqual([]);
        const width = await page.evaluate('document.documentElement.scrollWidth');
        expect(width).toBe(viewport.width);
        expect({ requests, said }).toEqual({ requests: [], said: [] });
        await page.close();
      },
    );
  });

  test('it has headings, landmarks, and a description for each bar', async () => {
    const { page } = await open(DESK, 'light');
    for (const landmark of ['banner', 'main', 'contentinfo'] as const)
      expect(await page.getByRole(landmark).count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual([
      'Mock interview, 2026-11-24',
    ]);
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
      '#4 Embeddings at scale',
      '#83 A model that completes a real door code',
      '#999 Unruly <b>title</b> & more',
      '#4 Embeddings at scale',
      '#83 A model that completes a real door code',
    ]);
    const points = page.locator('#q1 .points > li');
    expect(await points.first().innerText()).toMatch(
      /^Meaning as closeness\b.*\n+☑ covered\n+found in the answer: Chunk size moves quality/,
    );
    expect(await points.nth(1).innerText()).toMatch(/☐ not covered\n+not sure: Chunk size/);
    expect(await points.nth(2).innerText()).toMatch(/☑ covered\n+not found$/);
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

  describe.skipIf(programOf('pdftotext') === undefined)('printed', () => {
    test.each([
      ['transcript', 'A4'],
      ['transcript', 'Letter'],
      ['sheet', 'A4'],
      ['sheet', 'Letter'],
    ] as const)(
      'every word of the %s on %s appears once, unbroken and inside the margins',
      async (name, format) => {
        const { page } = await open(DESK, 'dark', name);
        const printed = join(folder, 'printed.pdf');
        await page.pdf({ path: printed, format, preferCSSPageSize: true });
        const words = wordsOf(printed);
        const pages = new Set(words.map((word) => word.page));
        expect(pages.size).toBeGreaterThan(5);
        expect(outside(words, format)).toEqual([]);
        await page.emulateMedia({ media: 'print' });
        const shown = await page.locator('body').innerText();
        expect(letters(words.map(({ text }) => text).join(''))).toEqual(letters(shown));
        await page.close();
      },
    );

    test('on paper of any height, no page ends between a heading or the facts and the answer', async () => {
      const { page } = await open(DESK, 'light', 'sheet');
      for (let height = 180; height <= 300; height += 8) {
        const printed = join(folder, 'printed.pdf');
        await page.pdf({ path: printed, width: '210mm', height: `${height}mm` });
        const words = wordsOf(printed);
        const ends = words
          .filter((word, place) => word.page !== words[place + 1]?.page)
          .map(({ text }) => text);
        expect(ends.filter((text) => ['Answer', 'words', 'up:'].includes(text))).toEqual([]);
      }
      await page.close();
    });
  });
});
