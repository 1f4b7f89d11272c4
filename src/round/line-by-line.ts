import { setTimeout as pause } from 'node:timers/promises';
import { type Turn, sameTurn } from '../engine/event.ts';
import { leadOver, saidOf } from '../engine/interview.ts';
import { isAttempted, isOpener, questionAt } from '../engine/session.ts';
import { type Env, sizeOf, startedAs } from '../platform/env.ts';
import {
  askedRows,
  debriefRows,
  farewellRows,
  followedRows,
  heardRows,
  openerRows,
} from '../renderer/round-screens.ts';
import { exchangeRows } from '../renderer/exchange.ts';
import { renderMarkdown } from '../renderer/markdown.ts';
import { planRows } from '../renderer/round-plan.ts';
import { createTheme } from '../renderer/theme.ts';
import { forTheEar } from '../speech/for-the-ear.ts';
import { BELL, withoutFlowControl } from '../terminal/output-modes.ts';
import { clean } from '../text/clean.ts';
import { type Row, row } from '../text/rows.ts';
import { hang, wrap } from '../text/wrap.ts';
import type { Correction, Interviewer, Manner, Opening } from './interviewer.ts';
import { Interrupted, isInterruption } from '../terminal/interruption.ts';
import { answerByLines, NOTE } from './line-answer.ts';
import { LINES, openLines } from './line-asker.ts';
import { decideByLines } from './line-verdict.ts';
import {
  askPaused,
  askUnsaved,
  certaintyQuestion,
  correctHeard,
  ratingQuestion,
  readyQuestion,
  askStory,
} from './questions.ts';
import { createReading } from './reading.ts';
import { doInSteps, onceEach } from './waiting.ts';

/**
 * The interviewer that only prints and reads lines: for pipes, and with `--plain` for screen readers and terminals
 * that cannot move a cursor. From a pipe it reads answers only, since no one is there to judge them.
 */
