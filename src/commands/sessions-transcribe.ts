import type { Event, Turn } from '../engine/event.ts';
import { questionAt, type Session, type TurnRecord } from '../engine/session.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode, UserError } from '../platform/errors.ts';
import { sessionFolder } from '../platform/paths.ts';
import { atOnce } from '../platform/steps.ts';
import { findPoints } from '../round/feedback.ts';
import { stoppable } from '../terminal/spinner.ts';
import { clean, cleanLine } from '../text/clean.ts';
import { count, words } from '../text/format.ts';
import { wrap } from '../text/wrap.ts';
import { listAudio, removeAudio } from '../voice/audio-files.ts';
import { listUnheard, writeDown, type Words } from '../voice/recordings.ts';
import { NO_TRANSCRIBER, type Transcriber } from '../voice/transcriber.ts';
import { amend } from '../store/continue-session.ts';
import { findSession, type NumberedTurn, readableSession, turnsToUse } from '../store/find-session.ts';
import { transcriberFor } from './shared/hearing.ts';
import { say } from '../terminal/say.ts';
import { voiceSettings } from '../options/config.ts';
import type { SessionsTranscribeOptions } from '../options/table.ts';

/** `hotseat sessions transcribe`: writes down the recordings that have no words yet. Fails if one of them could not be. */
export async function sessionsTranscribe(
  env: Env,
  ref: string,
  { turn }: SessionsTranscribeOptions,
): Promise<ExitCode> {
  const id = findSession(env, ref);
  const settings = voiceSettings(env);
  const folder = sessionFolder(env.paths, id);
  const session = readableSession(env, id);
  const turns = turnsToUse(session, turn).filter(
    ({ record }) =>
      listAudio(folder, record.turn).length > 0 && (turn !== undefined || isUnheard(folder, record)),
  );
  if (turns.length === 0) {
    say(env, `${cleanLine(id)}: there is no recording without words.`);
    return EXIT.done;
  }
  const transcriber = await transcriberFor(env, settings);
  if (transcriber === null) throw new UserError('no recognizer is named.', { help: NO_TRANSCRIBER });
  let exit: ExitCode = EXIT.done;
  for (const { number, record } of turns) {
    if (!isAnswered(record)) {
      say(env, notSubmitted(number, record, session));
      continue;
    }
    const done = await writeTurn(env, {
      id,
      folder,
      number,
      record,
      transcriber,
      keeps: settings.keep === true,
    });
    if (done !== EXIT.done) exit = done;
    if (done === EXIT.interrupted) break;
  }
  return exit;
}

function notSubmitted(number: number, { state }: TurnRecord, { id, ended }: Session): string {
  return state === null && ended === null
    ? `Turn ${number} is not submitted yet. Its recording is kept, and \`hotseat resume\` continues it.`
    : `Turn ${number} was not submitted. Its recording is kept: \`hotseat sessions play ${id} --turn ${number}\` plays it.`;
}

/** A part may have failed beside words that were written down before. */
function isUnheard(folder: string, record: TurnRecord): boolean {
  const { heard, heardAudio } = record;
  return heard == null || (heardAudio.length > 0 && listUnheard(folder, record).length > 0);
}

const isAnswered = ({ state }: TurnRecord): boolean => state === 'submitted' || state === 'timed-out';

async function writeTurn(
  env: Env,
  task: NumberedTurn & { id: string; folder: string; transcriber: Transcriber; keeps: boolean },
): Promise<ExitCode> {
  const { id, folder, number, record, transcriber, keeps } = task;
  const all = listAudio(folder, record.turn);
  // All of it is written down again, in place of the words before, unless their sound was removed.
  const isWhole = record.heardAudio.every((name) => all.includes(name));
  const source = isWhole ? { ...record, heardAudio: [] } : record;
  const files = listUnheard(folder, source);
  const about = `${cleanLine(transcriber.name)} is writing down turn ${number} …`;
  const { value: written, isStopped } = await stoppable(env, about, (signal) =>
    writeDown({ record: source, files, folder, transcriber, signal }),
  );
  if (isStopped) return EXIT.interrupted;
  if (written.text === null) {
    say(env, `Turn ${number}: ${written.problem ?? ''} The recording is kept.`);
    return EXIT.failed;
  }
  const { correcting } = record;
  await keep(env, id, written, correcting);
  // A correction that is not finished shows that the words are wrong.
  const stays = keeps || correcting !== null;
  if (!stays) removeAudio(folder, files);
  env.stdout.write(summaryOf(number, written));
  const lines = wrap(clean(correcting ?? written.text), sizeOf(env.stdout).columns - 2);
  env.stdout.write(lines.map((line) => `  ${line}\n`).join(''));
  const made = correcting === null ? '' : 'your earlier correction is the answer, and ';
  say(env, `Turn ${number}: ${made}the recording is ${stays ? 'kept' : 'removed'}.`);
  return EXIT.done;
}

/**
 * Records the words, with a correction of them that an interruption had stopped, and looks for the key points in them once the
 * question is revealed.
 */
async function keep(env: Env, id: string, written: Words, correcting: string | null): Promise<void> {
  amend(env, id, written);
  if (correcting !== null) amend(env, id, { type: 'corrected', turn: written.turn, text: correcting });
  if (!questionOf(env, id, written.turn).judgement.revealed) return;
  const event: Event = atOnce(await findPoints(readableSession(env, id), written.turn.q));
  amend(env, id, event);
}

function questionOf(env: Env, id: string, { q }: Turn): ReturnType<typeof questionAt> {
  return questionAt(readableSession(env, id), q);
}

function summaryOf(number: number, { text, by }: Words): string {
  return `turn ${number}  ${count(words(text ?? ''), 'word')}, by ${cleanLine(by)}\n`;
}
