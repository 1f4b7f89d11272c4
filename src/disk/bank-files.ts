import { join } from 'node:path';
import type { Diagnostic, Place } from '../bank/diagnostic.ts';
import type { Document } from '../bank/document.ts';
import { reporter, START } from '../bank/report.ts';
import { bankEntries, type Entry, type Problem, unreadable } from './bank-walk.ts';
import { reasonOf } from './paths.ts';
import { readPlainDocument } from './plain-document.ts';
import { readPlainFile } from './plain-file.ts';

const LARGEST = 1024 * 1024;
/** A trip through the thread pool takes longer than reading a question, so they are read in batches without one. */
const BATCH = 64;

/** How a file of the bank, given relative to it, is called in messages. */
type Show = (file: string) => string;

/**
 * Every Markdown file below `root` that is wanted, by name; what cannot be read is a document that says why.
 * `root` has no link in it. Nothing outside of it is opened.
 */
export async function readDocuments(
  root: string,
  isWanted: (file: string) => boolean,
  show: Show,
): Promise<Document[]> {
  const documents: Document[] = [];
  const entries = bankEntries(root).filter(({ file }) => isWanted(file));
  for (const [index, entry] of entries.entries()) {
    // Let a spinner turn.
    if (index % BATCH === BATCH - 1) await new Promise((resume) => setImmediate(resume));
    documents.push(await readEntry(root, entry, show));
  }
  return documents;
}

async function readEntry(root: string, { file, refused }: Entry, show: Show): Promise<Document> {
  const shown = show(file);
  if (refused !== undefined) return unread(file, shown, refused);
  const bytes = readBytes(join(root, file));
  if (!(bytes instanceof Uint8Array)) return unread(file, shown, bytes);
  const text = decode(bytes);
  if (text === null) return notUtf8(file, shown, bytes);
  return readText(text, file, shown);
}

/** The text of a question file as a document. */
export async function readText(text: string, file: string, shown: string): Promise<Document> {
  const plain = readPlainDocument(text, file, shown);
  return plain ?? (await import('./front-matter.ts')).readDocument(text, file, shown);
}

function readBytes(path: string): Uint8Array | Problem {
  try {
    const bytes = readPlainFile(path, LARGEST);
    if (bytes === 'no file') return unreadable('this is not a file', 'a device, a pipe or a socket');
    if (bytes !== 'too large') return bytes;
  } catch (error) {
    return unreadable('the file cannot be read', reasonOf(error), 'check its permissions');
  }
  const help = 'split it: one question is one file';
  return { code: 'B002', message: 'the file is over 1 MiB', label: 'it was not read', help };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function notUtf8(file: string, shown: string, bytes: Uint8Array): Document {
  const lines = new TextDecoder('utf-8').decode(bytes).split(/\r\n?|\n/);
  const line = lines.findIndex((text) => text.includes('\ufffd'));
  const place = { line: line + 1, column: (lines[line] ?? '').indexOf('\ufffd') + 1, length: 1 };
  const message = 'the file is not UTF-8 text';
  const problem: Problem = {
    code: 'B003',
    message,
    label: 'a byte that means nothing',
    help: 'save the file as UTF-8',
  };
  return unread(file, shown, problem, place, lines);
}

function unread(
  file: string,
  shown: string,
  { code, message, label, help }: Problem,
  place: Place = START,
  lines: readonly string[] = [],
): Document {
  const problems: Diagnostic[] = [];
  reporter({ shown, lines }, problems)(code, place, message, label, help);
  return { file, shown, lines, problems, frontMatter: null, bodyLine: null };
}
