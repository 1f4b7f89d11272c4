import { readsLikeQuestion } from '../terminal/answer-box/answer.ts';
import { MOST_CHARACTERS } from '../terminal/answer-box/edit.ts';
import { clean } from '../text/clean.ts';
import { clock, count, words } from '../text/format.ts';
import type { BoxEnd, BoxResult, BoxText } from '../terminal/box-request.ts';
import type { Opening } from './interviewer.ts';
import { type Interruption, isInterruption } from '../terminal/interruption.ts';
import type { Take } from '../voice/recorder.ts';
import { askRun, commandOf, SPOKEN, WRITTEN } from './line-commands.ts';
import { type Heard, type LineDialog, listenTo } from './line-clock.ts';

/** A line of only this ends the answer. */
const END_OF_ANSWER = '---';

/** Asks for a note where an answer leaves no text. */
export const NOTE = 'Your note (Enter for none):';

/** Takes an answer line by line: written until `---`, or spoken until Enter. */
export function answerByLines(opening: Opening, dialog: LineDialog): Promise<BoxResult> {
  return opening.session.options.speakAloud ? speak(opening, dialog) : write(opening, dialog);
}

/**
 * An empty answer is a skip. A strict clock closes the answer at zero with the lines so far. A person may still finish
 * the current line, since it arrives only with Enter.
 */
async function write(opening: Opening, dialog: LineDialog): Promise<BoxResult> {
  const listen = listenTo(opening, dialog);
  const warn = unsavedWarning(opening, dialog);
  let writing: BoxText = opening.draft;
  let isFull = false;
  let isOffered = false;
  const become = (text: string): void => {
    isFull = false;
    // A line arrives whole, so the time of its first key is unknown.
    writing = { text, cursor: text.length, firstKey: null };
    opening.onChange(writing);
  };
  // After a refused line, refuse shorter ones too: they would follow a gap.
  const add = (line: string): void => {
    if (isFull) return;
    const text = writing.text === '' ? clean(line) : `${writing.text}\n${clean(line)}`;
    if (text.length <= MOST_CHARACTERS) {
      become(text);
      return;
    }
    isFull = true;
    const most = MOST_CHARACTERS.toLocaleString('en');
    dialog.say(`Too long: an answer holds ${most} characters. The rest was not added.`);
  };
  for (;;) {
    const heard = await listen();
    if (isInterruption(heard)) return { end: endOf(heard, dialog), draft: writing };
    warn();
    if (heard.isTimeUp) {
      const rest = dialog.hasPerson ? await lastLine(heard.line, dialog) : await passOver(heard.line, dialog);
      if (isInterruption(rest)) return { end: endOf(rest, dialog), draft: writing };
      if (rest !== '' && rest !== END_OF_ANSWER) add(rest);
      return { end: 'timeout', draft: writing };
    }
    const wasOffered = isOffered;
    isOffered = false;
    const isEnd = heard.line === END_OF_ANSWER || (wasOffered && heard.line.trim() === '');
    if (isEnd && dialog.hasPerson && !wasOffered && readsLikeQuestion(writing.text)) {
      dialog.say('That reads like a question. Ask it? Type y to ask it, Enter to submit it.');
      isOffered = true;
      continue;
    }
    if (isEnd) return closed(writing, opening, dialog);
    const asks = wasOffered && heard.line.trim().toLowerCase() === 'y';
    const said = dialog.hasPerson ? commandOf(heard.line, WRITTEN) : heard.line;
    const command = asks ? askRun(writing.text, () => become('')) : said;
    if (typeof command === 'string') add(command);
    else {
      const { say, show, tell } = dialog;
      const reach = { opening: { ...opening, draft: writing }, say, show, tell, become };
      const end = await command({ ...reach, toggle: null });
      if (end !== undefined) return { end, draft: writing };
    }
  }
}

/** Ends a written answer; an empty one is a skip. */
function closed(draft: BoxText, { clock: { used } }: Opening, { hasPerson, say }: LineDialog): BoxResult {
  if (draft.text.trim() === '') return { end: 'skip', draft };
  const told = `submitted, ${clock(used())}, ${count(words(draft.text), 'word')}`;
  return { end: 'submit', draft, ...(hasPerson ? { confirm: () => say(told) } : {}) };
}

/** Warns when the disk refuses the answer: once for each new reason. */
function unsavedWarning(opening: Opening, { say, hasPerson }: LineDialog): () => void {
  let told: string | null = null;
  return () => {
    const reason = opening.saving.problem();
    if (hasPerson && reason !== null && reason !== told)
      say(`Not saved: ${reason}. Type :save to save it elsewhere.`);
    told = reason;
  };
}

