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
      "Vosk's JSON",
      '{"result": [{"conf": 1, "end": 0.9, "start": 0.3, "word": "cache"}], "text": "cache"}',
      'cache',
      [{ start: 300, end: 900 }],
    ],
    [
      "pocketsphinx's lines of JSON",
      '{"b":0.0,"d":1.5,"p":1.0,"t":"go forward","w":[{"b":0.1,"d":0.4,"p":1.0,"t":"go"},{"b":0.5,"d":0.9,"p":1.0,"t":"forward"}]}\n{"b":2,"d":1,"t":"ten","w":[]}\n',
      'go forward ten',
      [
        { start: 100, end: 500 },
        { start: 500, end: 1400 },
      ],
    ],
    [
      'the columns of pocketsphinx, with a new line at each pause',
      'the cache holds that keys\n<s> 0.000 0.190 0.99\nthe 0.200 0.300 0.21\ncache 0.310 0.570 0.03\n<sil> 0.58 1.40 1\nthat(2) 1.410 1.570 1.0e-05\n[NOISE] 1.6 1.7 1\nkeys 1.600 1.900 0.9\n</s> 1.910 2.000 1.0\n',
      'the cache\nthat keys',
      [
        { start: 200, end: 300 },
        { start: 310, end: 570 },
        { start: 1410, end: 1570 },
        { start: 1600, end: 1900 },
      ],
    ],
    [
      'words with times and no punctuation',
      JSON.stringify({
        result: [
          { word: 'cool', start: 0, end: 0.4 },
          { word: 'dry', start: 0.6, end: 0.9 },
          { word: 'turned', start: 1.5, end: 2 },
        ],
        text: 'cool dry turned',
      }),
      'cool dry\nturned',
      [
        { start: 0, end: 400 },
        { start: 600, end: 900 },
        { start: 1500, end: 2000 },
      ],
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
