import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetOf, textOf } from '../../../src/terminal/answer-box/buffer.ts';
import {
  type Composer,
  type Key,
  MOST_CHARACTERS,
  composerOf,
  edit,
} from '../../../src/terminal/answer-box/edit.ts';
import { rowAt, rowStarts } from '../../../src/terminal/answer-box/layout.ts';
import { columnOf } from '../../../src/terminal/answer-box/motions.ts';
import { KEYS, reference, seen, typed } from './reference.ts';
import { words } from '../../../src/text/format.ts';
import { piece, text } from './texts.ts';

const ROOM = { columns: 20, rows: 6 };

function pressed(composer: Composer, ...names: string[]): Composer {
  return names.reduce((now, name) => edit(now, keyOf(name), ROOM).composer, composer);
}

/** A name in angle brackets is a key; anything else is typed. */
function keyOf(name: string): Key {
  const key = /^<(.+)>$/.exec(name);
  return key ? { kind: 'key', name: key[1]! } : { kind: 'text', text: name };
}

const shown = ({ buffer }: Composer): { text: string; cursor: number } => ({
  text: textOf(buffer),
  cursor: offsetOf(buffer),
});

/** The text with `|` at the cursor. */
function marked(composer: Composer): string {
  const { text: whole, cursor } = shown(composer);
  return `${whole.slice(0, cursor)}|${whole.slice(cursor)}`;
}

function startingAt(sample: string): Composer {
  const cursor = sample.indexOf('|');
  return composerOf(sample.replace('|', ''), cursor);
}

