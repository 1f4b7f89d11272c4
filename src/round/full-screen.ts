import type { Env } from '../platform/env.ts';
import type { Certainty, Rating } from '../engine/event.ts';
import type { Session } from '../engine/session.ts';
import { callOf, recordOf } from '../engine/session.ts';
import { answerBox } from '../terminal/box.ts';
import { type Edit, EditorError, editorFrom } from '../terminal/editor.ts';
import { renderMarkdown } from '../renderer/markdown.ts';
import type { KeyChoice, Menus } from '../terminal/menus.ts';
import { choiceRows, createMenus } from '../terminal/menus.ts';
import {
  debriefRows,
  farewellRows,
  headerRow,
  planRows,
  promptOf,
  readyText,
  recapRows,
} from '../renderer/round-screens.ts';
import type { Terminal } from '../terminal/raw-terminal.ts';
import { openTerminal } from '../terminal/raw-terminal.ts';
import type { Theme } from '../text/rows.ts';
import { createTheme } from '../renderer/theme.ts';
import { pointList } from '../renderer/point-list.ts';
import { CERTAINTIES, RATINGS } from '../engine/labels.ts';
import { cleanLine } from '../text/clean.ts';
import { count, words } from '../text/format.ts';
import { sentenceRows, wrap } from '../text/wrap.ts';
import type { Row } from '../text/rows.ts';
import { row } from '../text/rows.ts';
import type { Interruption, Interviewer, Opening, Unsaved, Written } from './interviewer.ts';
import { isInterruption } from './interviewer.ts';
import { pauseMenu } from './pause.ts';
import { revealParts } from './reveal-parts.ts';

const BACK = ['backspace', 'back'] as const;

/** Drops keys meant for the answer: for at least, until quiet for, at most; milliseconds. */
const SETTLE = [300, 300, 3000] as const;

/** The interviewer on a full terminal: the answer box, menus, and a reveal that flows into the scrollback. */
export function terminalInterviewer(env: Env, banks: readonly string[] | null): Interviewer {
  const terminal = openTerminal(env);
  const theme = createTheme(env, env.stdout);
  const menus = createMenus(terminal, theme);
  const columns = (): number => terminal.size().columns;
  const print = (rows: readonly Row[]): void => {
    terminal.print(theme.paintAll(rows));
  };
  const parts = revealParts((rows) => printByScreens(rows, terminal, menus, print), columns);
  // An answer given in another process is not on this screen.
  const answered = new Set<number>();
  const recallOnce = (session: Session, q: number): void => {
    if (!answered.has(q)) print(recapRows(session, q, columns()));
    answered.add(q);
  };

  // Folders with the recovery files of killed editors.
  const left = new Set<string>();
  const edit = noting(left, editorFrom(env.vars));
  const remind = (): void => {
    for (const folder of left) {
      const text = `  The editor left recovery files in ${cleanLine(folder)}`;
      print(sentenceRows(text, columns() - 1).map((line) => row(line)));
    }
    left.clear();
  };

  return {
    plan(session) {
      print(planRows(session, columns()));
    },
    ready: (session, turn, canGoBack) => readyMenu(menus, readyText(session, turn), canGoBack),
    async answer(opening) {
      answered.add(opening.turn.q);
      const answer = await answerInBox(opening, edit, terminal, theme);
      return opening.session.options.speakAloud ? withNote(answer, menus) : answer;
    },
    paused: (_session, written) => pauseMenu(menus, () => terminal.settle(...SETTLE), written),
    predict(session, q, canReopen) {
      recallOnce(session, q);
      return predictMenu(menus, callAt(session, q), canReopen, columns());
    },
    reveal: (session, q) => parts.beforeTicks(session, q),
    async tick(session, q, keep) {
      recallOnce(session, q);
      const interruption = await parts.beforeTicks(session, q);
      if (interruption !== undefined) return interruption;
      const planned = session.questions[q];
      return planned === undefined ? null : menus.tick(pointList(planned), keep);
    },
    async rate(session, q) {
      const interruption = await parts.whole(session, q);
      if (interruption !== undefined) return interruption;
      return rateMenu(menus, columns(), (session.questions[q]?.question.keyPoints.length ?? 0) > 0);
    },
    async askAboutUnsaved(unsaved) {
      // Keys typed before the candidate notices this were meant for the answer.
      await terminal.settle(...SETTLE);
      return unsavedMenu(menus, unsaved, print, columns());
    },
    debrief(session) {
      print(debriefRows(session, columns(), banks));
      remind();
    },
    farewell(session) {
      print(farewellRows(session, columns()));
      remind();
    },
    close() {
      terminal.close();
    },
  };
}

