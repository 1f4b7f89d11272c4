import type { Env } from '../platform/env.ts';
import { sizeOf } from '../platform/env.ts';
import type { Certainty, Rating } from '../engine/event.ts';
import type { SessionQuestion } from '../engine/session.ts';
import { renderMarkdown } from '../renderer/markdown.ts';
import {
  debriefRows,
  farewellRows,
  headerRow,
  planRows,
  promptOf,
  readyText,
} from '../renderer/round-screens.ts';
import { findingText, lookedAtIn } from '../renderer/remarks.ts';
import type { Theme } from '../text/rows.ts';
import { CERTAINTIES, RATINGS } from '../engine/labels.ts';
import { firstTicks, inOrderOfDoubt, judgedPoints } from '../transcript/points.ts';
import { withoutFlowControl } from '../terminal/flow-control.ts';
import { cleanLine } from '../text/clean.ts';
import type { Row } from '../text/rows.ts';
import { wrap } from '../text/wrap.ts';
import { row } from '../text/rows.ts';
import type { Interruption, Interviewer, Opening, PauseChoice, Unsaved } from './interviewer.ts';
import { isInterruption } from './interviewer.ts';
import { answerByLines } from './line-answer.ts';
import type { LineReader } from './line-reader.ts';
import { readLines } from './line-reader.ts';
import { secondThought } from './pause.ts';
import { revealParts } from './reveal-parts.ts';

/** Prints text with a margin; rows after the first start with `indent`. */
type Say = (text: string, indent?: string) => void;

/**
 * The interviewer that only prints and reads lines: for pipes, and with `--plain` for screen readers and terminals
 * that cannot move a cursor. From a pipe it reads answers only, since no one is there to judge them.
 */
export function lineInterviewer(env: Env, theme: Theme, banks: readonly string[] | null): Interviewer {
  const reader = readLines(env.stdin, env.stdout);
  const restoreFlowControl = withoutFlowControl(env.stdout);
  // Without a terminal on both ends there is no one to ask.
  const hasPerson = env.stdin.isTTY && env.stdout.isTTY;
  const { columns } = sizeOf(env.stdout);
  const print = (rows: readonly Row[]): void => {
    env.stdout.write(theme.paintAll(rows));
  };
  const say: Say = (text, indent = '  ') => {
    print(wrap(`  ${text}`, columns - 1, indent).map((line) => row(line)));
  };
  const choose = async <T>(question: string, choices: ReadonlyMap<string, T>): Promise<T | Interruption> => {
    say(question);
    for (;;) {
      const line = await reader.next();
      if (line === null) continue;
      if (isInterruption(line)) return line.interrupt === 'SIGINT' ? { interrupt: 'pause' } : line;
      const choice = choices.get(line.trim().toLowerCase());
      if (choice !== undefined) return choice;
      say(`Not one of the choices. ${question}`);
    }
  };

  const parts = revealParts(
    (rows) => {
      print(rows);
      return Promise.resolve(undefined);
    },
    () => columns,
  );

  return {
    plan(session) {
      print(planRows(session, columns));
      if (hasPerson)
        say(
          'Type --- on a line of its own to submit, or to skip if you wrote nothing. :help lists the commands. Ctrl+C pauses, Ctrl+D quits.',
        );
    },
    async ready(session, turn, canGoBack) {
      if (!hasPerson) return 'ready';
      return choose(
        `${readyText(session, turn)}${canGoBack ? ' b to go back to the last rating.' : ''}`,
        new Map<string, 'ready' | 'back'>([['', 'ready'], ...(canGoBack ? ([['b', 'back']] as const) : [])]),
      );
    },
    answer(opening) {
      print(askedRows(opening, columns));
      const show = (now: Opening): void => {
        print(askedRows(now, columns));
      };
      const interrupted = (): void => {
        // The terminal has just printed ^C here and dropped whatever was typed before it.
        print([[]]);
        say('If you were in the middle of a line, that line is lost.');
      };
      return answerByLines(opening, { reader, say, show, interrupted, hasPerson });
    },
    paused(_session, written) {
      // The terminal has just printed ^C here.
      print([[]]);
      return pauseByLines(choose, written);
    },
    async predict(_session, _q, canReopen) {
      if (!hasPerson) return null;
      return choose(
        `How many key points did you cover? ${certaintyChoices()}, Enter to skip` +
          (canReopen ? ', b to go back to the answer.' : '.'),
        new Map<string, Certainty | null | 'reopen'>([
          ['1', 1],
          ['2', 2],
          ['3', 3],
          ['4', 4],
          ['', null],
          ...(canReopen ? ([['b', 'reopen']] as const) : []),
        ]),
      );
    },
    reveal: (session, q) => parts.beforeTicks(session, q),
    async tick(session, q) {
      if (!hasPerson) return null;
      await parts.beforeTicks(session, q);
      const planned = session.questions[q];
      return planned === undefined ? null : tickByNumber(planned, reader, say);
    },
    async rate(session, q) {
      await parts.whole(session, q);
      if (!hasPerson) return null;
      return choose(
        'How did it go? 1 again, 2 hard, 3 good, 4 easy, Enter to skip, b to go back to the points.',
        new Map<string, Rating | null | 'back'>([
          ...RATINGS.map((rating, place) => [String(place + 1), rating] as const),
          ['', null],
          ['b', 'back'],
        ]),
      );
    },
    async askAboutUnsaved(unsaved) {
      return hasPerson ? unsavedMenu(unsaved, choose, reader, say) : 'leave';
    },
    debrief(session) {
      print(debriefRows(session, columns, banks));
    },
    farewell(session) {
      env.stderr.write(theme.paintAll(farewellRows(session, columns)));
    },
    close() {
      // First, while signals are still caught.
      restoreFlowControl();
      reader.close();
    },
  };
}