async function speak(opening: Opening, dialog: LineDialog): Promise<BoxResult> {
  const nothing: BoxText = { text: '', cursor: 0, firstKey: null };
  const { recording } = opening;
  const done = "Answer aloud. Press Enter when you're done.";
  dialog.say(recording === null ? done : `Recording. ${done} :record pauses the recording.`);
  const watch = recording === null ? null : watchTake(recording.take, dialog);
  const letGo = recording === null ? () => undefined : silentAtSuspend(recording.take);
  const heard = await hearOut(opening, dialog, watch);
  opening.clock.stopped?.();
  watch?.stop();
  letGo();
  await recording?.take.stop();
  // What was heard before stays.
  if (typeof heard === 'string') return { end: heard, draft: opening.draft };
  if (isInterruption(heard)) return { end: endOf(heard, dialog), draft: opening.draft };
  if (heard.isTimeUp) {
    dialog.ring();
    dialog.say("Time's up.");
  }
  const end = heard.isTimeUp ? 'timeout' : 'submit';
  // The words before stay until there are new ones.
  if (recording?.isEnough() === true) return { end, draft: opening.draft };
  dialog.say(NOTE);
  const note = await dialog.reader.next();
  if (isInterruption(note)) return { end: endOf(note, dialog), draft: opening.draft };
  const text = typeof note === 'string' ? clean(note) : '';
  return { end, draft: { ...nothing, text, cursor: text.length } };
}

/** Waits for the end of a spoken answer: an empty line, a command that ends it, or its time. */
async function hearOut(
  opening: Opening,
  dialog: LineDialog,
  watch: TakeWatch | null,
): Promise<Heard | Interruption | BoxEnd> {
  const listen = listenTo(opening, dialog);
  const { say, show, tell } = dialog;
  for (;;) {
    const heard = await listen();
    if (isInterruption(heard) || heard.isTimeUp || heard.line.trim() === '') return heard;
    const command = commandOf(heard.line, SPOKEN);
    if (typeof command === 'string') {
      say("A spoken answer takes no text. Press Enter alone when you're done.");
      continue;
    }
    const end = await command({
      ...{ opening, say, show, tell },
      become: () => undefined,
      toggle: watch?.toggle ?? null,
    });
    if (end !== undefined) return end;
  }
}

interface TakeWatch {
  toggle: () => void;
  stop: () => void;
}

/** How often a recording is looked at, in milliseconds. */
const LOOK = 100;

/** Says when a recording hears nothing, ends by itself, is paused or resumed. */
function watchTake(take: Take, { say }: LineDialog): TakeWatch {
  let said = takeText(take);
  const timer = setInterval(() => {
    const text = takeText(take);
    if (text !== said) say(text);
    said = text;
  }, LOOK);
  return {
    toggle() {
      take.toggle();
      // What it does now is said even if it is the same.
      said = '';
    },
    stop: () => clearInterval(timer),
  };
}

function takeText(take: Take): string {
  const state = take.state();
  if (state.kind === 'off') return 'Recording paused, the clock runs. :record resumes it.';
  if (state.kind === 'failed') return `Not recording: ${state.problem} :record tries again.`;
  return state.isSilent ? 'Nothing heard. Is the microphone on?' : 'Recording.';
}

/** Records nothing while the process is suspended. Returns what ends that. */
function silentAtSuspend(take: Take): () => void {
  if (process.platform === 'win32') return () => undefined;
  let isStopping = false;
  const stopped = (): void => {
    if (isStopping) return;
    isStopping = true;
    void take.suspend().then(() => {
      process.off('SIGTSTP', stopped);
      process.kill(process.pid, 'SIGTSTP');
    });
  };
  const resumed = (): void => {
    isStopping = false;
    process.off('SIGTSTP', stopped).on('SIGTSTP', stopped);
    take.resume();
  };
  process.on('SIGTSTP', stopped).on('SIGCONT', resumed);
  return () => {
    process.off('SIGTSTP', stopped).off('SIGCONT', resumed);
  };
}

function endOf({ interrupt }: Interruption, { interrupted }: LineDialog): BoxEnd {
  if (interrupt === 'pause') interrupted();
  return interrupt;
}

/** The line a person is typing when the time is up; it arrives only with Enter. */
async function lastLine(
  line: string | null,
  { reader, say, ring }: LineDialog,
): Promise<string | Interruption> {
  ring();
  if (line !== null) return line;
  say("Time's up. Press Enter to submit the line you're on.");
  return (await reader.next()) ?? '';
}

/** Discards the rest of a piped answer after time-up, or it would become the next answer. */
async function passOver(first: string | null, { reader }: LineDialog): Promise<'' | Interruption> {
  for (let line: string | Interruption | null = first; line !== END_OF_ANSWER; line = await reader.next()) {
    if (isInterruption(line)) return line;
  }
  return '';
}
