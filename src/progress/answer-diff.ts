import { diffArrays } from 'diff';
import type { Attempt, AttemptAnswer } from './attempts.ts';

/** A run of words that both texts have, or only one; each word with the spaces after it. */
export interface ComparedPassage {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Two answers to one question or follow-up, merged into one text. */
export interface ComparedAnswer extends Omit<AttemptAnswer, 'text'> {
  /** In order; removed words come before the new ones in their place. */
  passages: readonly ComparedPassage[];
}

/** The answers that both attempts gave to the same question or follow-up, the main one first. */
export function compareAnswers(before: Attempt, after: Attempt): ComparedAnswer[] {
  return after.answers.flatMap(({ followUp, prompt, text }) => {
    const former = before.answers.find((answer) =>
      followUp === null ? answer.followUp === null : answer.followUp !== null && answer.prompt === prompt,
    );
    return former === undefined ? [] : [{ followUp, prompt, passages: passagesOf(former.text, text) }];
  });
}

/** One word: letters and digits, a single letter of a script without spaces, or a single mark. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_]+(?:['’-][\p{L}\p{M}\p{N}_]+)*|\S/u;
/** A word with the spaces after it. */
const TOKENS = new RegExp(`(?:${WORD.source})\\s*`, 'gu');

/** Texts that differ in more words have so little in common that the diff takes seconds and does not help. */
const MOST_CHANGES = 2000;

/** What changed from one text to another, word by word. Spacing does not count. */
export function passagesOf(before: string, after: string): ComparedPassage[] {
  const [former = [], latter = []] = [before, after].map((text) => text.trim().match(TOKENS) ?? []);
  const changes = diffArrays<string>(former, latter, {
    comparator: (a, b) => a.trimEnd() === b.trimEnd(),
    maxEditLength: MOST_CHANGES,
  });
  const whole = [{ was: [], same: [], gone: former, fresh: latter }];
  return withoutIslands(changes === undefined ? whole : stretchesOf(changes, former)).flatMap(passagesIn);
}

/** A smaller part of the shorter text in common, and the marks would outnumber the words. */
const FEWEST_IN_COMMON = 1 / 3;

/** Whether the two texts have so few words in common that marking the changes explains nothing. */
export function isRewritten(passages: readonly ComparedPassage[]): boolean {
  const count = { same: 0, gone: 0, new: 0 };
  for (const { kind, text } of passages) count[kind] += text.match(TOKENS)?.length ?? 0;
  return count.same < FEWEST_IN_COMMON * (count.same + Math.min(count.gone, count.new));
}

/** Words that both texts share, followed by those that only one has. Any of these may be empty. */
interface Stretch {
  /** The shared words as spaced in the first text, and in the second. */
  was: readonly string[];
  same: readonly string[];
  gone: readonly string[];
  fresh: readonly string[];
}

function stretchesOf(
  changes: readonly { added: boolean; removed: boolean; value: readonly string[] }[],
  former: readonly string[],
): Stretch[] {
  const stretches: Stretch[] = [];
  let place = 0;
  for (const { added, removed, value } of changes) {
    const was = added || removed ? [] : former.slice(place, place + value.length);
    if (!added) place += value.length;
    const same = added || removed ? [] : value;
    const last = same.length > 0 ? undefined : stretches.pop();
    const { gone = [], fresh = [] } = last ?? {};
    stretches.push({
      was: last?.was ?? was,
      same: last?.same ?? same,
      gone: removed ? [...gone, ...value] : gone,
      fresh: added ? [...fresh, ...value] : fresh,
    });
  }
  return stretches;
}

/** A few shared words or a mark amid many changes are a coincidence, and only make the diff harder to read. */
function isIsland(same: readonly string[], before: Stretch, after: Stretch): boolean {
  const changed = ({ gone, fresh }: Stretch): number => Math.max(gone.length, fresh.length);
  const around = Math.min(changed(before), changed(after));
  if (around === 0 || same.length === 0) return false;
  return same.length * 2 <= around || /^(?:\S{0,3}|[^\p{L}\p{N}]*)\s*$/u.test(same.join(''));
}

/** Counts islands between two changes as removed and as new. */
function withoutIslands(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const before = joined.at(-1);
    if (before === undefined || !isIsland(stretch.same, before, stretch)) joined.push(stretch);
    else {
      joined[joined.length - 1] = {
        ...before,
        gone: [...before.gone, ...stretch.was, ...stretch.gone],
        fresh: [...before.fresh, ...stretch.same, ...stretch.fresh],
      };
    }
  }
  // A larger change may turn its neighbor into an island.
  return joined.length === stretches.length ? joined : withoutIslands(joined);
}

function passagesIn({ was, same, gone, fresh }: Stretch): ComparedPassage[] {
  // Before removed words, the last shared word keeps its old spacing.
  const shared = gone.length === 0 ? same : [...same.slice(0, -1), ...was.slice(-1)];
  const passages: ComparedPassage[] = [
    { kind: 'same', text: shared.join('') },
    { kind: 'gone', text: gone.join('') },
    { kind: 'new', text: fresh.join('') },
  ];
  return passages.filter(({ text }) => text !== '');
}
