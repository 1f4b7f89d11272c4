import { count, words } from '../text/format.ts';
import { row } from '../text/rows.ts';
import type { KeyChoice, Menus } from '../terminal/menus.ts';
import { type Interruption, type PauseChoice, isInterruption } from './interviewer.ts';

const KEYS: readonly KeyChoice<PauseChoice>[] = [
  ['enter', 'continue'],
  ['s', 'skip'],
  ['e', 'end'],
  ['q', 'leave'],
];

/** The question to confirm a choice that cannot be undone, with `key` for yes; null if it can. */
export function secondThought(
  choice: PauseChoice,
  written: string | null,
): { ask: string; key: string } | null {
  if (choice === 'end') return { ask: 'End the round? Enter goes back, e ends it.', key: 'e' };
  if (choice !== 'skip' || written === null || written.trim() === '') return null;
  const kept = `Your text (${count(words(written), 'word')}) is kept but not submitted.`;
  return { ask: `Skip this one? ${kept} Enter goes back, s skips it.`, key: 's' };
}

/**
 * Asks what to do with a paused round. `written` is the text of the open box, null if none is open. `settle` drops keys
 * typed ahead: they may choose, but must not confirm.
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
        row('  Paused. Clock stopped.', 'bold'),
        [],
        row('  enter  continue'),
        ...(canSkip ? [row('  s      skip this one')] : []),
        row('  e      end the round, see the debrief'),
        row('  q      quit, resume later'),
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
