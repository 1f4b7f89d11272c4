import type { Turn } from '../engine/event.ts';
import { promptOf, saidOf } from '../engine/interview.ts';
import { type Session, recordOf } from '../engine/session.ts';
import { renderMarkdown } from '../renderer/markdown.ts';
import { askedRows, headerRow, heardRows } from '../renderer/round-screens.ts';
import { forTheEar } from '../speech/for-the-ear.ts';
import { meterRows } from '../speech/meter.ts';
import type { BoxRequest, BoxResult } from '../terminal/box-request.ts';
import { answerBox } from '../terminal/box.ts';
import type { Edit } from '../terminal/editor.ts';
import { type Interruption, interruptOf } from '../terminal/interruption.ts';
import { whileShown } from '../terminal/live-rows.ts';
import { type Menus, keyRows } from '../terminal/menus.ts';
import type { RawTerminal } from '../terminal/raw-terminal.ts';
import { type Row, type Theme, row, span } from '../text/rows.ts';
import { hang, sentenceRows } from '../text/wrap.ts';
import type { Take } from '../voice/recorder.ts';
import type { Playing, Speaker } from '../voice/playback.ts';
import { askByKeys } from './ask-by-keys.ts';
import type { Correction, Interviewer } from './interviewer.ts';
import { correctHeard } from './questions.ts';
import { NOTE } from './line-answer.ts';
import { onceEach, SETTLE } from './waiting.ts';

interface Tools {
  terminal: RawTerminal;
  theme: Theme;
  menus: Menus;
  edit: Edit | null;
  speaker: Speaker | null;
  print: (rows: readonly Row[]) => void;
  say: (text: string) => void;
  /** Whether this process has asked a question, so that it is on the screen above. */
  isShown: (q: number) => boolean;
}

type SpokenScreens = Pick<Interviewer, 'readAloud' | 'correct' | 'note'> & {
  /** Asks for a note, since a spoken answer without words leaves no text. */
  withNote: (answer: BoxResult) => Promise<BoxResult>;
};

/** What a full screen shows of a spoken round besides the answer box. */
export function createSpokenScreens(tools: Tools): SpokenScreens {
  const { terminal, theme, menus, speaker, print, say, isShown } = tools;
  const sayVoiceProblem = onceEach((problem) => say(`Not read aloud: ${problem}`));
  const columns = (): number => terminal.size().columns;
  /** Shows rows while something is heard; a key stops it. Returns why it was not heard. */
  const whileHeard = async (
    rows: (columns: number) => Row[],
    { ended, stop }: Playing,
  ): Promise<string | null> => {
    const live = {
      rows: (size: { columns: number }) => rows(size.columns),
      styles: theme.paint,
      onKey: stop,
      onSuspend: stop,
    };
    try {
      await whileShown(terminal, live, ended);
    } catch (error) {
      stop();
      throw error;
    }
    return ended;
  };
  const askNote = async (typed: string): Promise<{ text: string } & Partial<Interruption>> => {
    let text = typed;
    try {
      return { text: await menus.line(NOTE, typed, (now) => (text = now)) };
    } catch (error) {
      return { text, interrupt: interruptOf(error) };
    }
  };
  return {
    async readAloud(session, turn) {
      if (speaker === null) return;
      const rows = (width: number): Row[] => [
        ...hang(askedRows(session, turn, width - 4), '  '),
        [],
        ...sentenceRows('  Reading aloud. The clock starts after it.', width - 1).map((line) =>
          row(line, 'dim'),
        ),
        ...keyRows(['enter stop the voice'], width),
      ];
      sayVoiceProblem(await whileHeard(rows, speaker.speak(forTheEar(saidOf(session, turn)))));
    },
    correct(session, turn, heard) {
      return correctHeard(heard, {
        show: () => print([...heardRows(session, turn, heard, columns(), isShown(turn.q)), []]),
        ask: (question) => askByKeys(menus, question, columns(), []),
        edit: (before) => correctInBox(session, turn, before ?? heard.text, tools),
        async hear(playing) {
          const rows = (width: number): Row[] => [
            row('  Playing your recording.', 'dim'),
            ...keyRows(['enter stop'], width),
          ];
          const problem = await whileHeard(rows, playing);
          // Enter meant to stop it must not accept the words.
          await terminal.settle(...SETTLE);
          if (problem === null) return;
          say(`Not played: ${problem}`);
          print([[]]);
        },
      });
    },
    note: (session, turn) => askNote(recordOf(session, turn)?.text ?? ''),
    async withNote(answer) {
      if (answer.end !== 'submit' && answer.end !== 'timeout') return answer;
      const { text, interrupt } = await askNote(answer.draft.text);
      const draft = { text, cursor: text.length, firstKey: null };
      // An interrupted note is kept as the draft.
      return interrupt === undefined ? { ...answer, draft } : { end: interrupt, draft };
    },
  };
}

/** Lets the candidate correct the words in a box with its clock stopped. What was typed is kept however it ends. */
async function correctInBox(
  session: Session,
  turn: Turn,
  text: string,
  { terminal, theme, edit }: Tools,
): Promise<Correction> {
  const used = recordOf(session, turn)?.used ?? 0;
  const { end, draft } = await answerBox(terminal, {
    header: [...headerRow(session, turn), span(' · your words, clock stopped', 'dim')],
    prompt: (width) => renderMarkdown(promptOf(session, turn), width),
    draft: { text, cursor: text.length, firstKey: null },
    clock: { used: () => used, budget: null, strict: false, round: null },
    styles: theme.paint,
    onChange: () => undefined,
    edit,
    opensEditor: false,
    spoken: false,
    saving: { problem: () => null, now: () => null, allWell: 'The words are saved with Ctrl+D.' },
  });
  const corrected = draft.text.trim() === '' ? null : draft.text;
  if (end === 'submit' || end === 'skip' || end === 'timeout' || end === 'rescue') return { text: corrected };
  return { text: corrected, interrupt: end };
}

/** What the answer box shows of a recording, and what the space bar does to it. */
export function meterOf(take: Take): NonNullable<BoxRequest['recording']> {
  return {
    rows: (columns) => meterRows(take.state(), columns),
    toggle: () => take.toggle(),
    suspend: () => take.suspend(),
    resume: () => take.resume(),
  };
}
