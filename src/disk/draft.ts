import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '../interview/event.ts';
import { parseDraft } from '../interview/parse-event.ts';
import { reasonOf } from './paths.ts';
import { readPlain } from './read-plain.ts';
import type { Damage } from './segment.ts';
import { writeWhole } from './write-whole.ts';

const SUFFIX = '.draft.json';

/** Replaces the open box's text on disk, whole or not at all. Each writer has a file of its own, like its segment. */
export function writeDraft(folder: string, segment: string, draft: Draft): void {
  writeWhole(join(folder, segment + SUFFIX), JSON.stringify(draft));
}

/** The drafts of a session, whoever wrote them, the furthest first; and the files that hold none. */
export function readDrafts(folder: string): { drafts: Draft[]; damage: Damage[] } {
  const drafts: Draft[] = [];
  const damage: Damage[] = [];
  for (const file of draftFiles(folder)) {
    try {
      const draft = parseDraft(JSON.parse(readPlain(join(folder, file))));
      if (draft === null) damage.push({ file, line: null, problem: 'it holds no draft' });
      else drafts.push(draft);
    } catch (error) {
      // Its writer may be done with it just now.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      const problem = error instanceof SyntaxError ? 'it is not valid JSON' : reasonOf(error);
      damage.push({ file, line: null, problem });
    }
  }
  return { drafts: drafts.sort((a, b) => b.at - a.at), damage };
}

/** Removes every draft of a session: the answer's event is on disk now. */
export function removeDrafts(folder: string): void {
  for (const name of draftFiles(folder)) rmSync(join(folder, name), { force: true });
}

function draftFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(SUFFIX))
    .sort();
}
