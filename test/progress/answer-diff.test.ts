import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAnswers, passagesOf } from '../../src/progress/answer-diff.ts';
import { attemptsAt } from '../../src/progress/attempts.ts';
import { replay } from '../../src/engine/evolve.ts';
import { makeQuestion } from '../support/question.ts';
import { playOn, start, started } from '../support/simulate.ts';

/** As text: `the [gone] <new> cat`. */
const shown = (before: string, after: string): string =>
  passagesOf(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[${text}]` : `<${text}>`))
    .join('');

const bare = (text: string): string => text.replace(/\s+/g, '');

describe('the diff of two answers', () => {
  it.each([
    ['the same, spaced otherwise', 'a b\n\nc', 'a  b c', 'a  b c'],
    ['nothing', '', '', ''],
    ['all of it', '', 'new words', '<new words>'],
    ['a word', 'the quick brown fox', 'the quick red fox', 'the quick [brown ]<red >fox'],
    ['a mark', 'It is slow; wait.', 'It is slow. wait.', 'It is slow[; ]<. >wait.'],
    ['the end', 'It is slow.', 'It is slow. It can be cached.', 'It is slow. <It can be cached.>'],
    ['less at the end', 'It is slow. It can be cached.', 'It is slow.', 'It is slow. [It can be cached.]'],
    ['a paragraph', 'One.\n\nTwo.', 'One.\n\nAnd more.\n\nTwo.', 'One.\n\n<And more.\n\n>Two.'],
    ['a language of other letters', 'кот и пёс', 'кот или пёс', 'кот [и ]<или >пёс'],
    ['a language without spaces', '我有一只猫', '我有一只狗', '我有一只[猫]<狗>'],
  ])('%s', (_, before, after, text) => {
    expect(shown(before, after)).toBe(text);
  });

  it('shows passages, and ignores small words that both happen to have', () => {
    const before = 'Caches hide the latency of a slow disk, and the bill grows.';
    const after = 'Indexes remove the scans of every large table, and the users wait.';
    expect(shown(before, after)).toBe(
      '[Caches hide the latency of a slow disk]<Indexes remove the scans of every large table>, and the ' +
        '[bill grows]<users wait>.',
    );
  });

  it('has exactly the words of both texts', () => {
    const words = fc.constantFrom(
      'the',
      'a',
      'index',
      'Chunk',
      '.',
      ', ',
      '\n\n',
      ' ',
      '-',
      'größer',
      '猫',
      '👩‍💻',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(words).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const passages = passagesOf(before, after);
        const without = (kind: string): string =>
          bare(passages.flatMap((passage) => (passage.kind === kind ? [] : passage.text)).join(''));
        expect(without('new')).toBe(bare(before));
        expect(without('gone')).toBe(bare(after));
        expect(passages.every((one, place) => one.kind !== passages[place + 1]?.kind)).toBe(true);
      }),
    );
  });

  it('is everything if two long answers have little in common', () => {
    const text = (word: string): string => Array.from({ length: 1500 }, (_, n) => `${word}${n}`).join(' ');
    expect(passagesOf(`Begin ${text('x')}`, `Begin ${text('y')}`).map(({ kind }) => kind)).toEqual([
      'gone',
      'new',
    ]);
  });
});

describe('comparing attempts', () => {
  it('pairs answers to the same question, whatever its place in the bank now', () => {
    const [why, then] = makeQuestion(1).followUps;
    const attempts = [
      [why!, then!],
      [then!, { ...why!, question: 'Why not?' }],
    ].flatMap((followUps, place) => {
      const opening = started(1);
      const [planned] = opening.plan;
      const plan = [{ ...planned!, question: makeQuestion(1, { followUps }) }];
      const wall = opening.wall + place;
      const { events } = playOn(
        start({ ...opening, plan, wall, session: `s${place}` }),
        Array<number>(30).fill(1),
      );
      return { session: replay(events)!, draft: null, damage: [] };
    });
    const [before, after] = attemptsAt(makeQuestion(1), attempts);
    const answers = compareAnswers(before!, after!);
    expect(answers.map(({ followUp, prompt }) => [followUp, prompt])).toEqual([
      [null, 'What is number 1?'],
      [1, 'And then?'],
    ]);
    expect(answers[0]?.passages).toEqual([{ kind: 'same', text: 'words 1' }]);
  });
});
