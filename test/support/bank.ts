import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Assembled, assembleBank } from '../../src/bank/bank.ts';
import type { Diagnostic } from '../../src/bank/diagnostic.ts';
import { atOnce } from '../../src/platform/steps.ts';
import { questionFit } from '../../src/store/lint-banks.ts';
import { type Covers, lintBank } from '../../src/bank/lint/lint.ts';
import { matchOne } from '../../src/feedback/match.ts';
import { readDocument } from '../../src/bank/loader/front-matter.ts';
import { diagnose } from '../../src/bank/reporter.ts';

/** The folder of a bank that lints clean. */
const WHOLE_FOLDER = join(import.meta.dirname, '../fixtures/banks/whole');

/** Its only question, and the page with its vocabulary. */
export const WHOLE = readFileSync(join(WHOLE_FOLDER, '001-retry-storm.md'), 'utf8');
export const README = readFileSync(join(WHOLE_FOLDER, 'README.md'), 'utf8');

/** `text` with one piece replaced; throws when the piece is not there, so that no test edits nothing. */
export function edit(text: string, piece: string, by: string): string {
  if (!text.includes(piece)) throw new Error(`not in the text: ${piece}`);
  return text.replace(piece, () => by);
}

/** The whole question under another number and id. */
export function numbered(number: number, id: string): string {
  return edit(edit(WHOLE, 'number: 1', `number: ${number}`), 'id: retry-storm', `id: ${id}`);
}

/** A bank from texts by file name, without a disk. */
export function bankOf(files: Readonly<Record<string, string>>): Promise<Assembled> {
  const documents = Object.entries(files).map(([file, text]) => readDocument(text, file, file));
  const bank = assembleBank({
    folder: '/bank',
    fallbackName: 'bank',
    readme: documents.find(({ file }) => file === 'README.md') ?? null,
    documents: documents.filter(({ file }) => file !== 'README.md'),
  });
  return Promise.resolve(bank);
}

/** What lint says of such a bank on the day on which its facts were checked. */
export async function lintOf(
  files: Readonly<Record<string, string>>,
  today = '2026-11-24',
): Promise<Diagnostic[]> {
  const bank = await bankOf(files);
  return diagnose(atOnce(lintBank(bank, today, { covers, fit: questionFit })));
}

function* covers(...asked: Parameters<Covers>): ReturnType<Covers> {
  return (yield* matchOne(...asked)).covered;
}

/** A new folder with these files in it. */
export function tempFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'hotseat-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}
