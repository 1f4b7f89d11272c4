import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '../interview/event.ts';
import { parseDraft } from '../interview/parse-event.ts';
import { readPlain } from './read-plain.ts';
import { writeWhole } from './write-whole.ts';

const SUFFIX = '.draft.json';

/** Replaces the open box's text on disk, whole or not at all. Each writer has a file of its own, like its segment. */
export function writeDraft(folder: string, segment: string, draft: Draft): void {
  writeWhole(join(folder, segment + SUFFIX), JSON.stringify(draft));
}

/** The furthest draft of a session, whoever wrote it; null where no box was open. */
export function readDraft(folder: string): Draft | null {
  const drafts = draftFiles(folder).flatMap((name) => {
    try {
      return parseDraft(JSON.parse(readPlain(join(folder, name)))) ?? [];
    } catch {
      return [];
    }
  });
  return drafts.sort((a, b) => b.at - a.at)[0] ?? null;
}

/** Removes every draft of a session: the answer's event is on disk now. */
export function removeDrafts(folder: string): void {
  for (const name of draftFiles(folder)) rmSync(join(folder, name), { force: true });
}

function draftFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
}
