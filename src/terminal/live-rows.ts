import type { Row } from '../text/rows.ts';
import type { Styles } from './answer-box/painter.ts';
import { BoxPicture } from './box-picture.ts';
import { Interrupted } from './interruption.ts';
import type { RawTerminal } from './raw-terminal.ts';
import { watchForStop } from './watch.ts';

const KEYS: readonly string[] = ['\r', '\n', '\x1b', ' '];
/** How often the rows are drawn again, in milliseconds. */
const EVERY = 100;

interface Live {
  /** What is shown now. Only the last rows that fit are. */
  rows: (size: { columns: number; rows: number }) => readonly Row[];
  styles: Styles;
  /** Enter, Escape or the space bar. */
  onKey: () => void;
  /** Before Ctrl+Z stops the process. */
  onSuspend?: () => void;
}

/** Shows rows while something goes on, and removes them at its end. Throws an `Interrupted`. */
export async function whileShown(
  terminal: RawTerminal,
  { rows, styles, onKey, onSuspend }: Live,
  end: Promise<unknown>,
): Promise<void> {
  const picture = new BoxPicture(styles);
  let isAway = false;
  const paint = (): void => {
    if (isAway) return;
    const size = terminal.size();
    terminal.repaint(picture.show({ rows: rows(size).slice(1 - size.rows), cursor: null }, []));
  };
  const leave = (): string => picture.erase(terminal.size().columns);
  let letGo = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    ({ letGo } = watchForStop(terminal, {
      onStop: (interrupt) => reject(new Interrupted(interrupt)),
      onKey(text) {
        if (KEYS.includes(text.slice(0, 1))) onKey();
      },
      onSuspend() {
        isAway = true;
        onSuspend?.();
      },
      resized() {
        terminal.write(leave());
        paint();
      },
      resumed() {
        isAway = false;
        terminal.write('\r\x1b[J');
        picture.forget();
        paint();
      },
      leave,
    }));
  });
  const timer = setInterval(paint, EVERY);
  try {
    paint();
    await Promise.race([end, stopped]);
  } finally {
    clearInterval(timer);
    terminal.write(leave());
    letGo();
  }
}
