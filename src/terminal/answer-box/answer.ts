import { words } from '../../text/format.ts';
import { rewritten, textOf } from './buffer.ts';
import { type Composer, type Key, type Room, composerOf, edit } from './edit.ts';

/** What receives the keys: the text, the Ask line, a page laid over it, or the question whether to skip, or to ask. */
type Mode =
  | { kind: 'write'; prefix: boolean }
  | { kind: 'ask' }
  | { kind: 'page'; page: 'question' | 'help'; top: number }
  | { kind: 'skip?' | 'ask?' };

/** What the box must do about a key, beyond showing its effect. */
export type Action = 'submit' | 'skip' | 'ask' | 'pause' | 'editor' | 'suspend' | 'redraw' | 'save';

/** The answer box as an immutable value: everything but the clock, the size and the screen. */
export interface Answer {
  readonly composer: Composer;
  readonly mode: Mode;
  /** Replaces the status line until the next key. */
  readonly notice: string | null;
  /** The answer is spoken: a clock is shown instead of the text. */
  readonly spoken: boolean;
  /** The Ask line, which keeps its text when the candidate returns to the answer; null: nothing can be asked. */
  readonly asking: Composer | null;
}

const WRITING: Mode = { kind: 'write', prefix: false };
const ASKING: Mode = { kind: 'ask' };

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

const ASK_KEYS = new Set(['ctrl+o', 'f2']);
const ENTER = new Set(['return', 'enter']);

const SKIP_NOTICE = 'Nothing written. Ctrl+D again to skip, any other key to continue';
const ASK_NOTICE = 'That reads like a question. Ask it? (y asks, Enter submits)';

/** An answer of fewer words that ends in a question mark may be meant as a clarifying question. */
const LEAST_ANSWER = 25;

export function readsLikeQuestion(text: string): boolean {
  return /\?["'”’)\s]*$/.test(text) && words(text) < LEAST_ANSWER;
}

/** A box that opens with a text and a cursor, an offset in UTF-16 code units. */
export function answerOf(text: string, cursor: number, spoken = false): Answer {
  return { composer: composerOf(text, cursor), mode: WRITING, notice: null, spoken, asking: null };
}

/** A box in which questions can be asked, with its Ask line open if it has a text. */
export function withAskLine(answer: Answer, text: string | undefined): Answer {
  return { ...answer, asking: lineOf(text ?? ''), mode: text === undefined ? answer.mode : ASKING };
}

/** The text of the Ask line, also while that is closed; undefined if it is empty. */
export function askedIn({ asking }: Answer): string | undefined {
  const text = asking === null ? '' : textOf(asking.buffer);
  return text === '' ? undefined : text;
}

/** The box once `question` was answered: its line closes, unless the candidate is writing the next one there. */
export function afterReply(answer: Answer, question: string): Answer {
  if (askedIn(answer) !== question) return answer;
  return { ...answer, asking: lineOf(''), mode: answer.mode.kind === 'ask' ? WRITING : answer.mode };
}

const lineOf = (text: string): Composer => composerOf(inOneLine(text), text.length);

const inOneLine = (text: string): string => text.replace(/\s/g, ' ');

/** Clears an expired notice. What asks whether to ask stays, or a late answer would be typed into the text. */
export function withoutNotice(answer: Answer): Answer {
  if (answer.notice === null || answer.mode.kind === 'ask?') return answer;
  return { ...answer, notice: null, mode: answer.mode.kind === 'skip?' ? WRITING : answer.mode };
}

/** Whether the text is blank. */
function isEmpty({ buffer }: Composer): boolean {
  return buffer.lines.every((line) => line.text.trim() === '');
}

interface Pressed {
  answer: Answer;
  action: Action | null;
}

/** The box after a key, and the action left to the caller. */
export function press(answer: Answer, key: Key, room: Room): Pressed {
  const name = nameOf(key);
  const bare = { ...answer, notice: null };
  const writing = { ...bare, mode: WRITING };
  const isSubmit = ACTIONS.get(name) === 'submit';
  if (name === 'ctrl+c' || name === 'ctrl+z') return act(bare, name);
  switch (answer.mode.kind) {
    case 'skip?':
      if (isSubmit) return { answer: writing, action: 'skip' };
      return write(writing, key, room);
    case 'ask?':
      if (isSubmit || ENTER.has(name)) return { answer: writing, action: 'submit' };
      if (key.kind !== 'key' && /^y$/i.test(key.text)) return { answer: toAskLine(bare), action: 'ask' };
      return write(writing, key, room);
    case 'ask':
      return ask(bare, key, room);
    case 'page':
      return { answer: turn(bare, answer.mode, key, room), action: null };
    case 'write':
      // Ctrl+X and another key does nothing, but typed text is never lost.
      if (answer.mode.prefix && key.kind === 'key')
        return { answer: writing, action: name === 'ctrl+e' ? 'editor' : null };
      return write(writing, key, room);
  }
}

const nameOf = (key: Key): string => (key.kind === 'key' ? key.name : '');

function act(answer: Answer, name: string): Pressed {
  return { answer, action: ACTIONS.get(name) ?? null };
}

function into(mode: Mode, answer: Answer, notice: string | null = null): Pressed {
  return { answer: { ...answer, mode, notice }, action: null };
}

function write(answer: Answer, key: Key, room: Room): Pressed {
  const name = nameOf(key);
  const page = PAGES.get(name);
  const { composer, asking } = answer;
  if (page) return into({ kind: 'page', page, top: 0 }, answer);
  if (ASK_KEYS.has(name) && asking !== null) return into(ASKING, answer);
  if (answer.spoken) return act(answer, ENTER.has(name) ? 'ctrl+d' : name);
  if (name === 'ctrl+x') return into({ kind: 'write', prefix: true }, answer);
  if (ACTIONS.get(name) === 'submit') {
    if (isEmpty(composer)) return into({ kind: 'skip?' }, answer, SKIP_NOTICE);
    if (asking !== null && readsLikeQuestion(textOf(composer.buffer)))
      return into({ kind: 'ask?' }, answer, ASK_NOTICE);
  }
  if (ACTIONS.has(name)) return act(answer, name);
  return { answer: { ...answer, ...edit(composer, key, room) }, action: null };
}

/** A key in the Ask line, which stays open until there is a reply. */
function ask(answer: Answer, key: Key, room: Room): Pressed {
  const name = nameOf(key);
  const isSubmit = ENTER.has(name) || ACTIONS.get(name) === 'submit';
  const { asking } = answer;
  if (asking === null || name === 'escape' || ASK_KEYS.has(name)) return into(WRITING, answer);
  if (isSubmit) return isEmpty(asking) ? into(WRITING, answer) : { answer, action: 'ask' };
  if (PAGES.has(name)) return write(answer, key, room);
  if (ACTIONS.has(name)) return act(answer, name);
  const typed = key.kind === 'key' ? key : { ...key, text: inOneLine(key.text) };
  const { composer, notice } = edit(asking, typed, room);
  return { answer: { ...answer, asking: composer, notice }, action: null };
}

/** Moves the answer into the Ask line. An undo brings it back. */
function toAskLine(answer: Answer): Answer {
  const { composer } = answer;
  return {
    ...withAskLine(answer, textOf(composer.buffer)),
    composer: { ...composer, buffer: rewritten(composer.buffer, '') },
  };
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
