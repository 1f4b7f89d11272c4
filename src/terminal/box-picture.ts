import { type Row, textOf } from '../text/rows.ts';
import { type Frame, type Styles, erase, paint } from './answer-box/painter.ts';

const AUTOWRAP_OFF = '\x1b[?7l';
const AUTOWRAP_ON = '\x1b[?7h';

/** What a box has on the screen, and the bytes that change it. */
export class BoxPicture {
  readonly #styles: Styles;
  #frame: Frame | null = null;
  /** The rows printed right above the frame. They are in the scrollback, so they are never painted again. */
  #gone: readonly Row[] = [];

  constructor(styles: Styles) {
    this.#styles = styles;
  }

  /** How many rows of the question are in the scrollback. */
  get gone(): number {
    return this.#gone.length;
  }

  /** Shows a frame, below the rows for which it has no room. */
  show(frame: Frame, gone: readonly Row[]): string {
    const bytes = paint(this.#frame, frame, this.#styles);
    const isOpen = this.#frame !== null;
    this.#frame = frame;
    if (isOpen) return bytes;
    const start = gone.slice(shared(this.#gone, gone)).map((row) => `${this.#styles(row)}\r\n`);
    this.#gone = gone;
    return AUTOWRAP_OFF + start.join('') + bytes;
  }

  /** Erases the frame, on a terminal of so many columns. */
  erase(columns: number): string {
    const bytes = this.#frame ? erase(this.#frame, columns) + AUTOWRAP_ON : '';
    this.#frame = null;
    return bytes;
  }

  /** Erases the frame after a resize, with the rows above it as far as a higher screen shows them again. */
  withdraw(columns: number): string {
    if (this.#frame) {
      const { rows, cursor } = this.#frame;
      const above = this.#gone.length;
      this.#frame = {
        rows: [...this.#gone, ...rows],
        cursor: cursor && { ...cursor, row: cursor.row + above },
      };
    }
    return this.erase(columns);
  }

  /** Something else was printed: the next frame starts there, with the whole question. */
  forget(): void {
    this.#frame = null;
    this.#gone = [];
  }
}

/** How many rows two starts of a question share; none if neither continues the other, as at another width. */
function shared(a: readonly Row[], b: readonly Row[]): number {
  const shorter = Math.min(a.length, b.length);
  const isSame = a.slice(0, shorter).every((row, at) => textOf(row) === textOf(b[at] ?? []));
  return isSame ? shorter : 0;
}
