import type { Env } from '../env.ts';
import type { Certainty, Rating } from '../interview/event.ts';
import type { Session } from '../interview/session.ts';
import { isAttempted, recordOf } from '../interview/session.ts';
import { answerBox } from '../terminal/box.ts';
import { editorFrom } from '../terminal/editor.ts';
import { renderMarkdown } from '../terminal/markdown.ts';
import type { KeyChoice, Menus } from '../terminal/menus.ts';
import { choiceRows, createMenus } from '../terminal/menus.ts';
import type { SectionKey } from '../terminal/reveal.ts';
import { REVEALED, revealRows } from '../terminal/reveal.ts';
import { debriefRows, farewellRows, headerRow, planRows, promptOf, readyText } from '../terminal/screens.ts';
import type { Terminal } from '../terminal/session.ts';
import { openTerminal } from '../terminal/session.ts';
import type { Theme } from '../terminal/theme.ts';
import { createTheme } from '../terminal/theme.ts';
import { tickedRows, tickHeading } from '../terminal/ticked.ts';
import { CERTAINTIES, RATINGS } from '../transcript/labels.ts';
import type { Row } from '../text/rows.ts';
import { row } from '../text/rows.ts';
import type { Interruption, Interviewer, Opening, PauseChoice } from './interviewer.ts';
import { isInterruption } from './interviewer.ts';

/** A reveal comes in parts, for the candidate ticks the points before reading on. */
const PARTS = {
  expected: ['expected'],
  points: ['key-points'],
  rest: REVEALED.filter((key) => key !== 'expected' && key !== 'key-points'),
} satisfies Record<string, readonly SectionKey[]>;

/** The interviewer on a full terminal: the answer box, menus, and a reveal that flows into the scrollback. */
export function terminalInterviewer(env: Env): Interviewer {
  const terminal = openTerminal(env);
  const theme = createTheme(env, env.stdout);
  const menus = createMenus(terminal, theme);
  const columns = (): number => terminal.size().columns;
  const print = (rows: readonly Row[]): void => {
    terminal.print(theme.paintAll(rows));
  };
  // A process that resumes a session in mid-reveal shows it again.
  const shown = new Set<string>();
  const showOnce = (session: Session, q: number, part: keyof typeof PARTS): void => {
    const question = session.questions[q]?.question;
    if (question === undefined || shown.has(`${part} ${q}`)) return;
    shown.add(`${part} ${q}`);
    const rows = revealRows(question, columns(), { only: PARTS[part] });
    if (rows.length > 0) print([[], ...rows, []]);
  };

  return {
    plan(session) {
      print(planRows(session, columns()));
    },
    ready: (session, turn) =>
      menus.key([[], row(`  ${readyText(session, turn)}`, 'bold')], [['enter', 'ready' as const]]),
    answer: (opening) => answerInBox(opening, env, terminal, theme),
    paused: (_session, canSkip) => pauseMenu(menus, canSkip),
    predict: (session, q, canReopen) =>
      predictMenu(menus, session.questions[q]?.question.number, canReopen, columns()),
    reveal(session, q) {
      const planned = session.questions[q];
      showOnce(session, q, 'expected');
      if (planned !== undefined && !isAttempted(planned)) {
        showOnce(session, q, 'points');
        showOnce(session, q, 'rest');
      }
      return Promise.resolve('shown' as const);
    },
    async tick(session, q) {
      showOnce(session, q, 'expected');
      const planned = session.questions[q];
      const points = planned?.question.keyPoints ?? [];
      const certainty = planned?.judgement.certainty ?? null;
      const names = await menus.tick(tickHeading(certainty && CERTAINTIES[certainty]), points);
      if (!isInterruption(names)) print([[], ...tickedRows(points, names, columns())]);
      return names;
    },
    rate(session, q) {
      showOnce(session, q, 'rest');
      return rateMenu(menus, columns());
    },
    debrief(session) {
      print(debriefRows(session, columns()));
    },
    farewell(session) {
      print(farewellRows(session));
    },
    close() {
      terminal.close();
    },
  };
}

async function answerInBox(
  { session, turn, draft, used, roundUsed, onChange, skipGap }: Opening,
  env: Env,
  terminal: Terminal,
  theme: Theme,
): ReturnType<Interviewer['answer']> {
  const { strict, roundBudget, editor } = session.options;
  const answer = await answerBox(terminal, {
    header: headerRow(session, turn),
    prompt: (width) => renderMarkdown(promptOf(session, turn), width),
    draft,
    clock: {
      used,
      budget: recordOf(session, turn)?.budget ?? null,
      strict,
      round: roundBudget === null ? null : { used: roundUsed, budget: roundBudget },
      resumed: skipGap,
    },
    styles: theme.paint,
    onChange,
    edit: editorFrom(env.vars),
    opensEditor: editor && draft.text === '',
  });
  // What was handed in stays in the scrollback; a paused box vanishes whole.
  if (answer.end !== 'pause') terminal.print('\n');
  return answer;
}

function pauseMenu(menus: Menus, canSkip: boolean): Promise<PauseChoice | Interruption> {
  const keys: KeyChoice<PauseChoice>[] = [
    ['enter', 'go on'],
    ['s', 'skip'],
    ['e', 'end'],
    ['q', 'leave'],
  ];
  return menus.key(
    [
      [],
      row('  Paused. The clock stands.', 'bold'),
      [],
      row('  enter  go on'),
      ...(canSkip ? [row('  s      skip this one')] : []),
      row('  e      end the round, with its debrief'),
      row('  q      leave, resume later'),
    ],
    keys.filter(([, choice]) => canSkip || choice !== 'skip'),
  );
}

function predictMenu(
  menus: Menus,
  number: number | undefined,
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
      row(`  Before you see it: how many of the key points of #${number ?? 0} did you make?`, 'bold'),
      ...choiceRows(
        Object.entries(CERTAINTIES).map((entry) => entry.join(' ')),
        columns,
      ),
      row(`  esc leave it open${canReopen ? '   backspace returns to the answer' : ''}`, 'dim'),
    ],
    canReopen ? [...keys, ['backspace', 'reopen']] : keys,
  );
}

function rateMenu(menus: Menus, columns: number): Promise<Rating | null | Interruption> {
  const keys: KeyChoice<Rating | null>[] = [
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
      row('  esc leave it unjudged', 'dim'),
    ],
    keys,
    (rating) => [[], row(`  How did it go: ${rating ?? 'not judged'}`, 'dim')],
  );
}
