import { count, words } from '../text/format.ts';
import { row } from '../text/rows.ts';
import type { KeyChoice, Menus } from '../terminal/menus.ts';
import type { Interruption, PauseChoice } from './interviewer.ts';
import { isInterruption } from './interviewer.ts';

const KEYS: readonly KeyChoice<PauseChoice>[] = [
  ['enter', 'go on'],
  ['s', 'skip'],
  ['e', 'end'],
  ['q', 'leave'],
];

/** What a choice would do for good, as a question with `key` for yes; null where there is a way back. */
export function secondThought(
  choice: PauseChoice,
  written: string | null,
): { ask: string; key: string } | null {
  if (choice === 'end') return { ask: 'End the round? Enter goes back, e ends it.', key: 'e' };
  if (choice !== 'skip' || written === null || written.trim() === '') return null;
  const kept = `What you wrote, ${count(words(written), 'word')}, is kept but not handed in.`;
  return { ask: `Skip this one? ${kept} Enter goes back, s skips it.`, key: 's' };
}

/**
 * What to do with a paused round. `written` is the text of the open box, null where none is open. `settle` swallows keys
 * that were typed ahead: they may have chosen, and are not to confirm.
 */
export async function pauseMenu(
  menus: Menus,
  settle: () => Promise<void>,
  written: string | null,
): Promise<PauseChoice | Interruption> {
  const canSkip = written !== null;
  for (;;) {
    const choice = await menus.key(
      [
        [],
        row('  Paused. The clock stands.', 'bold'),
        [],
        row('  enter  go on'),
        ...(canSkip ? [row('  s      skip this one')] : []),
        row('  e      end the round, with its debrief'),
        row('  q      leave, resume later'),
      ],
      KEYS.filter(([, value]) => canSkip || value !== 'skip'),
    );
    if (isInterruption(choice)) return choice;
    const thought = secondThought(choice, written);
    if (thought === null) return choice;
    await settle();
    const isSure = await menus.key(
      [[], row(`  ${thought.ask}`, 'bold')],
      [
        ['enter', false],
        ['escape', false],
        [thought.key, true],
      ],
    );
    if (isInterruption(isSure)) return isSure;
    if (isSure) return choice;
  }
}
