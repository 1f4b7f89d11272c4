import { clean } from '../text/clean.ts';
import { fieldsOf } from '../text/data.ts';

/** What a program heard. */
export interface HeardWords {
  text: string;
  /** When its words or sentences were said, in milliseconds; null if it does not say. */
  spans: { start: number; end: number }[] | null;
  /** The times are those of single words, so that the gaps between them are pauses. */
  isByWord: boolean;
}

/** A stretch of a transcript with its times, in seconds; null if unknown. */
interface Piece {
  text: string;
  start: number | null;
  end: number | null;
}

/** As many characters as an answer holds. */
const MOST_CHARACTERS = 200_000;
const MOST_SPANS = 2000;

/**
 * Reads what a recognizer printed: JSON as of whisper.cpp, whisper, OpenAI or Vosk; SRT; VTT; lines with times as whisper
 * prints them; or else plain text. The result is clean and never longer than an answer; empty if no word is in it.
 */
export function readHeard(printed: string): HeardWords {
  const source = clean(printed.replace(/^\ufeff/, ''));
  const json = jsonIn(source);
  const words = json === undefined ? columnsOf(source) : timedWords(json);
  const isInColumns = json === undefined && words.length > 0;
  const pieces = json === undefined ? (timedLines(source) ?? plain(source)) : piecesIn(json);
  const whole = isInColumns || pieces.length === 0 ? textOf(words) : textOf(pieces);
  const broken = words.length > 0 && isUnpunctuated(whole) ? inSentences(words) : whole;
  // Some words may have no times; none is left out.
  const text = sameWords(broken, whole) ? broken : whole;
  const timed = spansOf(words.length === 0 ? pieces : words);
  return { text, spans: text === '' ? null : timed, isByWord: words.length > 0 };
}

/** `cache 0.980 1.570 0.33`, a line for each word, as pocketsphinx prints with `-time yes`. */
const COLUMNS = /^(\S+)[ \t]+(\d+\.\d+)[ \t]+(\d+\.\d+)[ \t]+\d[\d.e-]*$/;

function columnsOf(source: string): Piece[] {
  return source.split('\n').flatMap((line) => {
    const [, word = '', start, end] = COLUMNS.exec(line.trim()) ?? [];
    // `<sil>` and `[NOISE]` are no words, and `that(2)` is a way to say one.
    if (start === undefined || /^[<[+]/.test(word)) return [];
    return [{ text: word.replace(/\(\d+\)$/, ''), start: Number(start), end: Number(end) }];
  });
}

/** Where a recognizer writes no punctuation, a pause of half a second ends a sentence. */
const SENTENCE_PAUSE = 0.5;

function isUnpunctuated(text: string): boolean {
  return !/[.!?](?:\s|$)/.test(text);
}

function sameWords(a: string, b: string): boolean {
  return a.replace(/\s+/g, ' ') === b.replace(/\s+/g, ' ');
}

function inSentences(words: readonly Piece[]): string {
  const sentences: Piece[][] = [];
  let last = Infinity;
  for (const word of words) {
    const isNext = (word.start ?? 0) - last >= SENTENCE_PAUSE;
    if (isNext || sentences.length === 0) sentences.push([]);
    sentences.at(-1)?.push(word);
    last = word.end ?? last;
  }
  return sentences
    .map((sentence) => textOf(sentence))
    .filter((sentence) => sentence !== '')
    .join('\n');
}

/** `[BLANK_AUDIO]`, `(silence)` and `[ Music ]` are no words. */
const NO_WORDS = /\[[^\]\n]{0,40}\]|\((?:silence|music|inaudible|noise|blank_audio|speaking[^)]{0,30})\)/gi;

