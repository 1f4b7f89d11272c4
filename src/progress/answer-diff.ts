import { diffArrays } from 'diff';
import type { Attempt, AttemptAnswer } from './attempts.ts';

/** A run of words that two texts share, or that one of them has; with the spaces behind each word. */
export interface ComparedPassage {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** The two answers to one question or follow-up, as one text. */
export interface ComparedAnswer extends Omit<AttemptAnswer, 'text'> {
  /** In order; what is gone stands before what is new in its place. */
  passages: readonly ComparedPassage[];
}

/** The answers that both attempts gave, each to what was asked in the same words: the main one first. */
export function compareAnswers(before: Attempt, after: Attempt): ComparedAnswer[] {
  return after.answers.flatMap(({ followUp, prompt, text }) => {
    const former = before.answers.find((answer) =>
      followUp === null ? answer.followUp === null : answer.followUp !== null && answer.prompt === prompt,
    );
    return former === undefined ? [] : [{ followUp, prompt, passages: passagesOf(former.text, text) }];
  });
}

/** What is looked at as one word: letters and digits, a single letter of a script without spaces, or a single mark. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_]+(?:['’-][\p{L}\p{M}\p{N}_]+)*|\S/u;
/** A word with the spaces behind it. */
const TOKENS = new RegExp(`(?:${WORD.source})\\s*`, 'gu');

/** Texts that differ in more words have so little in common that finding it takes seconds and helps nobody. */
const MOST_CHANGES = 2000;

/** What changed from one text to another, word by word; how the words are spaced is no change. */
export function passagesOf(before: string, after: string): ComparedPassage[] {
  const [former = [], latter = []] = [before, after].map((text) => text.trim().match(TOKENS) ?? []);
  const changes = diffArrays<string>(former, latter, {
    comparator: (a, b) => a.trimEnd() === b.trimEnd(),
    maxEditLength: MOST_CHANGES,
  });
  const whole = [{ was: [], same: [], gone: former, fresh: latter }];
  return withoutIslands(changes === undefined ? whole : stretchesOf(changes, former)).flatMap(passagesIn);
}

/** Words that two texts share, and then those that only one of them has in this place. Any of them may be empty. */
interface Stretch {
  /** As the first text spaces them, and as the second does. */
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

/** Some words, or a mark and the like, that happen to stand in both texts amid much that changed, make no sense of their own. */
function isIsland(same: readonly string[], before: Stretch, after: Stretch): boolean {
  const changed = ({ gone, fresh }: Stretch): number => Math.max(gone.length, fresh.length);
  const around = Math.min(changed(before), changed(after));
  if (around === 0 || same.length === 0) return false;
  return same.length * 2 <= around || /^(?:\S{0,3}|[^\p{L}\p{N}]*)\s*$/u.test(same.join(''));
}

/** The islands between two changes count as gone and as new. */
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
  // What has grown may leave a neighbour alone among the changes.
  return joined.length === stretches.length ? joined : withoutIslands(joined);
}

function passagesIn({ was, same, gone, fresh }: Stretch): ComparedPassage[] {
  // What is gone stood behind the last of them as it was spaced then.
  const shared = gone.length === 0 ? same : [...same.slice(0, -1), ...was.slice(-1)];
  const passages: ComparedPassage[] = [
    { kind: 'same', text: shared.join('') },
    { kind: 'gone', text: gone.join('') },
    { kind: 'new', text: fresh.join('') },
  ];
  return passages.filter(({ text }) => text !== '');
}
