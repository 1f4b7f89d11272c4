import { basename, resolve } from 'node:path';
import type { Event, Turn } from '../engine/event.ts';
import { questionAt, type Session, type TurnRecord } from '../engine/session.ts';
import { type Env, sizeOf } from '../platform/env.ts';
import { EXIT, type ExitCode, failure, reasonOf, UserError } from '../platform/errors.ts';
import { sessionFolder } from '../platform/paths.ts';
import { readPlainFile } from '../platform/files.ts';
import { atOnce } from '../platform/steps.ts';
import { found } from '../round/feedback.ts';
import { readHeard } from '../speech/heard.ts';
import { whileWaiting, stoppable } from '../terminal/spinner.ts';
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

/** A transcript is no longer. */
const MOST_BYTES = 16 * 2 ** 20;

/**
 * `hotseat sessions transcribe`: makes the words of a file the answer to a turn, or writes down the recordings that have no
 * words yet. Fails if one of them could not be.
 */
export async function sessionsTranscribe(
  env: Env,
  ref: string,
  file: string | undefined,
  { turn }: SessionsTranscribeOptions,
): Promise<ExitCode> {
  const id = findSession(env, ref);
  if (file !== undefined) return transcribeFrom(env, id, file, turn);
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
  const { written, isStopped } = await whileWaiting(env, about, () =>
    stoppable(async (signal) => ({
      written: await writeDown({ record: source, files, folder, transcriber, signal }),
      isStopped: signal.aborted,
    })),
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

/** Takes words that were written down elsewhere. */
async function transcribeFrom(
  env: Env,
  id: string,
  file: string,
  number: number | undefined,
): Promise<ExitCode> {
  if (number === undefined)
    throw new UserError('a file has the words of one turn: say which with --turn.', {
      help: 'questions and follow-ups are counted in the order in which they are asked, as in `hotseat export`.',
    });
  const [turn] = turnsToUse(readableSession(env, id), number);
  if (turn === undefined || !isAnswered(turn.record))
    throw new UserError(`turn ${number} has no answer.`, { help: 'only an answer has words.' });
  if (!turn.record.spoken)
    throw new UserError(`turn ${number} was written, not spoken.`, {
      help: 'its answer is what you wrote, and stays.',
    });
  const { text, spans } = readHeard(readTranscript(env, file));
  if (text === '')
    throw new UserError(`${file} has no words.`, {
      help: 'it may be text, SRT, VTT or the JSON of a recognizer.',
    });
  const by = cleanLine(basename(file));
  const written: Words = {
    type: 'transcribed',
    turn: turn.record.turn,
    by,
    text,
    ...(spans === null ? {} : { spans }),
  };
  await keep(env, id, written, null);
  env.stdout.write(summaryOf(number, written));
  return EXIT.done;
}

function readTranscript(env: Env, file: string): string {
  let bytes;
  try {
    bytes = readPlainFile(resolve(env.cwd, file), MOST_BYTES);
  } catch (error) {
    throw failure(`cannot read ${file}: ${reasonOf(error)}.`, 'name a file with the words.', error);
  }
  if (bytes === 'no file')
    throw failure(`cannot read ${file}: it is not a file.`, 'name a file with the words.');
  if (bytes === 'too large')
    throw failure(`cannot read ${file}: it is over 16 MiB.`, 'name a file with the words.');
  return bytes.toString('utf8');
}

/**
 * Records the words, with a correction of them that an interruption had stopped, and looks for the key points in them once the
 * question is revealed.
 */
async function keep(env: Env, id: string, written: Words, correcting: string | null): Promise<void> {
  amend(env, id, () => written);
  if (correcting !== null)
    amend(env, id, () => ({ type: 'corrected', turn: written.turn, text: correcting }));
  if (!questionOf(env, id, written.turn).judgement.revealed) return;
  const event: Event = atOnce(await found(readableSession(env, id), written.turn.q));
  amend(env, id, () => event);
}

function questionOf(env: Env, id: string, { q }: Turn): ReturnType<typeof questionAt> {
  return questionAt(readableSession(env, id), q);
}

function summaryOf(number: number, { text, by }: Words): string {
  return `turn ${number}  ${count(words(text ?? ''), 'word')}, by ${cleanLine(by)}\n`;
}
