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

/** What a session may hold. No round comes near it; what is larger is broken, or was made to exhaust the reader. */
export const MOST_BYTES = 64 * 2 ** 20;
const MOST_LINES = 1_000_000;
const MOST_FILES = 10_000;

/** How much of a session may still be read. Readers take from it. */
export interface Allowance {
  bytes: number;
  lines: number;
  files: number;
}

export function fullAllowance(): Allowance {
  return { bytes: MOST_BYTES, lines: MOST_LINES, files: MOST_FILES };
}

/** The part of a file that was left unread since the session is too large. */
export function unread(file: string, lines = 0): Damage {
  const what =
    lines === 0 ? 'it was not read' : `only its first ${lines.toLocaleString('en')} lines were read`;
  const problem = `${what}: a session may hold 64 MiB and 1,000,000 lines`;
  return { file, line: null, problem, isUnread: true };
}

/** The first files that may be read, and the damage of the others. */
export function withinAllowance(
  files: readonly string[],
  allowance: Allowance,
): { files: readonly string[]; damage: Damage[] } {
  const left = files.length - allowance.files;
  if (left <= 0) return { files, damage: [] };
  const unreadFiles = left === 1 ? '1 file was' : `${left.toLocaleString('en')} files were`;
  const problem = `${unreadFiles} not read: a session may hold ${allowance.files.toLocaleString('en')}`;
  return {
    files: files.slice(0, allowance.files),
    damage: [{ file: null, line: null, problem, parts: left, isUnread: true }],
  };
}
