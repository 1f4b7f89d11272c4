import type { Interviewer, Manner } from '../../round/interviewer.ts';
import { conduct } from '../../round/loop.ts';
import { type Recorder, openRecorder, refusalOf } from '../../round/recorder.ts';
import type { Listener } from '../../model/listener.ts';
import type { Journal } from '../../journal/journal.ts';
import { type Env, isFullScreen } from '../../platform/env.ts';
import { type ExitCode, SaveError, UserError } from '../../platform/errors.ts';
import type { Draft, Event, Ms, RoundOptions } from '../../engine/event.ts';
import type { Session } from '../../engine/session.ts';
import { storiesIn } from '../../progress/stories.ts';
import { readSummaries } from '../../store/session-index.ts';
import { sessionFolder } from '../../platform/paths.ts';
import type { Recordings } from '../../voice/recordings.ts';
import { clean } from '../../text/clean.ts';
import { say } from '../../terminal/say.ts';
import { writeOutput } from '../../platform/output-file.ts';
import type { Speaker } from '../../voice/playback.ts';
import { terminalInterviewer } from '../../round/full-screen.ts';
import { lineInterviewer } from '../../round/line-by-line.ts';

/** What a round starts from. */
interface Start {
  /** null: a new one. */
  session: Session | null;
  at: Ms;
  draft: Draft | null;
  /** The first event that this process writes. */
  opening: Event;
  /** The model of a round that was planned with one. */
  listener?: Listener | null;
  /** What the candidate's voice is recorded and written down with, in a spoken round. */
  openRecordings?: ((folder: string) => Recordings) | null;
}

/**
 * Runs a round until it ends or is paused.
 * Closes the journal in every case.
 */
export async function runRound(
  env: Env,
  interviewer: Interviewer,
  journal: Journal,
  start: Start,
): Promise<ExitCode> {
  let recorder: Recorder | null = null;
  let recordings: Recordings | null = null;
  try {
    recorder = openRecorder(journal, env.monotonic, start);
    recorder.record(start.opening);
    interviewer.plan(recorder.session());
    recordings = start.openRecordings?.(sessionFolder(env.paths, journal.id)) ?? null;
    recordings?.sweep(recorder.session().questions.flatMap(({ turns }) => turns));
    const { discard } = recorder;
    return await conduct({
      interviewer,
      recorder,
      listener: start.listener ?? null,
      stories: () => storiesIn(readSummaries(env).summaries).map(({ name }) => name),
      said: new Set(),
      recordings,
      saveAs: (name, text) => saveAs(env, name, text),
      leaveNothing() {
        if (start.session !== null || refusalOf(discard) !== null) return false;
        say(env, 'Nothing saved: the input ended before any answer.');
        return true;
      },
    });
  } catch (error) {
    handBack(env, interviewer, recorder, error);
    throw error;
  } finally {
    recordings?.close();
    if (recorder === null) journal.close();
    else recorder.close();
  }
}

