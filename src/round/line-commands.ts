import type { BoxEnd } from '../terminal/box-request.ts';
import { clock, clockLeft, count, words } from '../text/format.ts';
import type { Opening } from './interviewer.ts';

/** What a command can see and do while an answer is written. */
interface Reach {
  opening: Opening;
  say: (text: string) => void;
  show: (opening: Opening) => void;
  /** Shows Markdown. */
  tell: (reply: string) => void;
  /** Replaces the answer so far. */
  become: (text: string) => void;
  /** Pauses the recording, resumes it or tries again; null: nothing records. */
  toggle: (() => void) | null;
}

/** Returns how the answer ends, if it does. */
type Run = (reach: Reach) => BoxEnd | undefined | Promise<undefined>;

interface Command {
  does: string;
  run: Run;
}

type Commands = Readonly<Record<string, Command>>;

/** The answer box's functions that work without a cursor. */
const COMMANDS = {
  ':time': {
    does: 'show the time left',
    run({ opening, say }) {
      say(timeText(opening));
    },
  },
  ':show': {
    does: 'show the question, what you asked and your answer so far',
    run({ opening, show }) {
      show(opening);
    },
  },
  ':ask': {
    does: 'ask a question, such as :ask how many users?',
    run({ say }) {
      say('Type your question after it, such as :ask how many users?');
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
} satisfies Commands;

/** Of a written answer. */
export const WRITTEN: Commands = COMMANDS;

/** Of a spoken one. */
export const SPOKEN: Commands = {
  ':record': {
    does: 'pause the recording, resume it, or try again',
    run({ toggle, say }) {
      if (toggle === null) say('Nothing records here.');
      else toggle();
    },
  },
  ':time': COMMANDS[':time'],
  ':show': COMMANDS[':show'],
  ':ask': COMMANDS[':ask'],
  ':pause': COMMANDS[':pause'],
};

function helpOf(commands: Commands): Run {
  return ({ say }) => {
    for (const [name, { does }] of Object.entries(commands)) say(`${name}  ${does}`);
    say(':help  list these commands');
    if (commands === SPOKEN) say('Enter  submit the answer');
    else {
      say('---  submit the answer');
      say('To start a line of text with a colon, type two.');
    }
  };
}

/** How long a reply may take in silence, in milliseconds. */
const PATIENCE = 1000;

/** Asks a question and shows the reply; calls `done` once it is recorded. */
export function askRun(question: string, done: () => void = () => undefined): Run {
  return async ({ opening, say, tell }) => {
    const patience = setTimeout(() => say('One moment.'), PATIENCE);
    const { reply, problem } = await opening.clarify(question);
    clearTimeout(patience);
    if (problem !== undefined) {
      say(problem);
      return;
    }
    done();
    tell(reply);
  };
}

/** What a person's line does, or its text. A single word after a colon may be a mistyped command; `::` starts text. */
export function commandOf(line: string, commands: Commands): Run | string {
  if (line.startsWith('::')) return line.slice(1);
  const [, question] = /^\s*:ask\s+(\S.*)/.exec(line) ?? [];
  if (question !== undefined) return askRun(question);
  const name = line.trim();
  if (name === ':help') return helpOf(commands);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command.run;
  if (!/^:[a-z]+$/i.test(name)) return line;
  return ({ say }) => {
    const asText = commands === WRITTEN ? ` To enter it as text, type :${name}.` : '';
    say(`Unknown command ${name}.${asText} :help lists the commands.`);
  };
}

/** `2:41 left, 31 words`, with the round's clock if there is one. */
function timeText({ session, draft, clock: { used, budget, round } }: Opening): string {
  return [
    budget === null ? `${clock(used())} used` : leftOf(budget - used()),
    ...(round === null ? [] : [`${leftOf(round.budget - round.used())} in the round`]),
    ...(session.options.speakAloud ? [] : [count(words(draft.text), 'word')]),
  ].join(', ');
}

function leftOf(ms: number): string {
  return ms > 0 ? `${clockLeft(ms)} left` : `${clock(-ms)} over`;
}
