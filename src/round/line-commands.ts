import { clock, clockLeft, count, words } from '../text/format.ts';
import type { BoxEnd } from '../terminal/box-request.ts';
import type { Opening } from './interviewer.ts';

/** What a command can see and do while an answer is written. */
interface Reach {
  opening: Opening;
  say: (text: string) => void;
  show: (opening: Opening) => void;
  /** Replaces the answer so far. */
  become: (text: string) => void;
}

interface Command {
  does: string;
  /** Returns how the answer ends; null if it continues. */
  run: (reach: Reach) => BoxEnd | null;
}

/** The answer box's functions that work without a cursor. */
const COMMANDS: Readonly<Partial<Record<string, Command>>> = {
  ':time': {
    does: 'show the time left',
    run: ({ opening, say }) => {
      say(timeText(opening));
      return null;
    },
  },
  ':show': {
    does: 'show the question and your answer so far',
    run: ({ opening, show }) => {
      show(opening);
      return null;
    },
  },
  ':undo': {
    does: 'remove your last line',
    run: ({ opening, say, become }) => {
      const lines = opening.draft.text.split('\n');
      const last = lines.pop() ?? '';
      become(lines.join('\n'));
      say(last === '' ? 'Nothing to undo.' : `Removed: ${last}`);
      return null;
    },
  },
  ':pause': { does: 'stop the clock (same as Ctrl+C)', run: () => 'pause' },
  ':skip': { does: 'skip this one', run: () => 'skip' },
  ':save': {
    does: 'check that your answer is saved, or save it elsewhere',
    run: ({ opening, say }) => {
      if (opening.saving.now() !== null) return 'rescue';
      say('Saved. Each line is saved as you enter it.');
      return null;
    },
  },
  ':help': {
    does: 'list these commands',
    run: ({ say }) => {
      for (const [name, command] of Object.entries(COMMANDS)) say(`${name}  ${command?.does ?? ''}`);
      say('---  submit the answer');
      say('To start a line of text with a colon, type two.');
      return null;
    },
  },
};

/** A single word after a colon, such as a mistyped command. */
export function isUnknownCommand(line: string): boolean {
  return /^\s*:[a-z]+\s*$/i.test(line);
}

/** The command on a line; null if it is text. `::` starts a line of text with a colon. */
export function commandOf(
  line: string,
): ({ kind: 'command' } & Command) | { kind: 'text'; text: string } | null {
  if (line.startsWith('::')) return { kind: 'text', text: line.slice(1) };
  const name = line.trim();
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return command === undefined ? null : { kind: 'command', ...command };
}

/** `2:41 left, 31 words`, with the round's clock if there is one. */
function timeText({ draft, clock: { used, budget, round } }: Opening): string {
  return [
    budget === null ? `${clock(used())} used` : leftOf(budget - used()),
    ...(round === null ? [] : [`${leftOf(round.budget - round.used())} in the round`]),
    count(words(draft.text), 'word'),
  ].join(', ');
}

function leftOf(ms: number): string {
  return ms > 0 ? `${clockLeft(ms)} left` : `${clock(-ms)} over`;
}
