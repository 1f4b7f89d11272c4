import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Code } from '../bank/codes.ts';
import type { Diagnostic, Place } from '../bank/diagnostic.ts';
import type { Document } from '../bank/document.ts';
import { reporter, START } from '../bank/report.ts';
import { byUnits } from '../text/format.ts';
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
  const entries = walk(root, '').filter(({ file }) => isWanted(file));
  for (const [index, entry] of entries.entries()) {
    // Let a spinner turn.
    if (index % BATCH === BATCH - 1) await new Promise((resume) => setImmediate(resume));
    documents.push(await readEntry(root, entry, show));
  }
  return documents;
}

/** The names of every Markdown file below `root`, as `readDocuments` reads them; null where one of them is not to be read. */
export function markdownFiles(root: string): string[] | null {
  const entries = walk(root, '');
  return entries.some(({ refused }) => refused !== undefined) ? null : entries.map(({ file }) => file);
}

/** A file to read, or the reason not to. */
interface Entry {
  /** Relative to the bank's folder, with `/`. */
  file: string;
  refused?: Problem;
}

interface Problem {
  code: Code;
  message: string;
  label: string;
  help: string;
}

function unreadable(
  message: string,
  label: string,
  help = 'remove it, or put a plain file in its place',
): Problem {
  return { code: 'B001', message, label, help };
}

/** Links to folders are not followed, so there is no loop. */
function walk(root: string, below: string): Entry[] {
  const found = readdirSync(join(root, below), { withFileTypes: true }).flatMap((dirent): Entry[] => {
    if (dirent.name.startsWith('.')) return [];
    const file = below === '' ? dirent.name : `${below}/${dirent.name}`;
    if (dirent.isDirectory()) return walkInto(root, file);
    if (dirent.isSymbolicLink()) return followLink(root, file);
    if (!file.endsWith('.md')) return [];
    if (dirent.isFile()) return [{ file }];
    return [{ file, refused: unreadable('this is not a file', 'a device, a pipe or a socket') }];
  });
  return found.sort((a, b) => byUnits(a.file, b.file));
}

function walkInto(root: string, file: string): Entry[] {
  try {
    return walk(root, file);
  } catch (error) {
    return [
      { file, refused: unreadable('the folder cannot be read', reasonOf(error), 'check its permissions') },
    ];
  }
}

function followLink(root: string, file: string): Entry[] {
  const isQuestion = file.endsWith('.md');
  try {
    const target = realpathSync(join(root, file));
    const kind = statSync(target);
    if (!isQuestion && !kind.isDirectory()) return [];
    const refuse = (message: string): Entry[] => [
      { file, refused: unreadable(message, 'it is not followed') },
    ];
    if (target !== root && !target.startsWith(root + sep)) return refuse('a link leaves the bank');
    if (kind.isDirectory()) return refuse('a link leads to a folder of the same bank');
    return kind.isFile() ? [{ file }] : refuse('a link leads to something that is not a file');
  } catch (error) {
    return isQuestion ? [{ file, refused: unreadable('a link leads nowhere', reasonOf(error)) }] : [];
  }
}

async function readEntry(root: string, { file, refused }: Entry, show: Show): Promise<Document> {
  const shown = show(file);
  if (refused !== undefined) return unread(file, shown, refused);
  const bytes = readBytes(join(root, file));
  if (!(bytes instanceof Uint8Array)) return unread(file, shown, bytes);
  const text = decode(bytes);
  if (text === null) return notUtf8(file, shown, bytes);
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
