import { promptOf } from '../engine/interview.ts';
import { type Session, type Ticks, isAttempted, isOpener, questionAt, recordOf } from '../engine/session.ts';
import type { Deciding } from '../engine/tally.ts';
import { type Env, startedAs } from '../platform/env.ts';
import { renderMarkdown } from '../renderer/markdown.ts';
import { exchangeRows, newestRows, toldRows } from '../renderer/exchange.ts';
import { debriefRows, farewellRows, followedRows, headerRow, recapRows } from '../renderer/round-screens.ts';
import { planRows } from '../renderer/round-plan.ts';
import { createTheme } from '../renderer/theme.ts';
import { verdictList } from '../renderer/verdict.ts';
import type { BoxRequest, BoxResult } from '../terminal/box-request.ts';
import { answerBox } from '../terminal/box.ts';
import { editorFrom } from '../terminal/editor.ts';
import { BELL, hasLinks } from '../terminal/output-modes.ts';
import { HELP_HINT, createMenus, keyRows } from '../terminal/menus.ts';
import { type RawTerminal, openTerminal } from '../terminal/raw-terminal.ts';
import { whileWaiting } from '../terminal/spinner.ts';
import { watchForStop } from '../terminal/watch.ts';
import { cleanLine } from '../text/clean.ts';
import { type Row, type Theme, row } from '../text/rows.ts';
import { sentenceRows } from '../text/wrap.ts';
import { decisionsOf, ticksOf } from '../transcript/points.ts';
import { askByKeys, helpOf } from './ask-by-keys.ts';
import type { Interviewer, Manner, Opening } from './interviewer.ts';
import {
  type Question,
  askPaused,
  askUnsaved,
  certaintyQuestion,
  ratingQuestion,
  readyQuestion,
  askStory,
} from './questions.ts';
import { Interrupted } from '../terminal/interruption.ts';
import { createReading, keyHints, readingKeys } from './reading.ts';
import { createSpokenScreens, meterOf } from './spoken-screens.ts';
import { doInSteps, SETTLE } from './waiting.ts';

const ESCAPE = '\x1b';

const ABOUT_VERDICT =
  'Enter keeps what was found in your answer as covered. What you leave is to decide, and never counts as missed. (mid) is the level at which a point is expected. ≠: the model and the matcher differ.';
const ABOUT_READING =
  'The rest of the reveal. A letter jumps to a section, and Enter does what its hint says.';

