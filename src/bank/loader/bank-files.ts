import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Code } from '../codes.ts';
import type { Diagnostic, Place } from '../diagnostic.ts';
import type { Document } from '../parser/document.ts';
import { reporter, START } from '../reporter.ts';
import { byUnits } from '../../text/format.ts';
import { reasonOf } from '../../platform/errors.ts';
import { readPlainDocument } from './plain-document.ts';
import { readPlainFile } from '../../platform/plain-file.ts';

const LARGEST = 1024 * 1024;
/** A trip through the thread pool takes longer than reading a question, so they are read in batches without one. */
const BATCH = 64;

/** A file of a bank, which is read when it is asked for; what cannot be read is a document that says why. */
export interface BankFile {
  /** Relative to the bank's folder, with `/`. */
  file: string;
  read: () => Promise<Document>;
}

/**
 * Every Markdown file below `root`, by name. `root` has no link in it, and nothing outside of it is opened. `show` says how
 * a file, given relative to the bank, is called in messages.
 */
export function bankFiles(
  root: string,
  show: (file: string) => string,
  isWanted: (file: string) => boolean,
): BankFile[] {
  // Of ten thousand a command may want one: the others take no more than a look at their names.
  return walk(root, '')
    .filter(({ file, kind }) => kind !== 'folder' && isWanted(file))
    .sort((a, b) => byUnits(a.file, b.file))
    .flatMap((entry) => (entry.kind === 'link' ? followLink(root, entry.file) : entry))
    .map((entry) => ({ file: entry.file, read: () => readEntry(root, entry, show(entry.file)) }));
}

/** Reads one file after the other, when the one before is done with. */
export async function* documentsOf(files: readonly BankFile[]): AsyncGenerator<Document> {
  for (const [index, { read }] of files.entries()) {
    // Let a spinner turn.
    if (index % BATCH === BATCH - 1) await new Promise((resume) => setImmediate(resume));
    yield await read();
  }
}

/**
 * The names of every folder and Markdown file below `root`: a change of the bank shows in one of them. null where there is a
 * link, for what that leads to is elsewhere.
 */
export function namesBelow(root: string): string[] | null {
  const entries = walk(root, '');
  return entries.some(({ kind }) => kind === 'link') ? null : entries.map(({ file }) => file);
}

/** What lies in a bank's folder; of a file that is not to be read, why. */
interface Entry {
  /** Relative to the bank's folder, with `/`. */
  file: string;
  kind: 'file' | 'folder' | 'link';
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

const NO_FILE = unreadable('this is not a file', 'a device, a pipe or a socket');

/** Links to folders are not followed, so there is no loop. */
function walk(root: string, below: string): Entry[] {
  const found: Entry[] = [];
  for (const dirent of readdirSync(join(root, below), { withFileTypes: true })) {
    if (dirent.name.startsWith('.')) continue;
    const file = below === '' ? dirent.name : `${below}/${dirent.name}`;
    if (dirent.isDirectory()) {
      found.push({ file, kind: 'folder' });
      for (const inner of walkInto(root, file)) found.push(inner);
    } else if (dirent.isSymbolicLink()) found.push({ file, kind: 'link' });
    else if (isMarkdown(file)) {
      found.push(dirent.isFile() ? { file, kind: 'file' } : { file, kind: 'file', refused: NO_FILE });
    }
  }
  return found;
}

/** Some programs write `.MD`. */
function isMarkdown(file: string): boolean {
  return /\.md$/i.test(file);
}

function walkInto(root: string, file: string): Entry[] {
  try {
    return walk(root, file);
  } catch (error) {
    const refused = unreadable('the folder cannot be read', reasonOf(error), 'check its permissions');
    return [{ file, kind: 'file', refused }];
  }
}

/** What a link is to the bank; none at all where it leads to something that is no question. */
function followLink(root: string, file: string): Entry[] {
  const isQuestion = isMarkdown(file);
  const refuse = (message: string, label = 'it is not followed'): Entry[] => [
    { file, kind: 'file', refused: unreadable(message, label) },
  ];
  try {
    const target = realpathSync(join(root, file));
    const found = statSync(target);
    if (!isQuestion && !found.isDirectory()) return [];
    if (target !== root && !target.startsWith(root + sep)) return refuse('a link leaves the bank');
    if (found.isDirectory()) return refuse('a link leads to a folder of the same bank');
    return found.isFile() ? [{ file, kind: 'file' }] : refuse('a link leads to something that is not a file');
  } catch (error) {
    return isQuestion ? refuse('a link leads nowhere', reasonOf(error)) : [];
  }
}

async function readEntry(root: string, { file, refused }: Entry, shown: string): Promise<Document> {
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
