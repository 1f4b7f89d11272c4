import {
  type Action,
  type Answer,
  afterReply,
  answerOf,
  askedIn,
  press,
  withAskLine,
  withoutNotice,
} from './answer-box/answer.ts';
import { offsetOf, rewritten, textOf } from './answer-box/buffer.ts';
import type { Key } from './answer-box/edit.ts';
import { type Times, isTimeUp } from './answer-box/status.ts';
import {
  closingRows,
  type Exchange,
  type Scene,
  flow,
  onceForEachWidth,
  roomOf,
  view,
  withinPage,
} from './answer-box/view.ts';
import { clean } from '../text/clean.ts';
import type { Row } from '../text/rows.ts';
import { sentenceRows } from '../text/wrap.ts';
import { BoxPicture } from './box-picture.ts';
import type { BoxEnd, BoxRequest, BoxResult, BoxText } from './box-request.ts';
import { AFTER_A_KILL, EditorError, type Saved } from './editor.ts';
import { KeyReader } from './key-decoder.ts';
import { Ticker, timesOf } from './box-clock.ts';
import { RESIZE_WAIT } from './lend.ts';
import type { Holder } from './interruption.ts';
import type { RawTerminal } from './raw-terminal.ts';

/** At time-up, drops keys meant for the answer: for at least, until quiet for, at most; milliseconds. */
const SETTLE = [500, 400, 10_000] as const;
/** How long a notice stays, in milliseconds. */
const NOTICE = 6000;

const ASKING = 'One moment.';
const NO_EDITOR = 'No editor is set. Quit, run `export EDITOR=vim`, then resume.';

/** Asks for an answer in a box under a clock. Never rejects; however it ends, the result has the text. */
export function answerBox(terminal: RawTerminal, request: BoxRequest): Promise<BoxResult> {
  return new Promise((resolve) => new LiveBox(terminal, request, resolve).open());
}

function exchangeIn({ clarify }: BoxRequest): Exchange | null {
  return clarify === undefined ? null : { ...clarify, newest: onceForEachWidth(clarify.newest) };
}

const isCtrlC = (key: Key): boolean => key.kind === 'key' && key.name === 'ctrl+c';

class LiveBox implements Holder {
  readonly #terminal: RawTerminal;
  readonly #request: BoxRequest;
  readonly #resolve: (result: BoxResult) => void;
  readonly #reader = new KeyReader((keys) => this.#keys(keys));
  readonly #letGo: (() => void)[] = [];
  #answer: Answer;
  #told: BoxText;
  readonly #picture: BoxPicture;
  /** The first row of the answer in view. */
  #top = 0;
  readonly #ticker: Ticker;
  #resizing: NodeJS.Timeout | undefined;
  /** Ends the editor that has the terminal. */
  #editing: AbortController | null = null;
  /** How the box ended while the editor had the terminal. */
  #endsAs: BoxEnd | null = null;
  /** What the editor saved after a strict clock had closed the answer. */
  #late = '';
  /** What was told by now, rendered once for each width. */
  #exchange: Exchange | null;
  /** A question awaits its reply. */
  #isAsking = false;
  /** The editor has the terminal, or the shell while we are suspended. */
  #away = false;
  /** A notice hides the clock, so it must expire. */
  #noticeUntil = 0;
  /** When the box ended while the editor had the terminal: milliseconds since 1970. */
  #endedAt = Infinity;
  /** The clock when the box ended. */
  #usedAtEnd: number | null = null;
  #ended = false;

  constructor(terminal: RawTerminal, request: BoxRequest, resolve: (result: BoxResult) => void) {
    this.#terminal = terminal;
    this.#request = { ...request, prompt: onceForEachWidth(request.prompt) };
    this.#exchange = exchangeIn(request);
    this.#resolve = resolve;
    this.#picture = new BoxPicture(request.styles);
    const { text, cursor, asking } = request.draft;
    const answer = answerOf(text, cursor, request.spoken);
    this.#answer = request.clarify === undefined ? answer : withAskLine(answer, asking);
    this.#told = request.draft;
    this.#ticker = new Ticker(request.clock, (...of) => this.#ticked(...of));
  }

  open(): void {
    this.#letGo.push(this.#terminal.hold(this));
    this.#letGo.push(this.#terminal.onSignal((departure) => this.#finish(departure)));
    if (this.#request.opensEditor) void this.#edit();
    this.#paint();
    this.#ticker.start();
  }

  text(text: string): void {
    this.#reader.feed(text);
  }

  paste(text: string): void {
    this.#keys([{ kind: 'paste', text }]);
  }

  resized(): void {
    clearTimeout(this.#resizing);
    this.#resizing = setTimeout(() => {
      this.#resizing = undefined;
      this.#terminal.write(this.#picture.withdraw(this.#terminal.size().columns));
      this.#redraw();
    }, RESIZE_WAIT);
  }

