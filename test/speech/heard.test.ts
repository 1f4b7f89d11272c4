import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHeard } from '../../src/speech/heard.ts';

describe('the words that a program heard', () => {
  it.each([
    ['plain text', 'the cache holds\nkeys and values\n', 'the cache holds\nkeys and values', null],
    [
      'SRT',
      '1\r\n00:00:01,500 --> 00:00:03,000\r\n<i>The cache</i>\r\nholds\r\n\r\n2\r\n00:00:05,000 --> 00:00:06,250\r\nkeys.\r\n',
      'The cache holds keys.',
      [
        { start: 1500, end: 3000 },
        { start: 5000, end: 6250 },
      ],
    ],
    [
      'VTT',
      'WEBVTT - title\n\nNOTE a remark\n\nfirst\n00:01.500 --> 00:03.000 align:start\nThe cache\n\n01:00:05.000 --> 01:00:06.250\nkeys.\n',
      'The cache keys.',
      [
        { start: 1500, end: 3000 },
        { start: 3_605_000, end: 3_606_250 },
      ],
    ],
    [
      "whisper.cpp's lines",
      '\n[00:00:00.000 --> 00:00:02.000]   The cache holds\n[00:00:02.000 --> 00:00:03.500]  keys. [BLANK_AUDIO]\n',
      'The cache holds keys.',
      [
        { start: 0, end: 2000 },
        { start: 2000, end: 3500 },
      ],
    ],
    [
      "whisper.cpp's JSON",
      JSON.stringify({ transcription: [{ offsets: { from: 100, to: 900 }, text: ' The cache.' }] }),
      'The cache.',
      [{ start: 100, end: 900 }],
    ],
    [
      "OpenAI's JSON with words",
      JSON.stringify({
        text: 'The cache.',
        segments: [{ start: 0, end: 9, text: 'The cache.' }],
        words: [
          { word: 'The', start: 0.5, end: 0.7 },
          { word: 'cache', start: 3, end: 3.4 },
        ],
      }),
      'The cache.',
      [
        { start: 500, end: 700 },
        { start: 3000, end: 3400 },
      ],
    ],
    ['a text alone in JSON', '{"text": "The cache."}', 'The cache.', null],
    [
      'pocketsphinx with the times of its words',
      'the cache holds keys\n<s> 0.000 0.190 0.99\nthe 0.200 0.300 0.21\nthat(2) 1.410 1.570 1.0e-05\n',
      'the cache holds keys',
      null,
    ],
    ['silence', ' [BLANK_AUDIO]\n (silence) [ Music ]', '', null],
    ['nothing', '', '', null],
    ['signs', '... -- !', '', null],
    ['broken JSON', '{"text": "The', '{"text": "The', null],
  ])('are read from %s', (_, printed, text, spans) => {
    expect(readHeard(printed)).toMatchObject({ text, spans });
  });

  it('are clean, short enough and in order, whatever was printed', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .array(
          fc.constantFrom(
            '00:01.0 --> 00:02.0',
            '[00:00.0 --> 99:99.9] x',
            '',
            'a',
            '{',
            '"words"',
            '\x1b[2J',
            '1e400',
          ),
        )
        .map((lines) => lines.join('\n')),
      fc
        .record({
          text: fc.anything(),
          segments: fc.anything(),
          words: fc.array(fc.record({ word: fc.string(), start: fc.double(), end: fc.double() })),
        })
        .map((value) => {
          try {
            return JSON.stringify(value);
          } catch {
            return '';
          }
        }),
    );
    fc.assert(
      fc.property(anything, (printed) => {
        const { text, spans } = readHeard(printed);
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
        for (const [at, { start, end }] of (spans ?? []).entries()) {
          expect(end).toBeGreaterThanOrEqual(start);
          expect(start).toBeGreaterThanOrEqual(spans?.[at - 1]?.start ?? 0);
        }
      }),
    );
    expect(readHeard('word '.repeat(100_000)).text.length).toBeLessThanOrEqual(200_000);
  });
});
