import { EventEmitter } from 'node:events';
import { type Key as NodeKey, emitKeypressEvents } from 'node:readline';
import type { Key } from './answer-box/edit.ts';

const ESCAPE = '\x1b';
const PASTE_START = '\x1b[200~';
const PASTE_END = '\x1b[201~';
/** An escape sequence comes in one piece or within this time; an Escape key stands alone. Milliseconds. */
const ESCAPE_WAIT = 50;
/** A paste whose end does not come is taken as it is. */
const PASTE_WAIT = 2000;
/** More than any answer holds: the rest of such a paste need not be kept to be refused. */
const PASTE_KEPT = 4_000_000;

/** Whoever the session's input goes to. */
export interface Sink {
  text: (text: string) => void;
  paste: (text: string) => void;
}

/** Cuts bracketed pastes out of what a terminal sends, wherever the reads happen to be cut. */
export class PasteSplitter {
  readonly #sink: Sink;
  #held = '';
  #paste: string | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  feed(chunk: string): void {
    clearTimeout(this.#timer);
    let rest = this.#held + chunk;
    this.#held = '';
    while (rest !== '') rest = this.#paste === null ? this.#outside(rest) : this.#inside(rest);
    if (this.#paste !== null)
      this.#timer = setTimeout(() => {
        this.#endPaste();
      }, PASTE_WAIT);
    else if (this.#held !== '')
      this.#timer = setTimeout(() => {
        this.#release();
      }, ESCAPE_WAIT);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #outside(text: string): string {
    const start = text.indexOf(PASTE_START);
    if (start >= 0) {
      if (start > 0) this.#sink.text(text.slice(0, start));
      this.#paste = '';
      return text.slice(start + PASTE_START.length);
    }
    const held = heldBack(text, PASTE_START);
    this.#held = text.slice(text.length - held);
    if (held < text.length) this.#sink.text(text.slice(0, text.length - held));
    return '';
  }

  #inside(text: string): string {
    const end = text.indexOf(PASTE_END);
    if (end < 0) {
      const held = heldBack(text, PASTE_END);
      this.#held = text.slice(text.length - held);
      this.#keep(text.slice(0, text.length - held));
      return '';
    }
    this.#keep(text.slice(0, end));
    this.#endPaste();
    return text.slice(end + PASTE_END.length);
  }

  #keep(text: string): void {
    if (this.#paste !== null && this.#paste.length < PASTE_KEPT) this.#paste += text;
  }

  #endPaste(): void {
    const text = this.#paste ?? '';
    this.#paste = null;
    this.#sink.paste(text);
  }

  #release(): void {
    const held = this.#held;
    this.#held = '';
    this.#sink.text(held);
  }
}

/** How many characters at the end of `text` may be the beginning of `marker`. */
function heldBack(text: string, marker: string): number {
  for (let n = Math.min(text.length, marker.length - 1); n > 0; n--) {
    if (text.endsWith(marker.slice(0, n))) return n;
  }
  return 0;
}

/** Turns text from a terminal into keys, those of one reading together; printable characters that came together stay together. */
export class KeyReader {
  readonly #source = new EventEmitter();
  readonly #deliver: (keys: Key[]) => void;
  #keys: Key[] = [];

  constructor(deliver: (keys: Key[]) => void) {
    this.#deliver = deliver;
    // Node decodes strings as they are, and asks nothing else of a stream than its events.
    emitKeypressEvents(this.#source as unknown as NodeJS.ReadableStream);
    this.#source.on('keypress', (text: string | undefined, key: NodeKey) => {
      this.#take(keyOf(text, key));
    });
  }

  feed(text: string): void {
    // A lone Escape has been held back until nothing followed it, so there is nothing more to wait for.
    if (text === ESCAPE) this.#take({ kind: 'key', name: 'escape' });
    else this.#source.emit('data', text);
    const keys = this.#keys;
    this.#keys = [];
    if (keys.length > 0) this.#deliver(keys);
  }

  #take(key: Key | null): void {
    if (!key) return;
    const last = this.#keys.at(-1);
    // An emoji of several code points comes as several keypresses and is one grapheme only as a whole.
    if (key.kind === 'text' && last?.kind === 'text') last.text += key.text;
    else this.#keys.push(key);
  }
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x1f\x7f]/;

function keyOf(text: string | undefined, { name, ctrl, meta, sequence = '' }: NodeKey): Key | null {
  if (ctrl !== true && meta !== true && text !== undefined && !CONTROL.test(text))
    return { kind: 'text', text };
  if (sequence === '\x1f') return { kind: 'key', name: 'ctrl+_' };
  // Node has no name for punctuation: what follows the Escape is the key.
  const base = name ?? (sequence.startsWith(ESCAPE) ? sequence.slice(1) : undefined);
  if (base === undefined || base === 'undefined' || CONTROL.test(base)) return null;
  return { kind: 'key', name: `${ctrl === true ? 'ctrl+' : ''}${meta === true ? 'alt+' : ''}${base}` };
}
