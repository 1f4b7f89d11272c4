import { type Turn, sameTurn } from '../engine/event.ts';
import { CERTAINTIES } from '../engine/labels.ts';
import { isAttempted, questionAt } from '../engine/session.ts';
import { type Env, sizeOf, startedAs } from '../platform/env.ts';
import {
  askedRows,
  debriefRows,
  farewellRows,
  heardRows,
  planRows,
  promptOf,
  readyText,
} from '../renderer/round-screens.ts';
import { createTheme } from '../renderer/theme.ts';
import { forTheEar } from '../speech/for-the-ear.ts';
import { withoutFlowControl } from '../terminal/output-modes.ts';
import type { KeyChoice } from '../terminal/menus.ts';
import { BELL } from '../terminal/notice.ts';
import { clean } from '../text/clean.ts';
import { type Row, row } from '../text/rows.ts';
import { hang, sentenceRows, wrap } from '../text/wrap.ts';
import {
  certaintyKeys,
  choosePaused,
  chooseUnsaved,
  heardKeys,
  pausedText,
  ratingKeys,
  readyKeys,
} from './choices.ts';
import type { Correction, Interviewer, Manner, Opening, Unsaved } from './interviewer.ts';
import { type Interruption, isInterruption } from '../terminal/interruption.ts';
import { answerByLines, NOTE } from './line-answer.ts';
import { readLines } from './line-reader.ts';
import { decideByLines } from './line-verdict.ts';
import { createReading } from './reading.ts';
import { doInSteps, onceEach } from './waiting.ts';

/** The lines that stand for a menu's keys; any other key is a line of its own. */
const LINES = new Map([
  ['enter', ''],
  ['escape', ''],
  ['backspace', 'b'],
]);

/**
 * The interviewer that only prints and reads lines: for pipes, and with `--plain` for screen readers and terminals
 * that cannot move a cursor. From a pipe it reads answers only, since no one is there to judge them.
 */
