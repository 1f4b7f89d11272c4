import { type Composer, type Key, type Room, composerOf, edit } from './edit.ts';

/** What receives the keys: the text, a page laid over it, or the question whether to skip. */
type Mode =
  | { kind: 'write'; prefix: boolean }
  | { kind: 'page'; page: 'question' | 'help'; top: number }
  | { kind: 'skip?' };

/** What the box must do about a key, beyond showing its effect. */
export type Action = 'submit' | 'skip' | 'pause' | 'editor' | 'suspend' | 'redraw' | 'save';

/** The answer box as an immutable value: everything but the clock, the size and the screen. */
export interface Answer {
  readonly composer: Composer;
  readonly mode: Mode;
  /** Replaces the status line until the next key. */
  readonly notice: string | null;
  /** The answer is spoken: a clock is shown instead of the text. */
  readonly spoken: boolean;
}

const WRITING: Mode = { kind: 'write', prefix: false };

const ACTIONS = new Map<string, Action>([
  ['ctrl+d', 'submit'],
  ['alt+return', 'submit'],
  ['alt+enter', 'submit'],
  ['ctrl+c', 'pause'],
  ['ctrl+z', 'suspend'],
  ['ctrl+l', 'redraw'],
  ['ctrl+s', 'save'],
]);

const PAGES = new Map<string, 'question' | 'help'>([
  ['ctrl+g', 'question'],
  ['f1', 'help'],
  ['alt+?', 'help'],
]);

const SKIP_NOTICE = 'Nothing written. Ctrl+D again to skip, any other key to continue';

/** A box that opens with a text and a cursor, an offset in UTF-16 code units. */
export function answerOf(text: string, cursor: number, spoken = false): Answer {
  return { composer: composerOf(text, cursor), mode: WRITING, notice: null, spoken };
}

/** Clears an expired notice, and with it the question it asked. */
export function withoutNotice(answer: Answer): Answer {
  if (answer.notice === null) return answer;
  return { ...answer, notice: null, mode: answer.mode.kind === 'skip?' ? WRITING : answer.mode };
}

/** Whether the text is blank. */
function isEmpty({ composer }: Answer): boolean {
  return composer.buffer.lines.every((line) => line.text.trim() === '');
}

/** The box after a key, and the action left to the caller. */
export function press(answer: Answer, key: Key, room: Room): { answer: Answer; action: Action | null } {
  const name = key.kind === 'key' ? key.name : '';
  const bare = { ...answer, notice: null };
  if (name === 'ctrl+c' || name === 'ctrl+z') return act(bare, name);
  switch (answer.mode.kind) {
    case 'skip?':
      if (ACTIONS.get(name) === 'submit') return { answer: { ...bare, mode: WRITING }, action: 'skip' };
      return write({ ...bare, mode: WRITING }, key, room);
    case 'page':
      return { answer: turn(bare, answer.mode, key, room), action: null };
    case 'write':
      // Ctrl+X and another key does nothing, but typed text is never lost.
      if (answer.mode.prefix && key.kind === 'key') {
        return { answer: { ...bare, mode: WRITING }, action: name === 'ctrl+e' ? 'editor' : null };
      }
      return write({ ...bare, mode: WRITING }, key, room);
  }
}

function act(answer: Answer, name: string): { answer: Answer; action: Action | null } {
  return { answer, action: ACTIONS.get(name) ?? null };
}

function write(answer: Answer, key: Key, room: Room): { answer: Answer; action: Action | null } {
  const name = key.kind === 'key' ? key.name : '';
  const page = PAGES.get(name);
  if (page) return { answer: { ...answer, mode: { kind: 'page', page, top: 0 } }, action: null };
  if (answer.spoken) {
    return act(answer, name === 'return' || name === 'enter' ? 'ctrl+d' : name);
  }
  if (name === 'ctrl+x')
    return { answer: { ...answer, mode: { kind: 'write', prefix: true } }, action: null };
  if (ACTIONS.get(name) === 'submit' && isEmpty(answer)) {
    return { answer: { ...answer, mode: { kind: 'skip?' }, notice: SKIP_NOTICE }, action: null };
  }
  if (ACTIONS.has(name)) return act(answer, name);
  return { answer: { ...answer, ...edit(answer.composer, key, room) }, action: null };
}

/** Arrow and page keys scroll a page. Any other key closes it; text goes into a written answer. */
function turn(answer: Answer, mode: Mode & { kind: 'page' }, key: Key, room: Room): Answer {
  if (key.kind !== 'key') {
    // `q` and space close a page in other programs, so they are not meant as text.
    const isLeaving = answer.spoken || key.text === 'q' || key.text === ' ';
    return { ...answer, mode: WRITING, ...(isLeaving ? {} : edit(answer.composer, key, room)) };
  }
  const page = Math.max(1, room.rows - 1);
  const steps: Partial<Record<string, number>> = { up: -1, down: 1, pageup: -page, pagedown: page };
  const step = steps[key.name];
  if (step === undefined) return { ...answer, mode: WRITING };
  return { ...answer, mode: { ...mode, top: Math.max(0, mode.top + step) } };
}