describe('the editor compared with an array of graphemes', () => {
  const simple = fc.oneof(
    { weight: 3, arbitrary: piece },
    { weight: 5, arbitrary: fc.constantFrom(...Object.keys(KEYS)).map((name) => `<${name}>`) },
  );

  it('has the same text and cursor after any keys', () => {
    fc.assert(
      fc.property(text, fc.nat(60), fc.array(simple, { maxLength: 60 }), (start, offset, names) => {
        let composer = composerOf(start, offset);
        let model = reference(start, Math.min(offset, start.length));
        expect(shown(composer)).toEqual(seen(model));
        for (const name of names) {
          const key = keyOf(name);
          composer = edit(composer, key, ROOM).composer;
          model = key.kind === 'key' ? KEYS[key.name]!(model) : typed(model, key.text);
          expect(shown(composer), name).toEqual(seen(model));
        }
      }),
      { numRuns: 300 },
    );
  });

  const motions = [
    'up',
    'down',
    'pageup',
    'pagedown',
    'alt+b',
    'alt+f',
    'ctrl+w',
    'alt+d',
    'alt+backspace',
    'home',
    'end',
  ];
  const any = fc.oneof(
    simple,
    fc.constantFrom(...motions, 'ctrl+y', 'alt+y', 'tab', 'alt+<', 'alt+>').map((name) => `<${name}>`),
  );

  it('returns to the start by undo and to the end by redo', () => {
    fc.assert(
      fc.property(text, fc.array(any, { maxLength: 60 }), (start, names) => {
        const began = composerOf(start, start.length);
        const ended = pressed(began, ...names);
        let composer = ended;
        while (composer.buffer.past) composer = pressed(composer, '<ctrl+_>');
        expect(shown(composer).text).toBe(start);
        expect(composer.buffer.length).toBe(start.length);
        while (composer.buffer.future) composer = pressed(composer, '<ctrl+r>');
        expect(shown(composer).text).toBe(shown(ended).text);
        expect(composer.buffer.length).toBe(shown(ended).text.length);
      }),
      { numRuns: 300 },
    );
  });

  it('counts words and characters correctly, whatever is pressed', () => {
    fc.assert(
      fc.property(text, fc.nat(60), fc.array(any, { maxLength: 40 }), (start, offset, names) => {
        let composer = composerOf(start, offset);
        for (const name of names) {
          composer = pressed(composer, name);
          const whole = shown(composer).text;
          expect(composer.buffer.words, name).toBe(words(whole));
          expect(composer.buffer.length, name).toBe(whole.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the cursor between graphemes, whatever is pressed', () => {
    fc.assert(
      fc.property(text, fc.array(any, { maxLength: 40 }), (start, names) => {
        let composer = composerOf(start, 0);
        for (const name of names) {
          composer = pressed(composer, name);
          const { text: whole, cursor } = shown(composer);
          expect(seen(reference(whole, cursor)).cursor, name).toBe(cursor);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('words', () => {
  it.each([
    ['alt+f', 'on|e two', 'one| two'],
    ['alt+f', 'one|, two', 'one, two|'],
    ['alt+f', 'one|\n\n two', 'one\n\n two|'],
    ['alt+f', 'one two|.', 'one two.|'],
    ['alt+b', 'one two|', 'one |two'],
    ['alt+b', 'one\n  |two', '|one\n  two'],
    ['alt+b', "they can't|", "they |can't"],
    ['alt+d', 'one| two three', 'one| three'],
    ['alt+backspace', 'one two-three|', 'one two-|'],
    ['ctrl+w', 'one two-three|', 'one |'],
    ['ctrl+w', 'one two  |', 'one |'],
    ['ctrl+w', 'one\n|two', 'one|two'],
    ['ctrl+u', 'one\ntwo| three', 'one\n| three'],
    ['ctrl+k', 'one| two\nthree', 'one|\nthree'],
    ['ctrl+k', 'one|\nthree', 'one|three'],
    ['tab', 'a|b', 'a    |b'],
  ])('%s: %j becomes %j', (key, start, end) => {
    expect(marked(pressed(startingAt(start), `<${key}>`))).toBe(end);
  });

  it('finds a word that starts far before the cursor', () => {
    const long = 'x'.repeat(1000);
    expect(shown(pressed(startingAt(`one ${long}|`), '<alt+b>')).cursor).toBe(4);
    expect(shown(pressed(startingAt(`|${long} one`), '<alt+f>')).cursor).toBe(1000);
  });
});

describe('killed text', () => {
  it('comes back as one piece after consecutive kills', () => {
    expect(
      marked(pressed(startingAt('one two three|'), '<ctrl+w>', '<ctrl+w>', '<ctrl+a>', '<ctrl+y>')),
    ).toBe('two three|one ');
    expect(marked(pressed(startingAt('|one\ntwo'), '<ctrl+k>', '<ctrl+k>', '<ctrl+e>', '<ctrl+y>'))).toBe(
      'twoone\n|',
    );
  });

  it('is replaced with an earlier piece by Alt+Y, only right after Ctrl+Y', () => {
    const two = pressed(startingAt('one two|'), '<ctrl+w>', '<left>', '<right>', '<ctrl+u>', '<ctrl+y>');
    expect(marked(two)).toBe('one |');
    expect(marked(pressed(two, '<alt+y>'))).toBe('two|');
    expect(marked(pressed(two, '<alt+y>', '<alt+y>'))).toBe('one |');
    expect(marked(pressed(two, '<left>', '<alt+y>'))).toBe('one| ');
  });

  it('is empty if nothing was killed', () => {
    expect(marked(pressed(startingAt('one|'), '<ctrl+y>', '<alt+y>'))).toBe('one|');
  });
});

describe('undo', () => {
  it('undoes typing word by word, and a run of deletions in one step', () => {
    const typedWords = pressed(composerOf('', 0), ...Array.from('one two three'));
    expect(marked(pressed(typedWords, '<ctrl+_>'))).toBe('one two |');
    expect(marked(pressed(typedWords, '<ctrl+_>', '<ctrl+_>'))).toBe('one |');
    const erased = pressed(typedWords, '<backspace>', '<backspace>', '<backspace>');
    expect(marked(erased)).toBe('one two th|');
    expect(marked(pressed(erased, '<ctrl+_>'))).toBe('one two three|');
  });

  it('separates what was typed in another place', () => {
    const twice = pressed(composerOf('', 0), 'ab', '<left>', '<right>', 'cd');
    expect(marked(pressed(twice, '<ctrl+_>'))).toBe('ab|');
  });

  it('undoes a paste in one step', () => {
    const { composer } = edit(composerOf('', 0), { kind: 'paste', text: 'many words\nand lines' }, ROOM);
    expect(marked(pressed(composer, '<ctrl+_>'))).toBe('|');
  });

  it('forgets undone steps once something else is typed', () => {
    expect(marked(pressed(composerOf('', 0), 'ab', '<ctrl+_>', 'c', '<ctrl+r>'))).toBe('c|');
  });
});

describe('pasted text', () => {
  const paste = (pasted: string): string =>
    textOf(edit(composerOf('', 0), { kind: 'paste', text: pasted }, ROOM).composer.buffer);

  it('keeps its lines and tabs and loses control characters', () => {
    expect(paste('a\r\nb\rc\td')).toBe('a\nb\nc\td');
    expect(paste('red \x1b[31mfox\x07\x00 and \x9b2Jmore')).toBe('red [31mfox and 2Jmore');
  });

  it('is refused with a sentence if too long, and the text stays', () => {
    const full = composerOf('kept', 4);
    const { composer, notice } = edit(full, { kind: 'paste', text: 'x'.repeat(1_000_000) }, ROOM);
    expect(composer).toBe(full);
    expect(notice).toBe(
      'Too long: 1,000,000 more characters, and an answer holds 200,000. Nothing was added.',
    );
  });

  it('may fill the answer to the last character, and be deleted again', () => {
    const { composer } = edit(composerOf('', 0), { kind: 'paste', text: 'x'.repeat(MOST_CHARACTERS) }, ROOM);
    expect(composer.buffer.length).toBe(MOST_CHARACTERS);
    expect(pressed(composer, 'y').buffer.length).toBe(MOST_CHARACTERS);
    expect(pressed(composer, '<backspace>').buffer.length).toBe(MOST_CHARACTERS - 1);
  });
});

describe('Home and End', () => {
  it.each([
    ['<home>', 'twenty columns wide, and |more', 'twenty columns wide, |and more'],
    ['<home><home>', 'twenty columns wide, and |more', '|twenty columns wide, and more'],
    ['<end>', 'twe|nty columns wide, and more', 'twenty columns wide,| and more'],
    ['<end><end>', 'twe|nty columns wide, and more', 'twenty columns wide, and more|'],
    ['<end>', 'first\nsec|ond', 'first\nsecond|'],
    ['<home>', 'first\nsec|ond', 'first\n|second'],
  ])('%s move by rows as shown, and pressed again by lines', (keys, start, end) => {
    expect(marked(pressed(startingAt(start), ...(keys.match(/<\w+>/g) ?? [])))).toBe(end);
  });
});

describe('up and down', () => {
  it('move by rows as shown and return to their column', () => {
    // Rows of 20 columns: "the quick brown fox " / "jumps over" / "" / "the lazy dog today"
    const start = startingAt('the quick brown f|ox jumps over\n\nthe lazy dog today');
    const columns = [start, ...['<down>', '<down>', '<down>', '<up>', '<up>', '<up>']].slice(1) as string[];
    const seenOnTheWay: string[] = [];
    let composer = start;
    for (const key of columns) {
      composer = pressed(composer, key);
      seenOnTheWay.push(marked(composer));
    }
    expect(seenOnTheWay).toEqual([
      'the quick brown fox jumps over|\n\nthe lazy dog today',
      'the quick brown fox jumps over\n|\nthe lazy dog today',
      'the quick brown fox jumps over\n\nthe lazy dog toda|y',
      'the quick brown fox jumps over\n|\nthe lazy dog today',
      'the quick brown fox jumps over|\n\nthe lazy dog today',
      'the quick brown f|ox jumps over\n\nthe lazy dog today',
    ]);
  });

  it('page by the height of the box minus one row', () => {
    const lines = startingAt('|0\n1\n2\n3\n4\n5\n6\n7\n8');
    expect(shown(pressed(lines, '<pagedown>')).cursor).toBe(10);
    expect(shown(pressed(lines, '<pagedown>', '<pagedown>')).cursor).toBe(16);
    expect(shown(pressed(lines, '<pagedown>', '<pageup>')).cursor).toBe(0);
  });

  it('move by one row, to the same column or the nearest before it', () => {
    const place = ({ buffer }: Composer): { row: number; column: number } => {
      const { line, at } = buffer.cursor;
      const starts = buffer.lines.map((each) => rowStarts(each, ROOM.columns));
      const above = starts.slice(0, line).reduce((sum, each) => sum + each.length, 0);
      return { row: above + rowAt(starts[line]!, at), column: columnOf(buffer, ROOM.columns) };
    };
    fc.assert(
      fc.property(text, fc.nat(80), fc.constantFrom(-1, 1), (start, offset, by) => {
        const began = composerOf(start, offset);
        const rows = began.buffer.lines.reduce((sum, line) => sum + rowStarts(line, ROOM.columns).length, 0);
        const from = place(began);
        const to = place(pressed(began, by > 0 ? '<down>' : '<up>'));
        expect(to.row).toBe(Math.max(0, Math.min(rows - 1, from.row + by)));
        expect(to.column).toBeLessThanOrEqual(from.column);
      }),
      { numRuns: 300 },
    );
  });
});
