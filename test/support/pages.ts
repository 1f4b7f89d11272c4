import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** No network requests and no first-run pages. */
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
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 900 };
/** In CSS pixels, minus the margins that pages set. */
const MARGIN = (18 / 25.4) * 96;
const PAPERS = { A4: { width: 793.7, height: 1122.5 }, Letter: { width: 816, height: 1056 } } as const;

export interface Opened {
  page: Page;
  /** Everything the page requested besides itself. */
  requests: string[];
  /** Everything its console logged. */
  said: string[];
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM ?? '', args: QUIET });
}

/** Opens a file as a page and records its requests and console. */
export async function openPage(
  browser: Browser,
  file: string,
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

/** How many axe rules a page passes, and each one it breaks, with the elements. */
export async function axe(page: Page): Promise<{ passes: number; violations: string[][] }> {
  const found = await page.evaluate<AxeResults>(`${AXE}; axe.run()`);
  const violations = found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
  return { passes: found.passes.length, violations };
}

/** How often each letter and digit occurs in a text; a printer may break words and use ligatures. */
export function letters(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const letter of text.normalize('NFKC').match(/[\p{L}\p{N}]/gu) ?? [])
    counts[letter] = (counts[letter] ?? 0) + 1;
  return counts;
}

export interface Word {
  text: string;
  page: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The words of a PDF with their boxes, in CSS pixels. */
export function wordsOf(file: string): Word[] {
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

/** Words not entirely inside the margins of the paper. */
export function outside(words: readonly Word[], format: keyof typeof PAPERS): Word[] {
  const { width, height } = PAPERS[format];
  return words.filter(
    ({ left, top, right, bottom }) =>
      left < MARGIN - 2 || top < MARGIN - 2 || right > width - MARGIN + 2 || bottom > height - MARGIN + 2,
  );
}

/** The text with its entities decoded. */
function plain(text: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(\w+);/g, (entity, name: string) => signs[name] ?? entity);
}

function pixels(points = ''): number {
  return (Number(points) / 72) * 96;
}