/** Saves an answer that the session's disk refused to a file that the candidate names. Returns what to tell the candidate. */
function saveAs(env: Env, name: string, text: string): string {
  try {
    // No shell has expanded the tilde.
    writeOutput(env, name.replace(/^~(?=\/)/, env.vars['HOME'] ?? '~'), `${text}\n`, false);
    return `Answer saved in ${name}.`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** Prints text that could not be saved, so that it is not lost. */
function handBack(env: Env, interviewer: Interviewer, recorder: Recorder | null, error: unknown): void {
  const text = (error instanceof SaveError && error.text) || unsavedText(recorder);
  interviewer.close();
  if (text !== '') env.stderr.write(clean(`\nThis could not be saved:\n\n${text}\n\n`));
}

function unsavedText(recorder: Recorder | null): string {
  try {
    recorder?.saveNow();
    return '';
  } catch {
    return recorder?.kept()?.text ?? '';
  }
}

/** What a round needs of a model, and what the candidate is told about it. */
interface Listening {
  listener: Listener | null;
  sends: Manner['sends'];
}

type Needs = Pick<RoundOptions, 'judge' | 'followUps'>;

/**
 * The model of a new round, if it needs one. Nothing of it is loaded otherwise. Asks whether answers may leave this machine
 * if they would; after a no, the round goes on without it. Throws a UserError if no model is named.
 */
export async function listenerFor(env: Env, needs: Needs): Promise<Listening> {
  if (needs.judge !== 'model' && needs.followUps !== 'live') return { listener: null, sends: null };
  const { ASKED_ABOUT, JUDGED, namedModel, openModel, sentence, NotAllowedError } =
    await import('./named-model.ts');
  const { absentListener, openListener, patienceOf } = await import('../../model/listener.ts');
  const model = namedModel(env);
  const client = await openModel(env, model, needs.judge === 'model' ? JUDGED : ASKED_ABOUT).catch(
    (error: unknown) => {
      if (!(error instanceof NotAllowedError)) throw error;
      say(env, `${error.message}\nhelp: ${error.help}`);
      return error;
    },
  );
  if (client instanceof NotAllowedError) return { listener: absentListener(client.message), sends: null };
  const listener = openListener(client, patienceOf(model.seconds));
  const { text, isFar } = sentence(env, model);
  const does = [
    ...(needs.judge === 'model' ? ['judges them'] : []),
    ...(needs.followUps === 'live' ? ['asks follow-ups'] : []),
  ];
  return { listener, sends: { text: `${text} ${listener.name} ${does.join(' and ')}.`, isFar } };
}

/** The model of a paused round. Where there is none any more, the round continues without it and says so. */
export async function listenerToResume(env: Env, needs: Needs): Promise<Listening> {
  try {
    return await listenerFor(env, needs);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { absentListener } = await import('../../model/listener.ts');
    return { listener: absentListener(error.message), sends: null };
  }
}

/** The voice of a round that is read aloud. Where there is none it says so, and the round continues without. */
export async function speakerFor(
  env: Env,
  { readAloud = false }: { readAloud?: boolean },
): Promise<Speaker | null> {
  // Nothing of it is loaded otherwise.
  if (!readAloud) return null;
  const { voiceSettings } = await import('../../options/config.ts');
  const { NO_VOICE, findSpeaker } = await import('../../voice/playback.ts');
  const speaker = findSpeaker(env, voiceSettings(env).speak);
  if (speaker === null) say(env, `There is no voice here to read the questions. ${NO_VOICE}`);
  return speaker;
}

/** What hears the candidate in a round, and what the candidate is told about it. */
interface Heard {
  openRecordings: ((folder: string) => Recordings) | null;
  hears: Manner['hears'];
  /** Answers become words, so that what needs words works. */
  hasWords: boolean;
}

/** What records a spoken round and writes it down. Nothing of it is loaded for any other round. */
export async function hearingFor(
  env: Env,
  { speakAloud, keepAudio }: { speakAloud?: boolean; keepAudio?: boolean },
): Promise<Heard> {
  if (speakAloud !== true) return { openRecordings: null, hears: null, hasWords: false };
  const { voiceSettings } = await import('../../options/config.ts');
  const { hearingNotice, recorderFor, transcriberFor } = await import('./hearing.ts');
  const { openRecordings } = await import('../../voice/recordings.ts');
  const { findPlayer } = await import('../../voice/playback.ts');
  const settings = voiceSettings(env);
  const { recorder, problem } = recorderFor(env, settings);
  const transcriber = recorder === null ? null : await transcriberFor(env, settings);
  const hearing = {
    recorder,
    transcriber,
    // Only words are shown beside what was recorded.
    player: transcriber === null ? null : findPlayer(env, settings.play),
    keepsAudio: keepAudio === true || settings.keep === true,
  };
  return {
    openRecordings: recorder === null ? null : (folder) => openRecordings(hearing, folder, env.now),
    hears: hearingNotice(hearing, problem, settings.transcribeUrl),
    hasWords: transcriber !== null,
  };
}

/** Full screen on a terminal; line by line through a pipe, with `--plain`, ACCESSIBLE=1 or TERM=dumb. */
export function openInterviewer(env: Env, isPlain: boolean, manner: Manner): Interviewer {
  return isFullScreen(env, isPlain) ? terminalInterviewer(env, manner) : lineInterviewer(env, manner);
}
