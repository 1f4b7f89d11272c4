import type { Turn } from '../engine/event.ts';
import { type Session, recordOf } from '../engine/session.ts';
import { renderMarkdown } from '../renderer/markdown.ts';
import { askedRows, headerRow, heardRows, promptOf } from '../renderer/round-screens.ts';
import { forTheEar } from '../speech/for-the-ear.ts';
import { meterRows } from '../speech/meter.ts';
import type { BoxRequest, BoxResult } from '../terminal/box-request.ts';
import { answerBox } from '../terminal/box.ts';
import type { Edit } from '../terminal/editor.ts';
import { type Interruption, isInterruption } from '../terminal/interruption.ts';
import { whileShown } from '../terminal/live-rows.ts';
import { HELP_HINT, type Menus, keyRows } from '../terminal/menus.ts';
import type { RawTerminal } from '../terminal/raw-terminal.ts';
import { type Row, type Theme, row, span } from '../text/rows.ts';
import { hang, sentenceRows } from '../text/wrap.ts';
import type { Take } from '../voice/recorder.ts';
import type { Playing, Speaker } from '../voice/playback.ts';
import { heardKeys } from './choices.ts';
import { helpAt } from './help.ts';
import type { Correction, Interviewer } from './interviewer.ts';
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
  /** Shows rows while something is heard; a key stops it. */
  const whileHeard = async (
    rows: (columns: number) => Row[],
    { ended, stop }: Playing,
  ): Promise<Interruption | undefined> => {
    const live = {
      rows: (size: { columns: number }) => rows(size.columns),
      styles: theme.paint,
      onKey: stop,
      onSuspend: stop,
    };
    const stopped = await whileShown(terminal, live, ended);
    if (stopped !== undefined) stop();
    return stopped;
  };
  return {
    async readAloud(session, turn) {
      if (speaker === null) return undefined;
      const speech = speaker.speak(forTheEar(promptOf(session, turn)));
      const rows = (width: number): Row[] => [
        ...hang(askedRows(session, turn, width - 4), '  '),
        [],
        ...sentenceRows('  Reading aloud. The clock starts after it.', width - 1).map((line) =>
          row(line, 'dim'),
        ),
        ...keyRows(['enter stop the voice'], width),
      ];
      const stopped = await whileHeard(rows, speech);
      if (stopped === undefined) sayVoiceProblem(await speech.ended);
      return stopped;
    },
    async correct(session, turn, heard) {
      const { correcting, play } = heard;
      if (correcting !== null) return correctInBox(session, turn, correcting, tools);
      print([...heardRows(session, turn, heard, columns(), isShown(turn.q)), []]);
      const hints = [
        'enter continue',
        'e edit the words',
        ...(play === null ? [] : ['p play the recording']),
        HELP_HINT,
      ];
      for (;;) {
        const help = helpAt('heard', hints);
        const choice = await menus.key(keyRows(hints, columns()), heardKeys(play !== null), { help });
        if (isInterruption(choice)) return { text: null, ...choice };
        if (choice === 'edit') return correctInBox(session, turn, heard.text, tools);
        if (choice === 'on' || play === null) return { text: null };
        const playing = play();
        const rows = (width: number): Row[] => [
          row('  Playing your recording.', 'dim'),
          ...keyRows(['enter stop'], width),
        ];
        const stopped = await whileHeard(rows, playing);
        if (stopped !== undefined) return { text: null, ...stopped };
        const problem = await playing.ended;
        // Enter meant to stop it must not accept the words.
        await terminal.settle(...SETTLE);
        if (problem === null) continue;
        say(`Not played: ${problem}`);
        print([[]]);
      }
    },
    async note(session, turn) {
      const note = await menus.line(NOTE, recordOf(session, turn)?.text ?? '');
      return typeof note === 'string' ? { text: note } : { text: note.typed, interrupt: note.interrupt };
    },
    async withNote(answer) {
      if (answer.end !== 'submit' && answer.end !== 'timeout') return answer;
      const note = await menus.line(NOTE, answer.draft.text);
      const isDone = typeof note === 'string';
      const text = isDone ? note : note.typed;
      const draft = { text, cursor: text.length, firstKey: null };
      // An interrupted note is kept as the draft.
      return isDone ? { ...answer, draft } : { end: note.interrupt, draft };
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