  resumed(): void {
    this.#away = this.#editing !== null;
    // The cursor could be anywhere, so nothing above it is touched.
    if (!this.#away) this.#terminal.write('\r\x1b[J');
    this.#picture.forget();
    this.#ticker.skipGap();
    this.#request.recording?.resume();
    this.#paint();
    this.#ticker.start();
  }

  leave(): string {
    return this.#picture.erase(this.#terminal.size().columns);
  }

  #keys(keys: readonly Key[]): void {
    for (const [place, key] of keys.entries()) {
      if (this.#ended || this.#away) return;
      // Nothing is typed here: the space bar is for the recording.
      if (key.kind === 'text' && key.text.startsWith(' ') && this.#answer.mode.kind === 'write')
        this.#request.recording?.toggle();
      const pressed = press(this.#answer, key, roomOf(this.#answer, this.#scene()));
      this.#answer = withinPage(pressed.answer, this.#scene());
      this.#tell();
      // A slow line may deliver two Ctrl+C in one packet: quit at once.
      const isTwice = pressed.action === 'pause' && keys.slice(place + 1).some(isCtrlC);
      if (isTwice) this.#finish('SIGINT');
      else if (pressed.action) this.#act(pressed.action);
    }
    this.#noticeUntil = performance.now() + NOTICE;
    this.#paint();
  }

  #act(action: Action): void {
    switch (action) {
      case 'submit':
      case 'skip':
      case 'pause':
        this.#finish(action);
        return;
      case 'save':
        if (this.#request.saving.now() !== null) this.#finish('rescue');
        else this.#answer = { ...this.#answer, notice: this.#request.saving.allWell };
        return;
      case 'ask':
        void this.#ask();
        return;
      case 'editor':
        void this.#edit();
        return;
      case 'suspend':
        this.#ticker.stop();
        this.#away = true;
        this.#request.clock.stopped?.();
        void this.#suspend();
        return;
      case 'redraw':
        this.#redraw();
    }
  }

  /** Asks what is in the Ask line. The box stays open meanwhile. */
  async #ask(): Promise<void> {
    const question = askedIn(this.#answer);
    const { clarify } = this.#request;
    if (question === undefined || clarify === undefined || this.#isAsking) return;
    this.#isAsking = true;
    this.#answer = { ...this.#answer, notice: ASKING };
    const { problem = null } = await clarify.ask(question);
    this.#isAsking = false;
    if (this.#ended) return;
    if (problem === null) this.#answer = afterReply(this.#answer, question);
    if (problem !== null || this.#answer.notice === ASKING)
      this.#answer = { ...this.#answer, notice: problem };
    this.#noticeUntil = performance.now() + NOTICE;
    this.#exchange = exchangeIn(this.#request);
    this.#tell();
    // The rows that have no room any more are printed above the box.
    if (!this.#away && !this.#resizing) this.#redraw();
  }

  async #suspend(): Promise<void> {
    const { recording } = this.#request;
    if (recording !== undefined) await recording.suspend();
    // A signal may have ended the box meanwhile.
    if (!this.#ended) this.#terminal.suspend();
  }

  /** Reports a changed text or cursor. Text from an editor has no first key. */
  #tell(isTyped = true): void {
    const { buffer } = this.#answer.composer;
    const [text, cursor, asking] = [textOf(buffer), offsetOf(buffer), askedIn(this.#answer)];
    if (text === this.#told.text && cursor === this.#told.cursor && asking === this.#told.asking) return;
    const isFirst = isTyped && this.#told.text === '' && text !== '';
    const firstKey = this.#told.firstKey ?? (isFirst ? this.#request.clock.used() : null);
    this.#told = { text, cursor, firstKey, ...(asking === undefined ? {} : { asking }) };
    this.#request.onChange(this.#told);
  }

  #scene(): Scene {
    const { header, prompt, whole = prompt, clock, saving, recording = null } = this.#request;
    const size = this.#terminal.size();
    return {
      header,
      prompt,
      whole,
      exchange: this.#exchange,
      times: timesOf(clock),
      size,
      unsaved: saving.problem(),
      recording: recording?.rows ?? null,
    };
  }

  #paint(): void {
    if (this.#ended || this.#away || this.#resizing) return;
    const { frame, gone, top } = view(this.#answer, this.#scene(), this.#top);
    this.#terminal.repaint(this.#picture.show(frame, gone));
    this.#top = top;
  }

  #redraw(): void {
    this.#terminal.write(this.leave());
    this.#answer = withinPage(this.#answer, this.#scene());
    this.#paint();
  }

  #ticked(times: Times, rings: boolean): void {
    // Also while the editor has the terminal: no clock shows there.
    if (rings) this.#request.ring?.();
    if (performance.now() >= this.#noticeUntil) this.#answer = withoutNotice(this.#answer);
    if (isTimeUp(times)) this.#finish('timeout');
    else this.#paint();
  }

  /** Opens the text in the editor. The clock keeps running, and what the editor saves becomes the draft. */
  async #edit(): Promise<void> {
    const { edit } = this.#request;
    if (!edit) {
      this.#answer = { ...this.#answer, notice: NO_EDITOR };
      return;
    }
    const editing = new AbortController();
    this.#editing = editing;
    this.#away = true;
    try {
      const saved = await this.#terminal.release(() =>
        edit(textOf(this.#answer.composer.buffer), {
          onSaved: (now) => this.#take(now),
          signal: editing.signal,
        }),
      );
      this.#take(saved);
    } catch (error) {
      if (error instanceof EditorError && error.isKilled) this.#terminal.write(AFTER_A_KILL);
      this.#picture.forget();
      const reason = error instanceof Error ? error.message : 'The editor failed.';
      const notice = `${reason} Your text is kept.`;
      this.#answer = { ...this.#answer, notice };
      // A notice disappears with the next key; the place of recovery files must stay on screen.
      const isToStay = error instanceof EditorError && error.recovery !== null;
      if (this.#endsAs || isToStay) {
        const lines = sentenceRows(`  ${notice}`, this.#terminal.size().columns - 1);
        this.#terminal.print(lines.map((line) => `${line}\n`).join(''));
      }
    }
    this.#editing = null;
    this.#away = false;
    this.#noticeUntil = performance.now() + NOTICE;
    if (this.#endsAs) this.#close(this.#endsAs);
    else this.#paint();
  }

  /** Takes a text that the editor saved; after the box has ended it is late. */
  #take({ text, at }: Saved): void {
    if (this.#ended) return;
    if (this.#endsAs === 'timeout' && at > this.#endedAt) {
      this.#late = clean(text);
      return;
    }
    const { composer } = this.#answer;
    this.#answer = {
      ...this.#answer,
      composer: { ...composer, buffer: rewritten(composer.buffer, clean(text)) },
    };
    this.#tell(false);
  }

  #finish(end: BoxEnd): void {
    this.#ticker.stop();
    // From here on, time in an open editor or spent dropping keys is not answering time.
    this.#request.clock.stopped?.();
    this.#usedAtEnd ??= this.#request.clock.used();
    if (!this.#editing) {
      this.#close(end);
      return;
    }
    this.#endsAs ??= end;
    this.#endedAt = Math.min(this.#endedAt, Date.now());
    // At time-up the editor stays open; otherwise it is asked to close.
    if (end !== 'timeout') this.#editing.abort();
  }

  #close(end: BoxEnd): void {
    if (this.#ended) return;
    const scene = this.#scene();
    this.#ended = true;
    if (this.#resizing) {
      clearTimeout(this.#resizing);
      this.#terminal.write(this.#picture.withdraw(scene.size.columns));
      // The rows above were those of the size before.
      this.#picture.forget();
    }
    this.#terminal.write(this.leave());
    const ending = end === 'submit' && this.#request.spoken ? 'spoken' : end;
    const ended = closingRows(this.#answer, scene, ending, this.#usedAtEnd ?? scene.times.used);
    const isPromise = ending === 'submit';
    if (ended.length > 0) {
      const kept = flow(this.#answer, scene, this.#picture.gone);
      this.#print([...kept, ...(isPromise ? [] : ended)]);
    }
    for (const letGo of this.#letGo) letGo();
    const result = { ...this.#result(end), ...(isPromise ? { confirm: () => this.#print(ended) } : {}) };
    if (end !== 'timeout') this.#resolve(result);
    else void this.#terminal.settle(...SETTLE).then(() => this.#resolve(result));
  }

  #print(rows: readonly Row[]): void {
    this.#terminal.print(rows.map((row) => `${this.#request.styles(row)}\n`).join(''));
  }

  #result(end: BoxEnd): BoxResult {
    const result = { end, draft: this.#told };
    if (this.#late.trim() === '' || this.#late.trim() === this.#told.text.trim()) return result;
    this.#terminal.print('  What you saved after that is kept and marked as late.\n');
    return { ...result, late: this.#late };
  }
}
