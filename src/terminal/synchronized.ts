/** DEC mode 2026: the terminal shows what comes between on and off at once, so a repaint never flickers. */
const MODE = 2026;
const QUERY = `\x1b[?${MODE}$p`;
/** Erases what a terminal printed that does not know the query. */
const ERASE_ROW = '\r\x1b[K';

/** These are known to print the end of the query; most of the others that do not know it ignore it. */
function printsQuery({ TERM_PROGRAM, TERM }: Readonly<Record<string, string | undefined>>): boolean {
  return TERM_PROGRAM === 'Apple_Terminal' || TERM === 'linux';
}

/** Synchronized output, from the moment at which the terminal says that it has it. Nothing waits for the answer. */
export class Synchronized {
  #mayAsk: boolean;
  #isOn = false;

  constructor(vars: Readonly<Record<string, string | undefined>> | undefined) {
    this.#mayAsk = vars !== undefined && !printsQuery(vars);
  }

  /** Takes the terminal's answer about a mode: 1 is on, 2 is off, and anything else is unknown or fixed. */
  answered(mode: number, setting: number): void {
    if (mode === MODE) this.#isOn = setting === 1 || setting === 2;
  }

  /** The bytes of one repaint. The first starts with the query, and so in an empty row. */
  repaint(bytes: string): string {
    if (bytes === '') return '';
    const query = this.#mayAsk ? QUERY + ERASE_ROW : '';
    this.#mayAsk = false;
    return this.#isOn ? `\x1b[?${MODE}h${bytes}\x1b[?${MODE}l` : query + bytes;
  }
}
