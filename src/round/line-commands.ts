import type { BoxEnd } from '../terminal/box-request.ts';
import { clock, clockLeft, count, words } from '../text/format.ts';
import type { Opening } from './interviewer.ts';

/** What a command can see and do while an answer is written. */
interface Reach {
  opening: Opening;
  say: (text: string) => void;
  show: (opening: Opening) => void;
  /** Replaces the answer so far. */
  become: (text: string) => void;
}

/** Returns how the answer ends, if it does. */
type Run = (reach: Reach) => BoxEnd | undefined;

/** The answer box's functions that work without a cursor. */
const COMMANDS: Readonly<Record<string, { does: string; run: Run }>> = {
  ':time': {
    does: 'show the time left',
    run({ opening, say }) {
      say(timeText(opening));
    },
  },
  ':show': {
    does: 'show the question and your answer so far',
    run({ opening, show }) {
      show(opening);
    },
  },
  ':undo': {
    does: 'remove your last line',
    run({ opening, say, become }) {
      if (opening.draft.text === '') {
        say('Nothing to undo.');
        return;
      }
      const lines = opening.draft.text.split('\n');
      const last = lines.pop() ?? '';
      become(lines.join('\n'));
      say(last.trim() === '' ? 'Removed an empty line.' : `Removed: ${last}`);
    },
  },
  ':pause': { does: 'stop the clock (same as Ctrl+C)', run: () => 'pause' },
  ':skip': { does: 'skip this one', run: () => 'skip' },
  ':save': {
    does: 'check that your answer is saved, or save it elsewhere',
    run({ opening, say }) {
      if (opening.saving.now() !== null) return 'rescue';
      say('Saved. Each line is saved as you enter it.');
    },
  },
  ':help': {
    does: 'list these commands',
    run({ say }) {
      for (const [name, { does }] of Object.entries(COMMANDS)) say(`${name}  ${does}`);
      say('---  submit the answer');
      say('To start a line of text with a colon, type two.');
    },
  },
};

/** What a person's line does, or its text. A single word after a colon may be a mistyped command; `::` starts text. */
export function commandOf(line: string): Run | string {
  if (line.startsWith('::')) return line.slice(1);
  const name = line.trim();
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command.run;
  if (!/^:[a-z]+$/i.test(name)) return line;
  return ({ say }) => {
    say(`Unknown command ${name}. To enter it as text, type :${name}. :help lists the commands.`);
  };
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
