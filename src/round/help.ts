import type { Help } from '../terminal/menus.ts';

/** What each prompt of a round is about. */
const ABOUT = {
  ready: 'The clock starts with Enter. While you answer, F1 shows the keys of the box.',
  paused: 'The clock is stopped and everything is saved. You can quit now and resume at the same word.',
  heard:
    'What a program heard of your answer. The key points are looked for in these words, so correct what it misheard. The transcript keeps both.',
  predict:
    'Guess before you see the key points. Over time, your guesses show how well you judge your own answers.',
  verdict:
    'The key points, judged by your answer: ✓ covered, ? undecided, ✗ missed. You have the last word: y and n decide. An undecided point never counts as missed. A point with · was not found in your words; it counts as not covered unless you press y.',
  reading: 'The rest of the reveal. A letter jumps to a section, and Enter does what its hint says.',
  rate: 'How well did you know this? Your rating decides when the question is due again: soonest after "again", latest after "easy".',
} as const;

const ALWAYS = ['Ctrl+C pause', 'Ctrl+Z suspend (fg resumes)'];

/** The help of a prompt; `hints` are those it shows. While the round is paused, Ctrl+C quits. */
export function helpAt(place: keyof typeof ABOUT, hints: readonly string[]): Help {
  const always = place === 'paused' ? ['Ctrl+C quit', ...ALWAYS.slice(1)] : ALWAYS;
  return { about: ABOUT[place], keys: [...hints, ...always] };
}
