import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Code } from '../codes.ts';
import type { Finding, Place } from '../diagnostic.ts';
import type { Document } from '../parser/document.ts';
import { reporter, START } from '../reporter.ts';
import { byUnits } from '../../text/format.ts';
import { reasonOf } from '../../platform/errors.ts';
import { readPlainFile } from '../../platform/files.ts';
import { readDocument } from './front-matter.ts';

const LARGEST = 1024 * 1024;

/** A file of a bank, to be read. If it cannot be read, its document says why. */
export interface BankFile {
  /** Relative to the bank's folder, with `/`. */
  file: string;
  read: () => Document;
}

/**
 * The Markdown files below `root` that are wanted, sorted by name. `root` must not contain a link; nothing outside it is
 * opened. `show` turns a path in the bank into the path for messages.
 */
export function bankFiles(
  root: string,
  show: (file: string) => string,
  isWanted: (file: string) => boolean,
): BankFile[] {
  // A command may want one file of ten thousand: only the names of the others are looked at.
  return walk(root, '')
    .filter(({ file, kind }) => kind !== 'folder' && isWanted(file))
    .sort((a, b) => byUnits(a.file, b.file))
    .map((entry) => ({ file: entry.file, read: () => readEntry(root, entry, show(entry.file)) }));
}

/** The names of all folders and Markdown files below `root`: any change to the bank changes one of them. */
export function namesBelow(root: string): string[] {
  return walk(root, '').map(({ file }) => file);
}

/** What a bank's folder contains. */
interface Entry {
  /** Relative to the bank's folder, with `/`. */
  file: string;
  kind: 'file' | 'folder';
  /** Why it is not read. */
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
const LINK = unreadable('this is a link', 'it is not followed');

/** Follows no link, so it cannot loop or leave the bank. */
function walk(root: string, below: string): Entry[] {
  const found: Entry[] = [];
  for (const dirent of readdirSync(join(root, below), { withFileTypes: true })) {
    if (dirent.name.startsWith('.')) continue;
    const file = below === '' ? dirent.name : `${below}/${dirent.name}`;
    if (dirent.isDirectory()) {
      found.push({ file, kind: 'folder' });
      for (const inner of walkInto(root, file)) found.push(inner);
    } else if (dirent.isSymbolicLink()) {
      // A path that ends with a slash and a dot exists only for a folder.
      if (isMarkdown(file) || existsSync(`${root}/${file}/.`))
        found.push({ file, kind: 'file', refused: LINK });
    } else if (isMarkdown(file)) {
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

function readEntry(root: string, { file, refused }: Entry, shown: string): Document {
  if (refused !== undefined) return unread(file, shown, refused);
  const bytes = readBytes(join(root, file));
  if (!(bytes instanceof Uint8Array)) return unread(file, shown, bytes);
  const text = decode(bytes);
  return text === null ? notUtf8(file, shown, bytes) : readDocument(text, file, shown);
}

function readBytes(path: string): Uint8Array | Problem {
  try {
    const bytes = readPlainFile(path, LARGEST);
    if (bytes === 'no file') return NO_FILE;
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
  const text = new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n');
  const before = text.slice(0, text.indexOf('\ufffd')).split('\n');
  const place = { line: before.length, column: (before.at(-1) ?? '').length + 1, length: 1 };
  const problem: Problem = {
    code: 'B003',
    message: 'the file is not UTF-8 text',
    label: 'a byte that means nothing',
    help: 'save the file as UTF-8',
  };
  return unread(file, shown, problem, place, text);
}

function unread(
  file: string,
  shown: string,
  { code, message, label, help }: Problem,
  place: Place = START,
  text = '',
): Document {
  const problems: Finding[] = [];
  const source = { shown, text, frontMatter: '' };
  reporter(source, problems)(code, place, message, label, help);
  return { ...source, file, problems, data: null, content: null };
}
