import { recordOf } from '../engine/session.ts';
import { clock, clockLeft, count, words } from '../text/format.ts';
import type { AnswerEnd, Opening } from './interviewer.ts';

/** What a command may look at and do, while an answer is written by lines. */
interface Reach {
  opening: Opening;
  say: (text: string) => void;
  show: (opening: Opening) => void;
  /** Replaces what is written. */
  become: (text: string) => void;
}

interface Command {
  does: string;
  /** Gives how the answer ends; null goes on with it. */
  run: (reach: Reach) => AnswerEnd | null;
}

/** The functions of the answer box that make sense without a cursor. */
const COMMANDS: Readonly<Partial<Record<string, Command>>> = {
  ':time': {
    does: 'how long you have got',
    run: ({ opening, say }) => {
      say(timeText(opening));
      return null;
    },
  },
  ':show': {
    does: 'the question, and your answer so far',
    run: ({ opening, show }) => {
      show(opening);
      return null;
    },
  },
  ':undo': {
    does: 'takes back your last line',
    run: ({ opening, say, become }) => {
      const lines = opening.draft.text.split('\n');
      const last = lines.pop() ?? '';
      become(lines.join('\n'));
      say(last === '' ? 'There is nothing to take back.' : `Taken back: ${last}`);
      return null;
    },
  },
  ':pause': { does: 'stops the clock, as Ctrl+C does', run: () => 'pause' },
  ':skip': { does: 'skips this one', run: () => 'skip' },
  ':save': {
    does: 'whether it is saved, and where the disk refuses it, saves it elsewhere',
    run: ({ opening, say }) => {
      if (opening.saveNow() !== null) return 'rescue';
      say('Saved. So is each line as you enter it.');
      return null;
    },
  },
  ':help': {
    does: 'these commands',
    run: ({ say }) => {
      for (const [name, command] of Object.entries(COMMANDS)) say(`${name}  ${command?.does ?? ''}`);
      say('---  hands the answer in');
      say('A line of text that begins with a colon is written with two.');
      return null;
    },
  },
};

/** A word with a colon before it, such as a command with a slip of the pen. */
export function isUnknownCommand(line: string): boolean {
  return /^\s*:[a-z]+\s*$/i.test(line);
}

/** What a person's line asks for; null where it is text. `::` begins a line of text that starts with a colon. */
export function commandOf(
  line: string,
): ({ kind: 'command' } & Command) | { kind: 'text'; text: string } | null {
  if (line.startsWith('::')) return { kind: 'text', text: line.slice(1) };
  const name = line.trim();
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return command === undefined ? null : { kind: 'command', ...command };
}

/** `2:41 left, 31 words`, with the round's clock where there is one. */
function timeText({ session, turn, draft, used, roundUsed }: Opening): string {
  const budget = recordOf(session, turn)?.budget ?? null;
  const { roundBudget } = session.options;
  return [
    budget === null ? `${clock(used())} used` : leftOf(budget - used()),
    ...(roundBudget === null ? [] : [`${leftOf(roundBudget - roundUsed())} in the round`]),
    count(words(draft.text), 'word'),
  ].join(', ');
}

function leftOf(ms: number): string {
  return ms > 0 ? `${clockLeft(ms)} left` : `${clock(-ms)} over`;
}
