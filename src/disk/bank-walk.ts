import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Code } from '../bank/codes.ts';
import { compare } from '../text/format.ts';
import { reasonOf } from './paths.ts';

/** The names of every Markdown file below `root`, as `readDocuments` reads them; null where one of them is not to be read. */
export function markdownFiles(root: string): string[] | null {
  const entries = bankEntries(root);
  return entries.some(({ refused }) => refused !== undefined) ? null : entries.map(({ file }) => file);
}

/** A file to read, or the reason not to. */
export interface Entry {
  /** Relative to the bank's folder, with `/`. */
  file: string;
  refused?: Problem;
}

/** What keeps a file from being read, as a finding says it. */
export interface Problem {
  code: Code;
  message: string;
  label: string;
  help: string;
}

/** The finding about a file that cannot be read. */
export function unreadable(
  message: string,
  label: string,
  help = 'remove it, or put a plain file in its place',
): Problem {
  return { code: 'B001', message, label, help };
}

/** Every Markdown file below `root`, by name. `root` has no link in it; links to folders are not followed, so there is no loop. */
export function bankEntries(root: string): Entry[] {
  return walk(root, '');
}

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
  return found.sort((a, b) => compare(a.file, b.file));
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
