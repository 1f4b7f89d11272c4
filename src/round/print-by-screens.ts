import type { Menus } from '../terminal/menus.ts';
import type { Terminal } from '../terminal/raw-terminal.ts';
import { type Row, row } from '../text/rows.ts';
import { type Interruption, isInterruption } from './interviewer.ts';

/** Stops after each screenful, so that the start of a long text does not scroll past unread. All of it stays in the scrollback. */
export async function printByScreens(
  rows: readonly Row[],
  terminal: Terminal,
  menus: Menus,
  print: (rows: readonly Row[]) => void,
): Promise<Interruption | undefined> {
  for (let from = 0; from < rows.length;) {
    const room = Math.max(4, terminal.size().rows - 3);
    const rest = rows.length - from;
    // Rather overflow by two rows than stop for two.
    const until = rest <= room + 2 ? rows.length : from + room;
    print(rows.slice(from, until));
    from = until;
    if (from === rows.length) return undefined;
    const choice = await menus.key(
      [row(`  enter more   esc show all   ${Math.round((100 * from) / rows.length)}%`, 'dim')],
      [
        ['enter', 'more'],
        ['space', 'more'],
        ['escape', 'all'],
      ],
    );
    if (isInterruption(choice)) return choice;
    if (choice === 'all') {
      print(rows.slice(from));
      return undefined;
    }
  }
  return undefined;
}
