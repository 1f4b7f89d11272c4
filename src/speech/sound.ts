/** Sound as signed 16-bit numbers, one channel. */
export type Samples = Int16Array;

/** How sound is stored. */
export interface Format {
  rate: number;
  channels: number;
  bits: number;
}

/** What recorders are asked for, and what every recognizer takes. */
export const FORMAT: Format = { rate: 16_000, channels: 1, bits: 16 };
export const bytesASecond = ({ rate, channels, bits }: Format): number => (rate * channels * bits) / 8;
export const HEADER_BYTES = 44;

/** The header of a WAV file. While the length of its sound is unknown, the longest is written: readers then read to the end. */
export function wavHeader(bytes: number | null, format: Format = FORMAT): Uint8Array {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  const words = (at: number, text: string): void => {
    for (let place = 0; place < text.length; place++) view.setUint8(at + place, text.charCodeAt(place));
  };
  const { rate, channels, bits } = format;
  const size = bytes ?? 0xffff_ffff - HEADER_BYTES;
  words(0, 'RIFF');
  view.setUint32(4, size + HEADER_BYTES - 8, true);
  words(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, bytesASecond(format), true);
  view.setUint16(32, (channels * bits) / 8, true);
  view.setUint16(34, bits, true);
  words(36, 'data');
  view.setUint32(40, size, true);
  return new Uint8Array(view.buffer);
}

/**
 * Where the sound of a WAV file begins, and its format; 'short' while the header has not come, null if it is none. What the
 * header says of its length is not used: a recorder that was killed never wrote it.
 */
export function readWavHeader(start: Uint8Array): { at: number; format: Format } | 'short' | null {
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const word = (at: number): string => String.fromCharCode(...start.subarray(at, at + 4));
  if (start.length < 12) return 'RIFF'.startsWith(word(0)) || word(0) === 'RIFF' ? 'short' : null;
  if (word(0) !== 'RIFF' || word(8) !== 'WAVE') return null;
  let format: Format | null = null;
  for (let at = 12; ;) {
    if (at + 8 > start.length) return at > MOST_HEADER ? null : 'short';
    const [name, size] = [word(at), view.getUint32(at + 4, true)];
    if (name === 'data') return format && { at: at + 8, format };
    if (name === 'fmt ') {
      if (at + 24 > start.length) return 'short';
      const isPlain = [1, 0xfffe].includes(view.getUint16(at + 8, true));
      const channels = view.getUint16(at + 10, true);
      if (!isPlain || channels === 0) return null;
      format = { channels, rate: view.getUint32(at + 12, true), bits: view.getUint16(at + 22, true) };
    }
    at += 8 + size + (size % 2);
  }
}

/** No recorder writes a longer header. */
export const MOST_HEADER = 65_536;

/** Bytes as samples of the first channel; empty if they are not 16-bit. An odd byte at the end is left out. */
export function samplesIn(bytes: Uint8Array, { channels, bits }: Format = FORMAT): Samples {
  if (bits !== 16) return new Int16Array();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frame = 2 * channels;
  return Int16Array.from({ length: Math.floor(bytes.length / frame) }, (_, at) =>
    view.getInt16(at * frame, true),
  );
}

/** Silence of a quiet room, on the scale of `levelOf`. */
export const QUIET = 0.2;
/** Digital silence: no microphone, or a muted one. */
const FLOOR_DB = -60;

/** The loudness of samples from 0, at -60 dB or below, to 1. */
export function levelOf(samples: Samples): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const db = 10 * Math.log10(Math.max(sum / samples.length, 1e-3)) - 20 * Math.log10(32_768);
  return Math.min(1, Math.max(0, 1 - db / FLOOR_DB));
}

/** The part of speech that is looked at at once, in milliseconds. */
const STEP_MS = 20;
/** A shorter gap is within a word, and a shorter sound is a click; milliseconds. */
const GAP_MS = 300;
const CLICK_MS = 60;
/** Speech is this much louder than the room: 12 dB. */
const ABOVE_ROOM = 0.2;
/** As many spans are kept. */
const MOST_SPANS = 2000;

/** When there was speech, in milliseconds: what is clearly louder than the quiet parts of the recording. */
export function speechIn(samples: Samples, rate: number): { start: number; end: number }[] {
  const step = Math.max(1, Math.round((rate * STEP_MS) / 1000));
  const levels: number[] = [];
  for (let at = 0; at < samples.length; at += step) levels.push(levelOf(samples.subarray(at, at + step)));
  const sorted = levels.toSorted((a, b) => a - b);
  const room = sorted[Math.floor(sorted.length / 10)] ?? 0;
  const loudest = sorted[Math.floor(sorted.length * 0.98)] ?? 0;
  // Where someone talks without a break there are no quiet parts to compare with.
  const least = Math.max(QUIET, Math.min(room + ABOVE_ROOM, (room + loudest) / 2));
  const spans: { start: number; end: number }[] = [];
  for (const [at, level] of levels.entries()) {
    if (level < least) continue;
    const [start, end] = [at * STEP_MS, (at + 1) * STEP_MS];
    const last = spans.at(-1);
    if (last !== undefined && start - last.end <= GAP_MS) last.end = end;
    else spans.push({ start, end });
  }
  return spans.filter(({ start, end }) => end - start >= CLICK_MS).slice(0, MOST_SPANS);
}
