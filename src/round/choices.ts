import type { Certainty, Rating } from '../engine/event.ts';
import { RATINGS } from '../engine/labels.ts';
import type { KeyChoice } from '../terminal/menus.ts';
import { count, words } from '../text/format.ts';
import type { PauseChoice, Unsaved } from './interviewer.ts';
import { type Interruption, isInterruption } from '../terminal/interruption.ts';

// The choices of a round by the keys of a menu; line by line, a line stands for each key.

type Keys<T> = readonly KeyChoice<T>[];

const back = <T>(isOffered: boolean, value: T): Keys<T> => (isOffered ? [['backspace', value]] : []);

export function readyKeys(canGoBack: boolean): Keys<'ready' | 'back'> {
  return [['enter', 'ready'], ...back(canGoBack, 'back' as const)];
}

export function certaintyKeys(canReopen: boolean): Keys<Certainty | null | 'reopen'> {
  return [['1', 1], ['2', 2], ['3', 3], ['4', 4], ['escape', null], ...back(canReopen, 'reopen' as const)];
}

export function ratingKeys(canGoBack: boolean): Keys<Rating | null | 'back'> {
  const ratings = RATINGS.map((rating, place) => [`${place + 1}`, rating] as const);
  return [...ratings, ['escape', null], ...back(canGoBack, 'back' as const)];
}

export function heardKeys(canPlay: boolean): Keys<'on' | 'edit' | 'play'> {
  const play = canPlay ? [['p', 'play'] as const] : [];
  return [['enter', 'on'], ['e', 'edit'], ...play];
}

/** What a pause has stopped. */
export function pausedText(isRecorded: boolean): string {
  return isRecorded ? 'Paused. Clock and recording stopped.' : 'Paused. Clock stopped.';
}

const PAUSE_KEYS: Keys<PauseChoice> = [
  ['enter', 'continue'],
  ['s', 'skip'],
  ['e', 'end'],
  ['q', 'leave'],
];

/** Asks what to do with a paused round until it can be undone or is confirmed; see `Interviewer.paused`. */
export async function choosePaused(
  { written, losesRecording }: { written: string | null; losesRecording: boolean },
  ask: (keys: Keys<PauseChoice>) => Promise<PauseChoice | Interruption>,
  confirm: (question: string, keys: Keys<boolean>) => Promise<boolean | Interruption>,
): Promise<PauseChoice | Interruption> {
  for (;;) {
    const choice = await ask(PAUSE_KEYS.filter(([, value]) => written !== null || value !== 'skip'));
    if (isInterruption(choice)) return choice;
    const question = secondThought(choice, written, losesRecording);
    if (question === null) return choice;
    const isSure = await confirm(question, [
      ['enter', false],
      ['escape', false],
      [choice === 'end' ? 'e' : 's', true],
    ]);
    if (isInterruption(isSure)) return isSure;
    if (isSure) return choice;
  }
}

/** The question to confirm a choice that cannot be undone; null if it can. */
function secondThought(choice: PauseChoice, written: string | null, losesRecording: boolean): string | null {
  if (choice === 'end') return 'End the round? Enter goes back, e ends it.';
  if (choice !== 'skip' || written === null) return null;
  if (losesRecording) return 'Skip this one? What you said is removed. Enter goes back, s skips it.';
  if (written.trim() === '') return null;
  const kept = `Your text (${count(words(written), 'word')}) is kept but not submitted.`;
  return `Skip this one? ${kept} Enter goes back, s skips it.`;
}

/** Asks about a refused save until the candidate continues or quits; see `Interviewer.askAboutUnsaved`. */
export async function chooseUnsaved(
  { text, saveAs }: Unsaved,
  ask: (keys: Keys<'on' | 'elsewhere' | 'leave'>) => Promise<'on' | 'elsewhere' | 'leave' | Interruption>,
  askName: () => Promise<string | Interruption>,
  say: (text: string) => void,
): Promise<'on' | 'leave'> {
  const elsewhere = text === '' ? [] : [['s', 'elsewhere'] as const];
  for (;;) {
    const choice = await ask([['enter', 'on'], ...elsewhere, ['q', 'leave']]);
    // Ctrl+C does not quit here: it may have been meant for the previous screen.
    if (isInterruption(choice)) return choice.interrupt === 'pause' ? 'on' : 'leave';
    if (choice !== 'elsewhere') return choice;
    const name = await askName();
    if (isInterruption(name)) {
      if (name.interrupt !== 'pause') return 'leave';
    } else if (name !== '') say(saveAs(name));
  }
}
