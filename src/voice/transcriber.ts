import { type HeardWords, readHeard } from '../speech/heard.ts';
import { cleanLine } from '../text/clean.ts';
import { start, stop, type World } from '../platform/child.ts';
import { because, lastWords, readVoiceCommand } from './command.ts';

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
  const template = readVoiceCommand('transcribe', command);
  const name = cleanLine(template.name);
  return {
    name,
    host: null,
    transcribe: (file, signal) => run(template.with({ file, language }), name, world, signal),
  };
}

async function run(
  words: readonly string[],
  name: string,
  world: World,
  signal: AbortSignal,
): Promise<HeardWords> {
  const child = start(words, world, ['ignore', 'pipe', 'pipe']);
  const said = lastWords(child);
  const chunks: Buffer[] = [];
  let size = 0;
  const refusals: string[] = [];
  const refuse = (problem: string): void => {
    refusals.push(problem);
    stop(child);
  };
  const end = (): void => refuse(isTooLate(signal) ? `${name} did not end in time.` : `${name} was stopped.`);
  child.process?.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_BYTES) refuse(`${name} printed more than ${MOST_BYTES / 2 ** 20} MiB.`);
    else chunks.push(chunk);
  });
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  const problem = await child.ended;
  signal.removeEventListener('abort', end);
  const [refusal] = refusals;
  if (refusal !== undefined) throw new TranscriberError(refusal);
  if (problem !== null) throw new TranscriberError(because(name, problem, said()));
  return wordsIn(Buffer.concat(chunks), name);
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

/** Does work with a signal that aborts with `signal`, and with a TimeoutError after so many milliseconds. */
export async function withTimeLimit<T>(
  signal: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // A signal of AbortSignal.any may be collected as garbage before its time.
  const limit = new AbortController();
  const stop = (): void => limit.abort(signal.reason);
  const timer = setTimeout(
    () => limit.abort(new DOMException('The time is up.', 'TimeoutError')),
    Math.ceil(ms),
  );
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await work(limit.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
