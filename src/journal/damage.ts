/** An unreadable part of a session. */
export interface Damage {
  /** In the session's folder; null for the folder itself. */
  file: string | null;
  /** From 1; null for the file as a whole. */
  line: number | null;
  problem: string;
  /** How many parts this stands for; absent: one. */
  parts?: number;
  /** Only a newer hotseat can read it, and only that one may continue the session. */
  isNewer?: true;
  /** It may be intact, but there is too much of it, so the session cannot continue. */
  isUnread?: true;
}

/** As many damaged places of one file are kept one by one; the others are counted. */
const MOST = 100;

/** Collects the damage of a file. A file of a million damaged lines must not need memory for each. */
export class DamageList {
  readonly #file: string | null;
  readonly #named: Damage[] = [];
  #others = 0;
  #isNewer = false;

  constructor(file: string | null) {
    this.#file = file;
  }

  add(line: number | null, { problem, isNewer }: Pick<Damage, 'problem' | 'isNewer'>): void {
    if (this.#named.length < MOST) {
      this.#named.push({ file: this.#file, line, problem, ...(isNewer && { isNewer }) });
      return;
    }
    this.#others += 1;
    this.#isNewer ||= isNewer === true;
  }

  all(): Damage[] {
    if (this.#others === 0) return this.#named;
    const problem = `${this.#others.toLocaleString('en')} more places`;
    const others = { file: this.#file, line: null, problem, parts: this.#others };
    return [...this.#named, { ...others, ...(this.#isNewer && { isNewer: true }) }];
  }
}