function certaintyChoices(): string {
  return Object.entries(CERTAINTIES)
    .map(([key, label]) => `${key} ${label}`)
    .join(', ');
}

function askedRows({ session, turn, draft }: Opening, columns: number): Row[] {
  const indent = (line: Row): Row => (line.length === 0 ? line : [{ text: '  ', style: 'plain' }, ...line]);
  const written =
    draft.text === '' ? [] : [row('So far:', 'dim'), ...draft.text.split('\n').map((line) => row(line)), []];
  const prompt = renderMarkdown(promptOf(session, turn), columns - 4);
  return [[], ...[headerRow(session, turn), [], ...prompt, [], ...written].map(indent)];
}

/** Asks what to do with a paused round; a second Ctrl+C quits at once. */
async function pauseByLines(
  choose: <T>(question: string, choices: ReadonlyMap<string, T>) => Promise<T | Interruption>,
  written: string | null,
): Promise<PauseChoice | Interruption> {
  const canSkip = written !== null;
  for (;;) {
    const choice = await choose(
      `Paused. Clock stopped. Enter to continue, ${canSkip ? 's to skip, ' : ''}e to end the round, q to quit and resume later.`,
      new Map<string, PauseChoice>([
        ['', 'continue'],
        ['e', 'end'],
        ['q', 'leave'],
        ...(canSkip ? ([['s', 'skip']] as const) : []),
      ]),
    );
    if (isInterruption(choice)) return choice;
    const thought = secondThought(choice, written);
    if (thought === null) return choice;
    const isSure = await choose(
      thought.ask,
      new Map([
        ['', false],
        [thought.key, true],
      ]),
    );
    if (isInterruption(isSure)) return isSure;
    if (isSure) return choice;
  }
}

async function unsavedMenu(
  { reason, text, tries, isTriedEachSecond, saveAs }: Unsaved,
  choose: <T>(question: string, choices: ReadonlyMap<string, T>) => Promise<T | Interruption>,
  reader: LineReader,
  say: (text: string) => void,
): Promise<'on' | 'leave'> {
  const question = [
    `${tries > 0 ? 'Still not saved' : 'Not saved'}: ${reason}. Clock stopped. `,
    isTriedEachSecond ? 'Enter to continue (saving is retried every second), ' : 'Enter to try again, ',
    text === '' ? '' : 's to save the answer elsewhere, ',
    'q to quit.',
  ].join('');
  const elsewhere = text === '' ? [] : ([['s', 'elsewhere']] as const);
  const choices = new Map<string, 'on' | 'elsewhere' | 'leave'>([['', 'on'], ...elsewhere, ['q', 'leave']]);
  for (;;) {
    const choice = await choose(question, choices);
    if (isInterruption(choice)) return choice.interrupt === 'pause' ? 'on' : 'leave';
    if (choice !== 'elsewhere') return choice;
    say('Save the answer as (Enter to go back):');
    const name = await reader.next();
    if (isInterruption(name) && name.interrupt !== 'SIGINT') return 'leave';
    if (typeof name === 'string' && name.trim() !== '') say(saveAs(name.trim()));
  }
}

/** Ticks points by number, the uncertain ones listed first; Enter accepts those found. */
async function tickByNumber(
  planned: SessionQuestion,
  reader: LineReader,
  say: Say,
): Promise<readonly string[] | null | Interruption> {
  const points = inOrderOfDoubt(judgedPoints(planned));
  const found = firstTicks(points);
  for (const [place, point] of points.entries()) {
    const { name, text } = point;
    say(`${place + 1}  ${text.startsWith(name) ? '' : `${cleanLine(name)}. `}${cleanLine(text)}`, '     ');
    const finding = findingText(point, lookedAtIn(planned));
    if (finding !== null) say(`   ${finding}`, '     ');
  }
  const places = points.flatMap(({ name }, place) => (found.includes(name) ? [place + 1] : []));
  const enter =
    found.length === 0 ? 'Enter for none' : `Enter for those found (${places.join(' ')}), 0 for none`;
  for (;;) {
    say(`Which of these did you cover? Numbers such as 1 3 4, ${enter}, - to skip.`);
    const line = await reader.next();
    if (line === null) continue;
    if (isInterruption(line)) return line.interrupt === 'SIGINT' ? { interrupt: 'pause' } : line;
    if (line.trim() === '-') return null;
    if (line.trim() === '') return found;
    const numbers = new Set(line.split(/[\s,]+/).filter((word) => word !== '' && word !== '0'));
    const chosen = points.filter((_, place) => numbers.has(String(place + 1)));
    if (chosen.length === numbers.size) return chosen.map(({ name }) => name);
    say(`The points are numbered 1 to ${points.length}.`);
  }
}
