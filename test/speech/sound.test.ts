import { describe, expect, it } from 'vitest';
import { levelOf, readWavHeader, samplesIn, speechIn, wavHeader } from '../../src/speech/sound.ts';

const RATE = 16_000;

/** A tone and then silence with a little noise, in turn; the lengths are in seconds. */
function sound(...lengths: number[]): Int16Array {
  const parts = lengths.map((seconds, place) =>
    Int16Array.from({ length: seconds * RATE }, (_, at) =>
      place % 2 === 1 ? 6000 * Math.sin(at / 5) : (at * 7919) % 17,
    ),
  );
  return Int16Array.from(parts.flatMap((part) => [...part]));
}

describe('a WAV header', () => {
  it('is read back, whether its sound has ended or not', () => {
    for (const bytes of [null, 0, 1000]) {
      expect(readWavHeader(wavHeader(bytes))).toEqual({
        at: 44,
        format: { rate: 16_000, channels: 1, bits: 16 },
      });
    }
  });

  it('may be incomplete, and other bytes are none', () => {
    const header = wavHeader(null);
    for (let n = 0; n < 44; n++) expect(readWavHeader(header.subarray(0, n))).toBe('short');
    expect(readWavHeader(new Uint8Array(100))).toBeNull();
    expect(readWavHeader(new TextEncoder().encode('ID3 and some more words'))).toBeNull();
  });
});

describe('sound', () => {
  it('has a level from silence to the loudest', () => {
    expect(levelOf(new Int16Array(100))).toBe(0);
    expect(levelOf(new Int16Array(100).fill(32_767))).toBeCloseTo(1, 1);
    expect(levelOf(new Int16Array(100).fill(328))).toBeCloseTo(1 / 3, 1);
    expect(levelOf(new Int16Array())).toBe(0);
  });

  it('is read from the first channel, without an odd byte', () => {
    const bytes = Uint8Array.from([1, 0, 9, 9, 2, 0, 9, 9, 3]);
    expect([...samplesIn(bytes, { rate: 1, channels: 2, bits: 16 })]).toEqual([1, 2]);
    expect([...samplesIn(bytes, { rate: 1, channels: 2, bits: 24 })]).toEqual([]);
  });

  it('shows when there was speech', () => {
    const spans = speechIn(sound(1, 2, 3, 1, 1), RATE);
    expect(spans.map(({ start, end }) => [Math.round(start / 100), Math.round(end / 100)])).toEqual([
      [10, 30],
      [60, 70],
    ]);
    expect(speechIn(sound(2), RATE)).toEqual([]);
    expect(speechIn(sound(0, 3), RATE)).toHaveLength(1);
    // A breath is no pause, and a click is no word.
    expect(speechIn(sound(1, 1, 0.2, 1, 1, 0.02, 1), RATE)).toHaveLength(1);
  });
});
