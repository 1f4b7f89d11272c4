import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Key } from '../../src/terminal/answer-box/edit.ts';
import { KeyReader, PasteSplitter } from '../../src/terminal/key-decoder.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function splitter(): { feed: (chunk: string) => void; seen: () => string[] } {
  const seen: string[] = [];
  const cut = new PasteSplitter({
    text: (text) => seen.push(text),
    paste: (text) => seen.push(`paste(${text})`),
  });
  return {
    feed: (chunk) => {
      cut.feed(chunk);
    },
    seen: () => seen,
  };
}

/** What is seen of a text is the same wherever it is cut into chunks. */
function expectInChunks(whole: string, wanted: string): void {
  fc.assert(
    fc.property(fc.array(fc.nat(whole.length), { maxLength: 6 }), (places) => {
      const cuts = [0, ...places.sort((a, b) => a - b), whole.length];
      const { feed, seen } = splitter();
      for (const [index, end] of cuts.slice(1).entries()) feed(whole.slice(cuts[index], end));
      vi.advanceTimersByTime(50);
      expect(seen().join('')).toBe(wanted);
    }),
  );
}

describe("the terminal's answers", () => {
  it('are no text, however the input is chunked', () => {
    const whole = 'ab\x1b[?2026;2$ycd\x1b[A\x1b[?62;22c\x1b[200~\x1b[?2026;1$y\x1b[201~e';
    expectInChunks(whole, 'abcd\x1b[Apaste(\x1b[?2026;1$y)e');
  });

  it('are no text either if they come in pieces, or never whole', () => {
    const { feed, seen } = splitter();
    feed('\x1b[?20');
    vi.advanceTimersByTime(500);
    feed('26;2$y');
    expect(seen()).toEqual([]);
    feed('\x1b[?2026;');
    vi.advanceTimersByTime(5000);
    feed('then keys');
    expect(seen()).toEqual(['then keys']);
  });
});

describe('pastes', () => {
  it('are the same however the input is chunked', () => {
    const whole = 'ab\x1b[200~one\ntwo\x1b[Dthree\x1b[201~cd\x1b[200~\x1b[201~e';
    expectInChunks(whole, 'abpaste(one\ntwo\x1b[Dthree)cdpaste()e');
  });

  it('end by themselves if the terminal does not end them', () => {
    const { feed, seen } = splitter();
    feed('\x1b[200~lost its end');
    expect(seen()).toEqual([]);
    vi.advanceTimersByTime(2000);
    expect(seen()).toEqual(['paste(lost its end)']);
    feed('then keys');
    expect(seen().at(-1)).toBe('then keys');
  });

  it('let an Escape through if nothing follows it', () => {
    const { feed, seen } = splitter();
    feed('a\x1b');
    expect(seen()).toEqual(['a']);
    vi.advanceTimersByTime(50);
    expect(seen()).toEqual(['a', '\x1b']);
  });
});

function keys(...chunks: string[]): (string | Key)[][] {
  const batches: Key[][] = [];
  const reader = new KeyReader((batch) => batches.push(batch));
  for (const chunk of chunks) reader.feed(chunk);
  return batches.map((batch) => batch.map((key) => (key.kind === 'key' ? key.name : key)));
}

describe('keys', () => {
  it.each([
    ['\r', 'return'],
    ['\n', 'enter'],
    ['\t', 'tab'],
    ['\x7f', 'backspace'],
    ['\b', 'backspace'],
    ['\x1b\x7f', 'alt+backspace'],
    ['\x04', 'ctrl+d'],
    ['\x1f', 'ctrl+_'],
    ['\x1b[A', 'up'],
    ['\x1bOA', 'up'],
    ['\x1b[1;5D', 'ctrl+left'],
    ['\x1b[1;3C', 'alt+right'],
    ['\x1b[H', 'home'],
    ['\x1b[1;5F', 'ctrl+end'],
    ['\x1b[3~', 'delete'],
    ['\x1b[5~', 'pageup'],
    ['\x1bb', 'alt+b'],
    ['\x1b\r', 'alt+return'],
    ['\x1b?', 'alt+?'],
    ['\x1b<', 'alt+<'],
    ['\x1bOP', 'f1'],
    ['\x1b[[A', 'f1'],
    ['\x1b', 'escape'],
    ['\x1b\x1b[D', 'left'],
  ])('%j is %s', (bytes, name) => {
    expect(keys(bytes)).toEqual([[name]]);
  });

  it.each(['\x1b[I', '\x1b[201~', '\x1c'])('%j types nothing', (bytes) => {
    expect(
      keys(bytes)
        .flat()
        .filter((key) => typeof key !== 'string'),
    ).toEqual([]);
  });

  it('keeps characters of one chunk together', () => {
    expect(keys('a👩‍👩‍👧b\x1b[Dc')).toEqual([
      [{ kind: 'text', text: 'a👩‍👩‍👧b' }, 'left', { kind: 'text', text: 'c' }],
    ]);
  });

  it('reads a key that arrives in two pieces', () => {
    expect(keys('\x1b[1;', '5C')).toEqual([['ctrl+right']]);
  });
});
