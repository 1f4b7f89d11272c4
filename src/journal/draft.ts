import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredDraft } from '../engine/drafts.ts';
import { isDraft } from '../engine/event.ts';
import { codeOf, reasonOf } from '../platform/errors.ts';
import { readPlainStart, writeWhole } from '../platform/files.ts';
import { type Damage, type Allowance, unread } from './damage.ts';
import { syncFolder } from '../platform/paths.ts';

const SUFFIX = '.draft.json';

/** Replaces the open box's text on disk, whole or not at all. Each writer has its own file, as with segments. */
export function writeDraft(folder: string, segment: string, draft: string): void {
  writeWhole(join(folder, segment + SUFFIX), draft);
  syncFolder(folder);
}

/**
 * The drafts in a session's folder, from all writers, and unreadable files that are named like one. Takes from the allowance what
 * they need.
 */
export function readDrafts(
  folder: string,
  files: readonly string[],
  allowance: Allowance,
): { drafts: StoredDraft[]; damage: Damage[] } {
  const drafts: StoredDraft[] = [];
  const damage: Damage[] = [];
  for (const file of files.filter((name) => name.endsWith(SUFFIX))) {
    try {
      const { bytes, isWhole } = readPlainStart(join(folder, file), allowance.bytes);
      if (!isWhole) {
        damage.push(unread(file));
        continue;
      }
      allowance.bytes -= bytes.length;
      const draft: unknown = JSON.parse(bytes.toString('utf8'));
      if (isDraft(draft)) drafts.push({ segment: file.slice(0, -SUFFIX.length), draft });
      else damage.push({ file, line: null, problem: 'it is not a draft' });
    } catch (error) {
      // Its writer may have removed it just now.
      if (codeOf(error) === 'ENOENT') continue;
      const problem = error instanceof SyntaxError ? 'it is not valid JSON' : reasonOf(error);
      damage.push({ file, line: null, problem });
    }
  }
  return { drafts, damage };
}

/** Removes the drafts of these segments once their text is elsewhere on disk. */
export function removeDrafts(folder: string, segments: readonly string[]): void {
  for (const segment of segments) {
    try {
      rmSync(join(folder, segment + SUFFIX), { force: true });
    } catch {
      // Harmless: readers see that the answer is complete.
    }
  }
}