/** Stops after each screenful, so that the start of a long text does not scroll past unread. All of it stays in the scrollback. */
async function printByScreens(
  rows: readonly Row[],
  terminal: Terminal,
  menus: Menus,
  print: (rows: readonly Row[]) => void,
): Promise<Interruption | undefined> {
  for (let from = 0; from < rows.length;) {
    const room = Math.max(4, terminal.size().rows - 3);
    const rest = rows.length - from;
    // Rather overflow by two rows than stop for two.
    const until = rest <= room + 2 ? rows.length : from + room;
    print(rows.slice(from, until));
    from = until;
    if (from === rows.length) return undefined;
    const choice = await menus.key(
      [row(`  enter more   esc show all   ${Math.round((100 * from) / rows.length)}%`, 'dim')],
      [
        ['enter', 'more'],
        ['space', 'more'],
        ['escape', 'all'],
      ],
    );
    if (isInterruption(choice)) return choice;
    if (choice === 'all') {
      print(rows.slice(from));
      return undefined;
    }
  }
  return undefined;
}

/** Wraps an editor to note each folder of recovery files it leaves. */
function noting(left: Set<string>, edit: Edit | null): Edit | null {
  if (edit === null) return null;
  return (text, options) =>
    edit(text, options).catch((error: unknown) => {
      if (error instanceof EditorError && error.recovery !== null) left.add(error.recovery);
      throw error;
    });
}

async function answerInBox(
  { session, turn, draft, used, roundUsed, onChange, stand, skipGap, unsaved, saveNow }: Opening,
  edit: Edit | null,
  terminal: Terminal,
  theme: Theme,
): Promise<Written> {
  const { strict, roundBudget, editor, speakAloud } = session.options;
  const answer = await answerBox(terminal, {
    header: headerRow(session, turn),
    prompt: (width) => renderMarkdown(promptOf(session, turn), width),
    draft,
    clock: {
      used,
      budget: recordOf(session, turn)?.budget ?? null,
      strict,
      round: roundBudget === null ? null : { used: roundUsed, budget: roundBudget },
      stopped: stand,
      resumed: skipGap,
    },
    styles: theme.paint,
    onChange,
    edit,
    opensEditor: editor && draft.text === '',
    spoken: speakAloud,
    saving: {
      problem: unsaved,
      now: saveNow,
      allWell: speakAloud
        ? 'Your voice is not recorded. The clock is saved as it runs.'
        : 'Saved. Everything is saved as you type.',
    },
  });
  // A closed answer stays in the scrollback; a box that will reopen is erased.
  if (answer.end !== 'pause' && answer.end !== 'rescue') terminal.print('\n');
  return answer;
}

/** Asks for a note, since a spoken answer leaves no text. */
async function withNote(answer: Written, menus: Menus): Promise<Written> {
  if (answer.end !== 'submit' && answer.end !== 'timeout') return answer;
  const note = await menus.line('A note for the transcript, or Enter for none:', answer.draft.text);
  const isDone = typeof note === 'string';
  const text = isDone ? note : note.typed;
  const draft = { text, cursor: text.length, firstKey: null };
  // An interrupted note is kept as the draft.
  return isDone ? { ...answer, draft } : { end: note.interrupt, draft };
}