export function lineInterviewer(env: Env, { banks, notify, sends, hears, speaker }: Manner): Interviewer {
  const theme = createTheme(env, env.stdout);
  const { hasPerson, reader, print, say, next, readLine, choose, ask } = openLines(env);
  const restoreFlowControl = withoutFlowControl(env.stdout);
  const { columns } = sizeOf(env.stdout);
  const ring = (): void => {
    if (hasPerson && notify) env.stdout.write(BELL);
  };
  let shown: Turn | null = null;
  /** Questions that this process has asked. */
  const answered = new Set<number>();
  /** The open answer, or the last one. */
  let isRecorded = false;
  const sayVoiceProblem = onceEach((problem) => say(`Not read aloud: ${problem}`));
  /** A line that is there, or null after a moment. From a pipe none is taken: its lines are answers. */
  const glance = async (): Promise<string | null> => {
    if (hasPerson) return next(LOOK);
    await pause(LOOK);
    const interruption = reader.interruption();
    if (interruption !== null) throw new Interrupted(interruption.interrupt);
    return null;
  };
  /** Waits for the end of something; Enter stops it, and so does an interruption. */
  const untilOver = async (ended: Promise<unknown>, stop: () => void): Promise<void> => {
    const over = { yet: false };
    const end = (): void => {
      over.yet = true;
    };
    void ended.then(end, end);
    try {
      // A wait for a line would take the first one of what follows if no one stops it.
      while (!over.yet) {
        if ((await glance())?.trim() !== '') continue;
        stop();
        return;
      }
    } catch (error) {
      stop();
      throw error;
    }
  };
  /** Drops lines meant for what was printed before. */
  const dropLines = async (within: number): Promise<void> => {
    while ((await next(within)) !== null);
  };
  const correctByLines = async (before: string | null): Promise<Correction> => {
    say('Type the words as you said them. --- on a line of its own ends them.');
    if (before !== null) say(`So far: ${before}`);
    const lines = before === null ? [] : before.split('\n');
    for (;;) {
      const line = (await reader.next()) ?? '';
      const text = lines.join('\n').trim();
      if (isInterruption(line)) return { text: text === '' ? null : text, ...line };
      if (line === '---') return { text: text === '' ? null : text };
      lines.push(clean(line));
    }
  };
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
      if (hasPerson) return ask(readyQuestion(session, turn, canGoBack));
      const lead = leadOver(session, turn);
      if (lead !== '') say(lead);
      return 'ready';
    },
    async readAloud(session, turn) {
      if (speaker === null || !hasPerson) return;
      print([[], ...hang(askedRows(session, turn, columns - 4), '  '), []]);
      shown = turn;
      say('Reading aloud. The clock starts after it. Press Enter to stop the voice.');
      const speech = speaker.speak(forTheEar(saidOf(session, turn)));
      await untilOver(speech.ended, speech.stop);
      sayVoiceProblem(await speech.ended);
    },
    answer(opening) {
      // It was shown while it was read aloud.
      if (shown === null || !sameTurn(shown, opening.turn) || opening.draft.text !== '')
        print(openingRows(opening, columns));
      shown = null;
      if (!isOpener(opening.session, opening.turn.q)) answered.add(opening.turn.q);
      isRecorded = opening.recording !== null;
      const interrupted = (): void => {
        // The terminal has just printed ^C here and dropped whatever was typed before it.
        print([[]]);
        if (!opening.session.options.speakAloud)
          say('If you were in the middle of a line, that line is lost.');
      };
      const show = (again: Opening): void => print(openingRows(again, columns, moreRows(again, columns - 4)));
      const tell = (reply: string): void => print(hang(renderMarkdown(reply, columns - 4), '  '));
      return answerByLines(opening, { reader, say, show, tell, interrupted, ring, hasPerson });
    },
    async correct(session, turn, heard) {
      // No one is there to accept them.
      if (!hasPerson) return { text: null, interrupt: 'eof' };
      // A line typed while the recognizer worked must not accept words that no one has seen.
      await dropLines(LOOK);
      const show = (): void => print(heardRows(session, turn, heard, columns, answered.has(turn.q)));
      if (heard.correcting !== null) show();
      return correctHeard(heard, {
        ...{ show, ask, edit: correctByLines },
        async hear({ ended, stop }) {
          say('Playing. Press Enter to stop.');
          await untilOver(ended, stop);
          await dropLines(LATE);
          const problem = await ended;
          if (problem !== null) say(`Not played: ${problem}`);
        },
      });
    },
    async note() {
      if (!hasPerson) return { text: null };
      say(NOTE);
      return { text: clean(await readLine()) };
    },
    paused(written, losesRecording) {
      // The terminal has just printed ^C here.
      print([[]]);
      return askPaused({ written, losesRecording, isRecorded }, ask, ask);
    },
    async predict(session, q, canReopen) {
      return hasPerson ? ask(certaintyQuestion(session, q, canReopen)) : null;
    },
    async reveal(session, q) {
      if (!isAttempted(questionAt(session, q))) await reading.read(session, q);
    },
    async tick(session, q, keep) {
      if (!hasPerson) return null;
      if (isOpener(session, q)) print(openerRows(session, q, columns));
      const ticks = await decideByLines(questionAt(session, q), { say, readLine, keep });
      reading.leaveBy(q);
      return ticks;
    },
    story: (known) => (hasPerson ? askStory(known, say, readLine) : Promise.resolve(null)),
    async rate(session, q, keep) {
      if ((await reading.read(session, q, keep)) === 'back') return 'back';
      return hasPerson ? ask(ratingQuestion(session, q)) : null;
    },
    wait: (work) => doInSteps(work, reader.interruption, hasPerson ? say : () => undefined),
    async waitFor({ result, skip }, about) {
      try {
        if (hasPerson) {
          await dropLines(LOOK);
          say(`${about}. Press Enter to continue without it. Ctrl+C pauses.`);
        }
        await untilOver(result, skip);
        return await result;
      } finally {
        skip();
      }
    },
    say,
    async askAboutUnsaved(unsaved) {
      if (!hasPerson) return 'leave';
      const askName = (): Promise<string> => {
        say('Save the answer as (Enter to go back):');
        return readLine();
      };
      return askUnsaved(unsaved, ask, askName, say);
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

/** What a candidate may have to read again: the question that a follow-up follows, and what was asked and told. */
function moreRows({ session, turn, current }: Opening, room: number): Row[] {
  return [...followedRows(session, turn, room), ...exchangeRows(current(), turn, room)];
}

function openingRows({ session, turn, draft }: Opening, columns: number, more: readonly Row[] = []): Row[] {
  const room = columns - 4;
  const written =
    draft.text === '' ? [] : [row('So far:', 'dim'), ...wrap(draft.text, room).map((line) => row(line)), []];
  return [
    [],
    ...hang([...askedRows(session, turn, room), ...more, [], ...written], { text: '  ', style: 'plain' }),
  ];
}
