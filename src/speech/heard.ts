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
 * Reads what a recognizer printed: the JSON of whisper, whisper.cpp or OpenAI; SRT; VTT; lines with times as whisper prints
 * them; or else plain text. The result is clean and never longer than an answer; empty if no word is in it.
 */
export function readHeard(printed: string): HeardWords {
  const source = clean(printed.replace(/^\ufeff/, ''));
  const json = jsonIn(source);
  const words = json === null ? [] : wordsIn(json);
  const pieces = json === null ? (timedLines(source) ?? plain(source)) : sentencesIn(json);
  const text = textOf(pieces.length === 0 ? words : pieces);
  const spans = text === '' ? null : spansOf(words.length === 0 ? pieces : words);
  return { text, spans, isByWord: words.length > 0 };
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

/** `cache 0.980 1.570 0.33`: pocketsphinx prints a line for each word behind the text, with `-time yes`. */
const TIMES_OF_WORD = /^\S+[ \t]+\d+\.\d+[ \t]+\d+\.\d+[ \t]+\d[\d.e-]*$/gm;

function plain(source: string): Piece[] {
  const text = source.replace(TIMES_OF_WORD, '').replace(/\n{3,}/g, '\n\n');
  return [{ text, start: null, end: null }];
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

type Fields = ReturnType<typeof fieldsOf>;

/** The fields of a JSON object; null if the text is none. */
function jsonIn(source: string): Fields | null {
  if (!source.trimStart().startsWith('{')) return null;
  try {
    return fieldsOf(JSON.parse(source));
  } catch {
    return null;
  }
}

/** The sentences of a transcript: its segments, or its text. */
function sentencesIn({ segments, transcription, text }: Fields): Piece[] {
  const parts = [...piecesOf(segments), ...piecesOf(transcription)];
  if (parts.some((part) => part.text.trim() !== '')) return parts;
  return typeof text === 'string' ? [{ text: clean(text), start: null, end: null }] : [];
}

/** The words with times of a transcript, or of its segments. */
function wordsIn({ words, segments }: Fields): Piece[] {
  const own = piecesOf(words);
  const inside = Array.isArray(segments) ? segments.flatMap((each) => piecesOf(fieldsOf(each)['words'])) : [];
  const all = own.length > 0 ? own : inside;
  return all.filter(({ text, start, end }) => text.trim() !== '' && start !== null && end !== null);
}

function piecesOf(list: unknown): Piece[] {
  if (!Array.isArray(list)) return [];
  return list.map((each) => {
    const { text, word, start, end, offsets } = fieldsOf(each);
    const { from, to } = fieldsOf(offsets);
    const said = text ?? word;
    return {
      text: typeof said === 'string' ? clean(said) : '',
      start: numberOf(start) ?? inSeconds(from),
      end: numberOf(end) ?? inSeconds(to),
    };
  });
}

function numberOf(value: unknown): number | null {
  return Number.isFinite(value) ? Number(value) : null;
}

function inSeconds(ms: unknown): number | null {
  const value = numberOf(ms);
  return value === null ? null : value / 1000;
}