const SUGGESTED_NAME = 'answer.md';

async function unsavedMenu(
  menus: Menus,
  { reason, text, tries, isTriedEachSecond, saveAs }: Unsaved,
  print: (rows: readonly Row[]) => void,
  columns: number,
): Promise<'on' | 'leave'> {
  const elsewhere: KeyChoice<'elsewhere'>[] = text === '' ? [] : [['s', 'elsewhere']];
  for (;;) {
    const choice = await menus.key<'on' | 'elsewhere' | 'leave'>(
      [
        [],
        row(`  ${tries > 0 ? 'Still not saved' : 'Not saved'}: ${reason}. Clock stopped.`, 'warn'),
        ...(text === '' ? [] : [row(`  Your answer is still here (${count(words(text), 'word')}).`)]),
        [],
        row(`  enter  ${isTriedEachSecond ? 'continue, retry every second' : 'try again'}`),
        ...(text === '' ? [] : [row('  s      save the answer elsewhere')]),
        row(`  q      quit${text === '' ? '' : ', print the answer'}`),
      ],
      [['enter', 'on'], ...elsewhere, ['q', 'leave']],
    );
    // Ctrl+C does not quit here: it may have been meant for the previous screen.
    if (isInterruption(choice)) return choice.interrupt === 'pause' ? 'on' : 'leave';
    if (choice !== 'elsewhere') return choice;
    const name = await menus.line('Save the answer as (empty to go back):', SUGGESTED_NAME);
    if (typeof name === 'string' && name !== '')
      print(wrap(`  ${saveAs(name)}`, columns - 1, '  ').map((line) => row(line)));
  }
}

function readyMenu(menus: Menus, text: string, canGoBack: boolean): Promise<'ready' | 'back' | Interruption> {
  const keys: KeyChoice<'ready' | 'back'>[] = [['enter', 'ready'], ...(canGoBack ? [BACK] : [])];
  const hint = canGoBack ? [row('  backspace change the last rating', 'dim')] : [];
  return menus.key([[], row(`  ${text}`, 'bold'), ...hint], keys);
}

function callAt(session: Session, q: number): string {
  const question = session.questions[q]?.question;
  return question === undefined ? 'this question' : cleanLine(callOf(session, question));
}

function predictMenu(
  menus: Menus,
  call: string,
  canReopen: boolean,
  columns: number,
): Promise<Certainty | null | 'reopen' | Interruption> {
  const keys: KeyChoice<Certainty | null | 'reopen'>[] = [
    ['1', 1],
    ['2', 2],
    ['3', 3],
    ['4', 4],
    ['escape', null],
  ];
  return menus.key(
    [
      [],
      row(`  Before the reveal: how many key points of ${call} did you cover?`, 'bold'),
      ...choiceRows(
        Object.entries(CERTAINTIES).map((entry) => entry.join(' ')),
        columns,
      ),
      row(`  esc skip${canReopen ? '   backspace edit the answer' : ''}`, 'dim'),
    ],
    canReopen ? [...keys, ['backspace', 'reopen']] : keys,
  );
}

function rateMenu(
  menus: Menus,
  columns: number,
  canGoBack: boolean,
): Promise<Rating | null | 'back' | Interruption> {
  const keys: KeyChoice<Rating | null | 'back'>[] = [
    ...RATINGS.map((rating, place) => [String(place + 1), rating] as const),
    ['escape', null],
  ];
  return menus.key(
    [
      [],
      row('  How did it go?', 'bold'),
      ...choiceRows(
        RATINGS.map((rating, place) => `${place + 1} ${rating}`),
        columns,
      ),
      row(`  esc skip${canGoBack ? '   backspace edit the points' : ''}`, 'dim'),
    ],
    canGoBack ? [...keys, BACK] : keys,
    (rating) => (rating === 'back' ? [] : [[], row(`  How did it go: ${rating ?? 'not rated'}`, 'dim')]),
  );
}