export function lineInterviewer(env: Env, { banks, notify, sends, hears, speaker }: Manner): Interviewer {
  const theme = createTheme(env, env.stdout);
  const reader = readLines(env.stdin, env.stdout);
  const restoreFlowControl = withoutFlowControl(env.stdout);
  // Without a terminal on both ends there is no one to ask.
  const hasPerson = env.stdin.isTTY && env.stdout.isTTY;
  const { columns } = sizeOf(env.stdout);
  const print = (rows: readonly Row[]): void => {
    env.stdout.write(theme.paintAll(rows));
  };
  /** Rows after the first start with `indent`. */
  const say = (text: string, indent = '  '): void =>
    print(sentenceRows(`  ${text}`, columns - 1, indent).map((line) => row(line)));
  const ring = (): void => {
    if (hasPerson && notify) env.stdout.write(BELL);
  };
  const readLine = async (): Promise<string | Interruption> => {
    const line = (await reader.next()) ?? '';
    return isInterruption(line) ? pausing(line) : line.trim();
  };
  const choose = async <T>(question: string, keys: readonly KeyChoice<T>[]): Promise<T | Interruption> => {
    const choices = new Map(keys.map(([key, value]) => [LINES.get(key) ?? key, value]));
    say(question);
    for (;;) {
      const line = await readLine();
      if (isInterruption(line)) return line;
      const choice = choices.get(line.toLowerCase());
      if (choice !== undefined) return choice;
      say(`Not one of the choices. ${question}`);
    }
  };
  let shown: Turn | null = null;
  /** Questions that this process has asked. */
  const answered = new Set<number>();
  /** The open answer, or the last one. */
  let isRecorded = false;
  const sayVoiceProblem = onceEach((problem) => say(`Not read aloud: ${problem}`));
  /** Waits for the end of something; Enter stops it. */
  const untilOver = async ({
    ended,
    stop,
  }: {
    ended: Promise<unknown>;
    stop: () => void;
  }): Promise<Interruption | undefined> => {
    const over = { yet: false };
    const end = (): void => {
      over.yet = true;
    };
    void ended.then(end, end);
    // A wait for a line would take the first one of what follows if no one stops it.
    while (!over.yet) {
      const line = await reader.next(LOOK);
      if (line === null) continue;
      if (!isInterruption(line) && line.trim() !== '') continue;
      stop();
      return isInterruption(line) ? pausing(line) : undefined;
    }
    return undefined;
  };
  /** Drops lines meant for what was printed before. */
  const dropLines = async (within: number): Promise<Interruption | undefined> => {
    for (;;) {
      const line = await reader.next(within);
      if (line === null) return undefined;
      if (isInterruption(line)) return pausing(line);
    }
  };
  const correctByLines = async (before: string | null): Promise<Correction> => {
    say('Type the words as you said them. --- on a line of its own ends them.');
    if (before !== null) say(`So far: ${before}`);
    const lines = before === null ? [] : before.split('\n');
    for (;;) {
      const line = (await reader.next()) ?? '';
      const text = lines.join('\n').trim();
      if (isInterruption(line)) return { text: text === '' ? null : text, ...pausing(line) };
      if (line === '---') return { text: text === '' ? null : text };
      lines.push(clean(line));
    }
  };
  const show = (opening: Opening): void => print(openingRows(opening, columns));
  const reading = createReading({
    print,
    columns: () => columns,
    screenful: () => Infinity,
    ask: hasPerson
      ? (keys) => {
          const [[, next] = ['', ''], ...others] = keys;
          const words = others.map(([key, label]) => `${LINES.get(key) ?? key} ${label}`).join(', ');
          const choices = keys.flatMap(([key, label]) => [[key, key] as const, [label, key] as const]);
          // The last steps are verbs; the others are names of sections.
          const enter = next === 'rate' || next === 'go on' ? `Enter to ${next}` : `Enter for ${next}`;
          return choose(`${enter}. Or ${words}.`, choices);
        }
      : null,
  });

  return {
    plan(session) {
      print(planRows(session, columns, sends, hears));
      if (!hasPerson) return;
      const submit = session.options.speakAloud
        ? 'Press Enter alone to submit what you said.'
        : 'Type --- on a line of its own to submit, or to skip if you wrote nothing.';
      say(`${submit} :help lists the commands. Ctrl+C pauses, Ctrl+D quits.`);
    },
    async ready(session, turn, canGoBack) {
      if (!hasPerson) return 'ready';
      const back = canGoBack ? ' b to go back to the last rating.' : '';
      return choose(readyText(session, turn) + back, readyKeys(canGoBack));
    },
    async readAloud(session, turn) {
      if (speaker === null || !hasPerson) return undefined;
      print([[], ...hang(askedRows(session, turn, columns - 4), '  '), []]);
      shown = turn;
      say('Reading aloud. The clock starts after it. Press Enter to stop the voice.');
      const speech = speaker.speak(forTheEar(promptOf(session, turn)));
      const stopped = await untilOver(speech);
      if (stopped === undefined) sayVoiceProblem(await speech.ended);
      return stopped;
    },
    answer(opening) {
      // It was shown while it was read aloud.
      if (shown === null || !sameTurn(shown, opening.turn) || opening.draft.text !== '') show(opening);
      shown = null;
      answered.add(opening.turn.q);
      isRecorded = opening.recording !== null;
      const interrupted = (): void => {
        // The terminal has just printed ^C here and dropped whatever was typed before it.
        print([[]]);
        if (!opening.session.options.speakAloud)
          say('If you were in the middle of a line, that line is lost.');
      };
      return answerByLines(opening, { reader, say, show, interrupted, ring, hasPerson });
    },
    async correct(session, turn, heard) {
      // No one is there to accept them.
      if (!hasPerson) return { text: null, interrupt: 'eof' };
      // A line typed while the recognizer worked must not accept words that no one has seen.
      const interruption = await dropLines(LOOK);
      if (interruption !== undefined) return { text: null, ...interruption };
      print(heardRows(session, turn, heard, columns, answered.has(turn.q)));
      const { correcting, play } = heard;
      if (correcting !== null) return correctByLines(correcting);
      const hear = play === null ? '' : ', p to play the recording';
      for (;;) {
        const question = `Enter to continue, e to type the words yourself${hear}.`;
        const choice = await choose(question, heardKeys(play !== null));
        if (isInterruption(choice)) return { text: null, ...choice };
        if (choice !== 'play' || play === null)
          return choice === 'edit' ? correctByLines(null) : { text: null };
        say('Playing. Press Enter to stop.');
        const playing = play();
        const stopped = (await untilOver(playing)) ?? (await dropLines(LATE));
        if (stopped !== undefined) return { text: null, ...stopped };
        const problem = await playing.ended;
        if (problem !== null) say(`Not played: ${problem}`);
      }
    },
    async note() {
      if (!hasPerson) return { text: null };
      say(NOTE);
      const line = await readLine();
      return isInterruption(line) ? { text: null, ...line } : { text: clean(line) };
    },
    paused(written, losesRecording) {
      // The terminal has just printed ^C here.
      print([[]]);
      const skip = written === null ? '' : 's to skip, ';
      const question = `${pausedText(written !== null && isRecorded)} Enter to continue, ${skip}e to end the round, q to quit and resume later.`;
      return choosePaused({ written, losesRecording }, (keys) => choose(question, keys), choose);
    },
    async predict(_session, _q, canReopen) {
      if (!hasPerson) return null;
      const choices = Object.entries(CERTAINTIES).map((entry) => entry.join(' '));
      const back = canReopen ? ', b to go back to the answer' : '';
      const question = `How many key points did you cover? ${choices.join(', ')}, Enter to skip${back}.`;
      return choose(question, certaintyKeys(canReopen));
    },
    async reveal(session, q) {
      const left = isAttempted(questionAt(session, q)) ? undefined : await reading.read(session, q);
      return left === 'back' ? undefined : left;
    },
    async tick(session, q, keep) {
      if (!hasPerson) return null;
      const ticks = await decideByLines(questionAt(session, q), { say, choose, readLine, keep });
      if (!isInterruption(ticks)) reading.leaveBy(q);
      return ticks;
    },
    async rate(session, q, keep) {
      const left = await reading.read(session, q, keep);
      if (left !== undefined) return left;
      if (!hasPerson) return null;
      const canGoBack = questionAt(session, q).question.keyPoints.length > 0;
      const back = canGoBack ? ', b to go back to the points' : '';
      const question = `How did it go? 1 again, 2 hard, 3 good, 4 easy, Enter to skip${back}.`;
      return choose(question, ratingKeys(canGoBack));
    },
    async wait(work) {
      const result = await doInSteps(work, reader.interruption, hasPerson ? say : () => undefined);
      return isInterruption(result) && hasPerson ? pausing(result) : result;
    },
    async waitFor({ result, skip }, about) {
      if (!hasPerson) {
        const watch = watchFor(reader.interruption);
        try {
          return await Promise.race([result, watch.interruption]);
        } finally {
          watch.letGo();
          skip();
        }
      }
      const early = await dropLines(LOOK);
      if (early === undefined) say(`${about}. Press Enter to continue without it. Ctrl+C pauses.`);
      else skip();
      return early ?? (await untilOver({ ended: result, stop: skip })) ?? result;
    },
    say,
    async askAboutUnsaved(unsaved) {
      if (!hasPerson) return 'leave';
      const askName = (): Promise<string | Interruption> => {
        say('Save the answer as (Enter to go back):');
        return readLine();
      };
      return chooseUnsaved(unsaved, (keys) => choose(unsavedText(unsaved), keys), askName, say);
    },
    debrief: (session) => print(debriefRows(session, columns, banks, startedAs(env))),
    hasReadPipe: () => !env.stdin.isTTY && reader.isAtEnd(),
    farewell(session) {
      env.stderr.write(theme.paintAll(farewellRows(session, columns, startedAs(env))));
    },
    close() {
      // First, while signals are still caught.
      restoreFlowControl();
      reader.close();
    },
  };
}

