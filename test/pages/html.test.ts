import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toHtml } from '../../src/transcript/html.ts';
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

describe.skipIf(CHROMIUM === undefined)('the transcript as a page, in Chromium', () => {
  let browser: Browser;
  let file: string;
  beforeAll(async () => {
    file = join(tempFolder(), 'round.html');
    writeFileSync(file, toHtml(await sampleTranscript()));
    browser = await launch();
  });
  afterAll(() => browser.close());

  const open = (viewport: typeof DESK, scheme: 'light' | 'dark'): Promise<Opened> =>
    openPage(browser, file, viewport, scheme);

  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    test.each([
      ['a desk', DESK],
      ['a phone', PHONE],
    ])('on %s it is quiet, accessible, and no wider than the screen', async (_, viewport) => {
      const { page, requests, said } = await open(viewport, scheme);
      const found = await axe(page);
      expect(found.passes).toBeGreaterThan(20);
      expect(found.violations).toEqual([]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBe(viewport.width);
      expect({ requests, said }).toEqual({ requests: [], said: [] });
      await page.close();
    });
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

  test.skipIf(programOf('pdftotext') === undefined).each(['A4', 'Letter'] as const)(
    'printed on %s, every word appears once, unbroken and inside the margins',
    async (format) => {
      const { page } = await open(DESK, 'dark');
      const printed = join(tempFolder(), 'round.pdf');
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
});
