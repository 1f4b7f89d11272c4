import { EventEmitter } from 'node:events';
import { type Key as NodeKey, emitKeypressEvents } from 'node:readline';
import type { Key } from './answer-box/edit.ts';

const ESCAPE = '\x1b';
const PASTE_START = '\x1b[200~';
const PASTE_END = '\x1b[201~';
/** An escape sequence arrives within this time; after it, an Escape is the key itself. Milliseconds. */
const ESCAPE_WAIT = 50;
/** A paste without its end marker ends after this long, in milliseconds. */
const PASTE_WAIT = 2000;
/** Longer than any answer may be, so the rest of such a paste need not be kept. */
const PASTE_KEPT = 4_000_000;

/** An answer of the terminal to a query, such as one of an editor that has ended. No key looks like it. */
// eslint-disable-next-line no-control-regex
const REPLY = /\x1b\[\?[\d;]*\$?[@-~]/;
/** The start of one. The Escape and the bracket may still begin a key. */
// eslint-disable-next-line no-control-regex
const REPLY_START = /\x1b\[\?[\d;]{0,20}\$?$/;

/** Receives the terminal's input. */
export interface Sink {
  text: (text: string) => void;
  paste: (text: string) => void;
}

/** Separates bracketed pastes from other input, and drops the terminal's answers, however the input is chunked. */
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
    if (this.#paste !== null) this.#timer = setTimeout(() => this.#endPaste(), PASTE_WAIT);
    else if (this.#held !== '') this.#timer = setTimeout(() => this.#release(), this.#patience());
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #outside(text: string): string {
    const start = text.indexOf(PASTE_START);
    const reply = REPLY.exec(text);
    if (reply !== null && (start < 0 || reply.index < start)) {
      if (reply.index > 0) this.#sink.text(text.slice(0, reply.index));
      return text.slice(reply.index + reply[0].length);
    }
    if (start >= 0) {
      if (start > 0) this.#sink.text(text.slice(0, start));
      this.#paste = '';
      return text.slice(start + PASTE_START.length);
    }
    const held = REPLY_START.exec(text)?.[0].length ?? heldBack(text, PASTE_START);
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

  /** A slow line may deliver an answer in pieces. */
  #patience(): number {
    return REPLY_START.test(this.#held) ? PASTE_WAIT : ESCAPE_WAIT;
  }

  #release(): void {
    const held = this.#held;
    this.#held = '';
    if (!REPLY_START.test(held)) this.#sink.text(held);
  }
}

/** How many characters at the end of `text` may be the start of `marker`. */
function heldBack(text: string, marker: string): number {
  for (let n = Math.min(text.length, marker.length - 1); n > 0; n--) {
    if (text.endsWith(marker.slice(0, n))) return n;
  }
  return 0;
}

/** Turns terminal input into keys, delivered per chunk; printable characters of a chunk stay together. */
export class KeyReader {
  readonly #source = new EventEmitter();
  readonly #deliver: (keys: Key[]) => void;
  #keys: Key[] = [];

  constructor(deliver: (keys: Key[]) => void) {
    this.#deliver = deliver;
    // Node needs only the stream's events, and takes strings as they are.
    emitKeypressEvents(this.#source as unknown as NodeJS.ReadableStream);
    this.#source.on('keypress', (text: string | undefined, key: NodeKey) => this.#take(keyOf(text, key)));
  }

  feed(text: string): void {
    // The splitter already held back a lone Escape until nothing followed it.
    if (text === ESCAPE) this.#take({ kind: 'key', name: 'escape' });
    else this.#source.emit('data', text);
    const keys = this.#keys;
    this.#keys = [];
    if (keys.length > 0) this.#deliver(keys);
  }

  #take(key: Key | null): void {
    if (!key) return;
    const last = this.#keys.at(-1);
    // An emoji of several code points arrives as several keypresses, and is one grapheme only when joined.
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
  // Node does not name punctuation: what follows the Escape is the key.
  const base = name ?? (sequence.startsWith(ESCAPE) ? sequence.slice(1) : undefined);
  if (base === undefined || base === 'undefined' || CONTROL.test(base)) return null;
  return { kind: 'key', name: `${ctrl === true ? 'ctrl+' : ''}${meta === true ? 'alt+' : ''}${base}` };
}