/** The interviewer on a full terminal: the answer box, menus, and a reveal that flows into the scrollback. */
export function terminalInterviewer(env: Env, { banks, notify, sends, hears, speaker }: Manner): Interviewer {
  const terminal = openTerminal(env);
  const theme = createTheme(env, env.stdout, hasLinks(env.stdout));
  const menus = createMenus(terminal, theme);
  const columns = (): number => terminal.size().columns;
  const ask = <T>(question: Question<T>, above?: readonly Row[]): Promise<T> =>
    askByKeys(menus, question, columns(), above);
  // The rows of the last rating, while nothing is printed below them.
  let ratingRows = 0;
  const print = (rows: readonly Row[]): void => {
    ratingRows = 0;
    terminal.print(theme.paintAll(rows));
  };
  /** A rating that is asked for again does not stay above the question. */
  const takeBackRating = (): void => {
    if (ratingRows > 0) terminal.write(`\x1b[${ratingRows}A\r\x1b[J`);
    ratingRows = 0;
  };
  const reading = createReading({
    print,
    columns,
    // A screenful leaves room for the keys.
    screenful: () => Math.max(4, terminal.size().rows - 4),
    ask: (keys) => {
      const hints = keyHints(keys);
      const named = keys.map(([key]): [string, string] => [key, key]);
      return menus.key(keyRows([...hints, HELP_HINT], columns()), named, {
        help: helpOf(ABOUT_READING, hints),
      });
    },
  });
  // An answer given in another process is not on this screen.
  const answered = new Set<number>();
  /** The open answer, or the last one. */
  let isRecorded = false;
  const recallOnce = (session: Session, q: number): void => {
    if (!answered.has(q)) print([...recapRows(session, q, columns()), []]);
    answered.add(q);
  };

  const edit = editorFrom(env.vars);
  const ringing: Pick<BoxRequest, 'ring'> = notify ? { ring: () => terminal.write(BELL) } : {};
  const say = (text: string): void =>
    print(sentenceRows(`  ${text}`, columns() - 1).map((line) => row(line)));
  const spoken = createSpokenScreens({
    ...{ terminal, theme, menus, edit, speaker, print, say },
    isShown: (q) => answered.has(q),
  });

  return {
    plan: (session) => print(planRows(session, columns(), sends, hears)),
    async ready(session, turn, canGoBack) {
      const chosen = await ask(readyQuestion(session, turn, canGoBack), []);
      if (chosen === 'back') takeBackRating();
      return chosen;
    },
    async answer(opening) {
      // An opener is judged after its case, when its answer is far above.
      if (!isOpener(opening.session, opening.turn.q)) answered.add(opening.turn.q);
      isRecorded = opening.recording !== null;
      ratingRows = 0;
      const answer = await answerInBox(opening, { edit, ...ringing }, terminal, theme);
      const { recording, session } = opening;
      await recording?.take.stop();
      const needsNote = session.options.speakAloud && recording?.isEnough() !== true;
      return needsNote ? spoken.withNote(answer) : answer;
    },
    readAloud(session, turn) {
      ratingRows = 0;
      return spoken.readAloud(session, turn);
    },
    correct: spoken.correct,
    note: spoken.note,
    paused: (written, losesRecording) =>
      askPaused({ written, losesRecording, isRecorded }, ask, async (question) => {
        // Keys typed ahead may choose, but must not confirm.
        await terminal.settle(...SETTLE);
        return ask(question);
      }),
    predict(session, q, canReopen) {
      recallOnce(session, q);
      return ask(certaintyQuestion(session, q, canReopen));
    },
    async reveal(session, q) {
      if (!isAttempted(questionAt(session, q))) await reading.read(session, q);
    },
    async tick(session, q, keep) {
      recallOnce(session, q);
      const planned = questionAt(session, q);
      const ends = readingKeys(session, q, columns());
      const list = {
        ...verdictList(session, q),
        decisions: decisionsOf(planned),
        ends: ends.map(([key]) => key),
        hints: keyHints(ends),
        help: helpOf(ABOUT_VERDICT, []),
      };
      const ticksIn = ({ decisions, touched }: Deciding): Ticks => ticksOf(planned, decisions, touched);
      const decided = await menus.decide(list, (state) => keep(ticksIn(state)));
      reading.leaveBy(q, decided.key);
      return ticksIn(decided);
    },
    story: (known) => askStory(known, say, () => menus.line('Story:')),
    async rate(session, q, keep) {
      recallOnce(session, q);
      if ((await reading.read(session, q, keep)) === 'back') return 'back';
      const rating = await ask(ratingQuestion(session, q));
      if (rating === 'back') return rating;
      const rated = [[], row(`  How did it go: ${rating ?? 'not rated'}`, 'dim'), []];
      print(rated);
      ratingRows = rated.length;
      return rating;
    },
    async wait(work) {
      const { stopped, letGo } = watchForStop(terminal);
      try {
        return await doInSteps(work, stopped, say);
      } finally {
        letGo();
      }
    },
    async waitFor({ result, skip }, about) {
      let letGo = (): void => undefined;
      const stopped = new Promise<never>((_, reject) => {
        ({ letGo } = watchForStop(terminal, {
          onStop: (interrupt) => reject(new Interrupted(interrupt)),
          onKey(text) {
            if (text === ESCAPE) skip();
          },
        }));
      });
      try {
        const waiting = Promise.race([result, stopped]);
        return await whileWaiting(env, `${cleanLine(about)} · esc skip`, () => waiting, env.stdout);
      } finally {
        letGo();
        skip();
      }
    },
    say(text) {
      say(text);
      print([[]]);
    },
    async askAboutUnsaved(unsaved) {
      // Keys typed before the candidate notices this were meant for the answer.
      await terminal.settle(...SETTLE);
      const askName = (): Promise<string> =>
        menus.line('Save the answer as (empty to go back):', 'answer.md');
      return askUnsaved(unsaved, ask, askName, say);
    },
    debrief: (session) => print(debriefRows(session, columns(), banks, startedAs(env))),
    hasReadPipe: () => false,
    farewell: (session) => print(farewellRows(session, columns(), startedAs(env))),
    close: () => terminal.close(),
  };
}

async function answerInBox(
  { session, turn, draft, clock, onChange, saving, recording, current, clarify }: Opening,
  device: Pick<BoxRequest, 'edit' | 'ring'>,
  terminal: RawTerminal,
  theme: Theme,
): Promise<BoxResult> {
  const { editor, speakAloud } = session.options;
  const prompt = (width: number): Row[] => renderMarkdown(promptOf(session, turn), width);
  const answer = await answerBox(terminal, {
    header: headerRow(session, turn),
    prompt,
    whole: (width) => [
      ...prompt(width),
      ...followedRows(session, turn, width),
      ...exchangeRows(current(), turn, width),
    ],
    clarify: {
      ask: clarify,
      newest: (width) => newestRows(current(), turn, width),
      told: (width) => toldRows(recordOf(current(), turn)?.clarified ?? [], width),
      isHinted: questionAt(session, turn.q).question.ifAsked !== undefined,
    },
    draft,
    clock,
    styles: theme.paint,
    onChange,
    ...device,
    opensEditor: editor && draft.text === '',
    spoken: speakAloud,
    ...(recording === null ? {} : { recording: meterOf(recording.take) }),
    saving: {
      ...saving,
      allWell: savingText(speakAloud, recording !== null),
    },
  });
  const { end, confirm } = answer;
  // A closed answer stays in the scrollback; a box that will reopen is erased.
  const isClosed = end !== 'pause' && end !== 'rescue';
  const confirmAndPart = (): void => {
    confirm?.();
    if (isClosed) terminal.print('\n');
  };
  if (confirm !== undefined) return { ...answer, confirm: confirmAndPart };
  confirmAndPart();
  return answer;
}

function savingText(isSpoken: boolean, isRecorded: boolean): string {
  if (!isSpoken) return 'Saved. Everything is saved as you type.';
  return isRecorded
    ? 'Your voice is recorded. Its file and the clock are saved as they run.'
    : 'Your voice is not recorded. The clock is saved as it runs.';
}
