import xterm from '@xterm/headless';

/** An in-memory terminal screen, read as a person sees it. */
export class Screen {
  readonly terminal: xterm.Terminal;

  constructor(columns: number, rows: number) {
    this.terminal = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: 2000,
      allowProposedApi: true,
      logLevel: 'off',
    });
  }

  write(bytes: string): void {
    // The public write() is asynchronous: too slow for thousands of steps, and stuck under fake timers.
    const core = this.terminal as unknown as { _core: { writeSync: (bytes: string) => void } };
    core._core.writeSync(bytes);
  }

  /** The visible rows, without styles and trailing blank rows. */
  rows(): string[] {
    const { baseY } = this.terminal.buffer.active;
    return this.#lines(baseY, baseY + this.terminal.rows);
  }

  /** Scrollback and screen together. */
  all(): string[] {
    return this.#lines(0, this.terminal.buffer.active.length);
  }

  cursor(): { row: number; column: number } {
    const { cursorY: row, cursorX: column } = this.terminal.buffer.active;
    return { row, column };
  }

  #lines(from: number, to: number): string[] {
    const rows: string[] = [];
    for (let y = from; y < to; y++) {
      rows.push(this.terminal.buffer.active.getLine(y)?.translateToString(true).trimEnd() ?? '');
    }
    while (rows.at(-1) === '') rows.pop();
    return rows;
  }
}
