import { type HeardWords, readHeard } from '../speech/heard.ts';
import { cleanLine } from '../text/clean.ts';
import { start, stop, type World } from '../platform/child.ts';
import { because, lastWords } from './last-words.ts';
import { readTemplate } from './command.ts';
import { UserError } from '../platform/errors.ts';

/** What writes down the words of a file. */
export interface Transcriber {
  name: string;
  /** Where the sound goes, if not to a program on this machine. */
  host: string | null;
  /** Rejects with a TranscriberError, soon after an abort too. */
  transcribe: (file: string, signal: AbortSignal) => Promise<HeardWords>;
}

/** Why there are no words, in a sentence for the screen. */
export class TranscriberError extends Error {}

/** It worked, and found nothing that is a word. */
export class NoWordsError extends TranscriberError {}

/** No transcript is longer: words with times take about a hundred bytes each. */
const MOST_BYTES = 16 * 2 ** 20;

export const NO_TRANSCRIBER =
  'To have your words written down, name a recognizer such as whisper-cli with voice.transcribe in config.yaml.';

/** A transcriber that is a command of the settings. Throws a UserError if it cannot be run. */
export function commandTranscriber(world: World, command: string, language: string): Transcriber {
  const template = readTemplate(command, 'voice.transcribe', ['file', 'language']);
  if (!template.has('file'))
    throw new UserError('voice.transcribe does not say where the sound goes.', {
      help: 'write {file} where the command takes the name of a sound file.',
    });
  const name = cleanLine(template.name);
  return {
    name,
    host: null,
    transcribe: (file, signal) => run(template.with({ file, language }), name, world, signal),
  };
}

function run(words: readonly string[], name: string, world: World, signal: AbortSignal): Promise<HeardWords> {
  const child = start(words, world, ['ignore', 'pipe', 'pipe']);
  const said = lastWords(child);
  const chunks: Buffer[] = [];
  let size = 0;
  let refusal: string | null = null;
  const refuse = (problem: string): void => {
    refusal ??= problem;
    stop(child);
  };
  const stopped = (): void =>
    refuse(isTooLate(signal) ? `${name} did not end in time.` : `${name} was stopped.`);
  child.process?.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_BYTES) refuse(`${name} printed more than ${MOST_BYTES / 2 ** 20} MiB.`);
    else chunks.push(chunk);
  });
  return new Promise((resolve, reject) => {
    const fail = (problem: string): void => reject(new TranscriberError(problem));
    if (signal.aborted) stopped();
    signal.addEventListener('abort', () => {
      stopped();
      // One that cannot be ended is not waited for.
      fail(refusal ?? `${name} was stopped.`);
    });
    void child.ended.then((problem) => {
      if (refusal !== null) {
        fail(refusal);
        return;
      }
      if (problem !== null) {
        fail(because(name, problem, said()));
        return;
      }
      try {
        resolve(wordsIn(Buffer.concat(chunks), name));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}

function isTooLate({ reason }: AbortSignal): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}

/** What was printed as words. Throws a TranscriberError if it is no text, or has none. */
export function wordsIn(printed: Buffer, name: string): HeardWords {
  const text = printed.toString('utf8');
  const broken = text.match(/[\0\ufffd]/g)?.length ?? 0;
  if (broken * 20 > text.length) throw new TranscriberError(`what ${name} printed is no text.`);
  const heard = readHeard(text);
  if (heard.text === '') throw new NoWordsError(`${name} heard no words.`);
  return heard;
}
