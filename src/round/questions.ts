import type { Certainty, Rating, Turn } from '../engine/event.ts';
import { CERTAINTIES, RATINGS } from '../engine/labels.ts';
import { type Session, callOf, questionAt } from '../engine/session.ts';
import { readyText } from '../renderer/round-screens.ts';
import { interruptOf } from '../terminal/interruption.ts';
import { cleanLine } from '../text/clean.ts';
import { count, words } from '../text/format.ts';
import type { Playing } from '../voice/playback.ts';
import type { Correction, HeardWords, PauseChoice, Unsaved } from './interviewer.ts';

// The questions of a round: asked by keys on a full screen, and by lines where a line stands for each key.

/** One key (`1`, `s`, `enter`, `escape`, `backspace`), what it does in words, and what it means. */
export interface Option<T> {
  key: string;
  does: string;
  value: T;
  /** `answer`: a possible answer and not something to do. `said`: the question names the key itself. */
  kind?: 'answer' | 'said';
}

export interface Question<T> {
  asks: string;
  options: readonly Option<T>[];
  /** Each of these has its options below it, one a row. */
  kind?: 'pause' | 'problem' | 'list';
  /** Said after the question. */
  more?: string;
  /** What the question is about, for its help; none: it has no help. */
  about?: string;
}

/** Asks a question. Throws an `Interrupted`. */
export type Ask = <T>(question: Question<T>) => Promise<T>;

const when = <const T>(isOffered: boolean, ...options: Option<T>[]): Option<T>[] =>
  isOffered ? options : [];

export function readyQuestion(session: Session, turn: Turn, canGoBack: boolean): Question<'ready' | 'back'> {
  return {
    asks: readyText(session, turn),
    about: 'The clock starts with Enter. While you answer, F1 shows the keys of the box.',
    options: [
      { key: 'enter', does: 'start', value: 'ready', kind: 'said' },
      ...when(canGoBack, { key: 'backspace', does: 'change the last rating', value: 'back' }),
    ],
  };
}

export function certaintyQuestion(
  session: Session,
  q: number,
  canReopen: boolean,
): Question<Certainty | null | 'reopen'> {
  const name = cleanLine(callOf(session, questionAt(session, q).question));
  // A spoken answer continues.
  const reopens = `${session.options.speakAloud ? 'continue' : 'edit'} your last answer`;
  return {
    asks: session.options.interview
      ? 'Thanks. Before the reveal: how many key points of the case did you cover?'
      : `Before the reveal: how many key points of ${name} did you cover?`,
    about:
      'Guess before you see the key points. Over time, your guesses show how well you judge your own answers.',
    options: [
      ...([1, 2, 3, 4] as const).map((value) => answer(value, CERTAINTIES[value], value)),
      { key: 'escape', does: 'skip', value: null },
      ...when(canReopen, { key: 'backspace', does: reopens, value: 'reopen' }),
    ],
  };
}

/** How many stories are listed to pick from. */
const MOST_STORIES = 9;

/** Asks for a story's name; a number picks one told before. */
export async function askStory(
  known: readonly string[],
  say: (text: string) => void,
  readLine: () => Promise<string>,
): Promise<string | null> {
  const listed = known.slice(0, MOST_STORIES);
  listed.forEach((name, at) => say(`${at + 1}  ${cleanLine(name)}`));
  const picks = listed.length === 0 ? '' : ', or one of these numbers';
  say(`Give your story a name${picks}. Enter for none. \`hotseat stories\` lists them.`);
  const typed = cleanLine(await readLine()).trim();
  return typed === '' ? null : (listed[Number(typed) - 1] ?? typed);
}

export function ratingQuestion(session: Session, q: number): Question<Rating | null | 'back'> {
  const hasPoints = questionAt(session, q).question.keyPoints.length > 0;
  return {
    asks: 'How did it go?',
    about:
      'How well did you know this? Your rating decides when the question is due again: soonest after "again", latest after "easy".',
    options: [
      ...RATED,
      { key: 'escape', does: 'skip', value: null },
      ...when(hasPoints, { key: 'backspace', does: 'edit the points', value: 'back' }),
    ],
  };
}

/** The ratings as answers. */
export const RATED = RATINGS.map((rating, place) => answer(place + 1, rating, rating));

export function answer<T>(key: number, does: string, value: T): Option<T> {
  return { key: `${key}`, does, value, kind: 'answer' };
}

/** How heard words are shown, corrected and played. */
interface HeardActions {
  show: () => void;
  ask: Ask;
  /** Corrects the words; `before` is an earlier correction. */
  edit: (before: string | null) => Promise<Correction>;
  hear: (playing: Playing) => Promise<void>;
}