function textOf(pieces: readonly Piece[]): string {
  const text = pieces
    .map((piece) =>
      piece.text
        .replace(NO_WORDS, ' ')
        .replace(/[ \t]+/g, ' ')
        .trim(),
    )
    .filter((piece) => piece !== '')
    .join(' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
  return /[\p{L}\p{N}]/u.test(text) ? text.slice(0, MOST_CHARACTERS).toWellFormed() : '';
}

function spansOf(pieces: readonly Piece[]): HeardWords['spans'] {
  const spans = pieces.flatMap(({ text, start, end }) => {
    if (start === null || end === null || !(start >= 0 && end > start) || end > DAY) return [];
    return text.replace(NO_WORDS, '').trim() === ''
      ? []
      : [{ start: Math.round(start * 1000), end: Math.round(end * 1000) }];
  });
  if (spans.length === 0) return null;
  return spans.sort((a, b) => a.start - b.start).slice(0, MOST_SPANS);
}

const DAY = 86_400;

function plain(source: string): Piece[] {
  return [{ text: source.replace(/\n{3,}/g, '\n\n'), start: null, end: null }];
}

const TIME = String.raw`(?:(\d{1,2}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,3})?)`;
const ARROW = new RegExp(String.raw`^\s*\[?${TIME}\s*-->\s*${TIME}\]?(.*)$`);

/** Lines behind times, as in SRT, VTT and what whisper prints; null if there are no times. */
function timedLines(source: string): Piece[] | null {
  const pieces: Piece[] = [];
  let isOpen = false;
  for (const line of source.split('\n')) {
    const found = ARROW.exec(line);
    if (found !== null) {
      const [, h1, m1, s1, h2, m2, s2, rest = ''] = found;
      const isBracketed = line.trimStart().startsWith('[');
      pieces.push({ text: isBracketed ? rest : '', start: seconds(h1, m1, s1), end: seconds(h2, m2, s2) });
      isOpen = !isBracketed;
      continue;
    }
    const last = pieces.at(-1);
    if (line.trim() === '') isOpen = false;
    // Outside a cue are only its number, the file's name and remarks.
    else if (last !== undefined && isOpen) last.text += ` ${line.replace(/<[^<>]*>/g, '')}`;
  }
  return pieces.length === 0 ? null : pieces;
}

function seconds(hours = '0', minutes = '0', rest = '0'): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(rest.replace(',', '.'));
}

/** One value, or one in each line; undefined if the text is not JSON. */
function jsonIn(source: string): unknown {
  if (!/^\s*[[{]/.test(source) || /^\s*\[[\d: ]/.test(source)) return undefined;
  try {
    return JSON.parse(source);
  } catch {
    const lines = source.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.map((line) => JSON.parse(line) as unknown);
    } catch {
      return undefined;
    }
  }
}

const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const wordsIn = (...values: readonly unknown[]): string =>
  clean(values.find((value) => typeof value === 'string') ?? '');
const numberIn = (...values: readonly unknown[]): number | null =>
  values.find((value): value is number => typeof value === 'number' && Number.isFinite(value)) ?? null;

/** The sentences of a value: its segments, or its text. */
function piecesIn(json: unknown): Piece[] {
  if (Array.isArray(json)) return json.flatMap((item) => piecesIn(item));
  const { segments, transcription, text, transcript, alternatives } = fieldsOf(json);
  const parts = [...itemsOf(segments), ...itemsOf(transcription)].map(pieceOf);
  if (parts.some((part) => part.text.trim() !== '')) return parts;
  const words = wordsIn(text, transcript, fieldsOf(itemsOf(alternatives)[0])['text'], fieldsOf(json)['t']);
  return words === '' ? [] : [{ ...pieceOf(json), text: words }];
}

function pieceOf(value: unknown): Piece {
  const { text, word, punctuated_word, t, start, end, offsets, b, d } = fieldsOf(value);
  const { from, to } = fieldsOf(offsets);
  const [begin, length] = [numberIn(b), numberIn(d)];
  const inMs = (ms: unknown): number | null => (typeof ms === 'number' ? ms / 1000 : null);
  return {
    text: wordsIn(text, punctuated_word, word, t),
    start: numberIn(start, inMs(from), begin),
    end: numberIn(end, inMs(to), begin === null || length === null ? null : begin + length),
  };
}

/** The words with times of a value, or of its segments. */
function timedWords(json: unknown): Piece[] {
  if (Array.isArray(json)) return json.flatMap((item) => timedWords(item));
  const { words, result, segments, w } = fieldsOf(json);
  const own = [...itemsOf(words), ...itemsOf(result), ...itemsOf(w)].map(pieceOf);
  const inside = itemsOf(segments).flatMap((segment) => itemsOf(fieldsOf(segment)['words']).map(pieceOf));
  const all = own.length > 0 ? own : inside;
  return all.filter(({ text, start, end }) => text.trim() !== '' && start !== null && end !== null);
}