/** How often an interruption is looked for while nothing is read, in milliseconds. */
const LOOK = 50;
/** An Enter so soon after the end of a sound was meant to stop it; milliseconds. */
const LATE = 300;

/** An interruption that comes while no line is read. */
function watchFor(interruption: () => Interruption | null): {
  interruption: Promise<Interruption>;
  letGo: () => void;
} {
  let timer: NodeJS.Timeout | undefined;
  return {
    interruption: new Promise((resolve) => {
      timer = setInterval(() => {
        const taken = interruption();
        if (taken !== null) resolve(taken);
      }, LOOK);
    }),
    letGo: () => clearInterval(timer),
  };
}

/** Ctrl+C from a person is a pause. */
function pausing(interruption: Interruption): Interruption {
  return interruption.interrupt === 'SIGINT' ? { interrupt: 'pause' } : interruption;
}

function openingRows({ session, turn, draft }: Opening, columns: number): Row[] {
  const room = columns - 4;
  const written =
    draft.text === '' ? [] : [row('So far:', 'dim'), ...wrap(draft.text, room).map((line) => row(line)), []];
  return [[], ...hang([...askedRows(session, turn, room), [], ...written], { text: '  ', style: 'plain' })];
}

function unsavedText({ reason, text, tries, isTriedEachSecond }: Unsaved): string {
  return [
    `${tries > 0 ? 'Still not saved' : 'Not saved'}: ${reason}. Clock stopped. `,
    isTriedEachSecond ? 'Enter to continue (saving is retried every second), ' : 'Enter to try again, ',
    text === '' ? '' : 's to save the answer elsewhere, ',
    'q to quit.',
  ].join('');
}