/** Shows the words that a program heard until the candidate accepts or corrects them; see `Interviewer.correct`. */
export async function correctHeard(
  { correcting, play }: HeardWords,
  { show, ask, edit, hear }: HeardActions,
): Promise<Correction> {
  if (correcting !== null) return edit(correcting);
  show();
  for (;;) {
    const choice = await ask(heardQuestion(play !== null));
    if (choice === 'edit') return edit(null);
    if (choice === 'on' || play === null) return { text: null };
    await hear(play());
  }
}

function heardQuestion(canPlay: boolean): Question<'on' | 'edit' | 'play'> {
  return {
    asks: '',
    about:
      'What a program heard of your answer. The key points are looked for in these words, so correct what it misheard. The transcript keeps both.',
    options: [
      { key: 'enter', does: 'continue', value: 'on' },
      { key: 'e', does: 'edit the words', value: 'edit' },
      ...when(canPlay, { key: 'p', does: 'play the recording', value: 'play' }),
    ],
  };
}

/** What a pause stops, and whether something can be skipped; see `Interviewer.paused`. */
interface Pause {
  written: string | null;
  losesRecording: boolean;
  isRecorded: boolean;
}

/** Asks what to do with a paused round until it can be undone or is confirmed. */
export async function askPaused(pause: Pause, ask: Ask, confirm: Ask): Promise<PauseChoice> {
  for (;;) {
    const choice = await ask(pausedQuestion(pause));
    const asks = secondThought(choice, pause);
    if (asks === null) return choice;
    const isSure = await confirm({
      asks,
      options: [
        { key: 'enter', does: 'go back', value: false, kind: 'said' },
        { key: 'escape', does: 'go back', value: false, kind: 'said' },
        { key: choice === 'end' ? 'e' : 's', does: choice, value: true, kind: 'said' },
      ],
    });
    if (isSure) return choice;
  }
}

function pausedQuestion({ written, isRecorded }: Pause): Question<PauseChoice> {
  const canSkip = written !== null;
  return {
    kind: 'pause',
    asks: canSkip && isRecorded ? 'Paused. Clock and recording stopped.' : 'Paused. Clock stopped.',
    about: 'The clock is stopped and everything is saved. You can quit now and resume at the same word.',
    options: [
      { key: 'enter', does: 'continue', value: 'continue' },
      ...when(canSkip, { key: 's', does: 'skip this one', value: 'skip' }),
      { key: 'e', does: 'end the round, see the debrief', value: 'end' },
      { key: 'q', does: 'quit, resume later', value: 'leave' },
    ],
  };
}

/** The question to confirm a choice that cannot be undone; null if it can. */
function secondThought(choice: PauseChoice, { written, losesRecording }: Pause): string | null {
  if (choice === 'end') return 'End the round? Enter goes back, e ends it.';
  if (choice !== 'skip' || written === null) return null;
  if (losesRecording) return 'Skip this one? What you said is removed. Enter goes back, s skips it.';
  if (written.trim() === '') return null;
  const kept = `Your text (${count(words(written), 'word')}) is kept but not submitted.`;
  return `Skip this one? ${kept} Enter goes back, s skips it.`;
}

/** Asks about a refused save until the candidate continues or quits; see `Interviewer.askAboutUnsaved`. */
export async function askUnsaved(
  unsaved: Unsaved,
  ask: Ask,
  askName: () => Promise<string>,
  say: (text: string) => void,
): Promise<'on' | 'leave'> {
  for (;;) {
    try {
      const choice = await ask(unsavedQuestion(unsaved));
      if (choice !== 'elsewhere') return choice;
    } catch (error) {
      // Ctrl+C does not quit here: it may have been meant for the previous screen.
      return interruptOf(error) === 'pause' ? 'on' : 'leave';
    }
    try {
      const name = await askName();
      if (name !== '') say(unsaved.saveAs(name));
    } catch (error) {
      if (interruptOf(error) !== 'pause') return 'leave';
    }
  }
}

function unsavedQuestion({
  reason,
  text,
  tries,
  isTriedEachSecond,
}: Unsaved): Question<'on' | 'elsewhere' | 'leave'> {
  const hasText = text !== '';
  return {
    asks: `${tries > 0 ? 'Still not saved' : 'Not saved'}: ${reason}. Clock stopped.`,
    kind: 'problem',
    ...(hasText ? { more: `Your answer is still here (${count(words(text), 'word')}).` } : {}),
    options: [
      { key: 'enter', does: isTriedEachSecond ? 'continue, retry every second' : 'try again', value: 'on' },
      ...when(hasText, { key: 's', does: 'save the answer elsewhere', value: 'elsewhere' }),
      { key: 'q', does: hasText ? 'quit, print the answer' : 'quit', value: 'leave' },
    ],
  };
}
