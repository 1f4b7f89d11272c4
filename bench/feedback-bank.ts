// What the matcher says about our own bank, and whether it can be fooled.
import type { Question } from '../src/bank/question.ts';
import { entryOf } from '../src/feedback/lexicon.ts';
import type { PointMatch } from '../src/feedback/match.ts';
import type { Models } from '../src/feedback/features.ts';
import { tokensOf } from '../src/feedback/text.ts';
import { type Random, randomFrom, shuffled } from '../src/engine/random.ts';
import { matchMistakes, matchOne, matchPoints } from '../test/support/matcher.ts';
import { bootstrap } from './agreement.ts';
import { untaught } from './field.ts';
import { allBut } from './fit.ts';
import { oppositeOf } from './opposites.ts';

/** For each question, the models that were fitted without it. */
type ModelsOf = ReadonlyMap<Question, Models>;

/** What each question's own answer covers, what another's does, and what a mistake does. */
export function ownBank(questions: readonly Question[], modelsOf: ModelsOf): void {
  const covered = (question: Question, answer: string): number[] =>
    matchPoints(question.keyPoints, answer, question, modelsOf.get(question)).points.map(asNumber);
  const own = questions.map((question) =>
    covered(question, question.expected).filter((_, at) => question.keyPoints[at]?.asked !== true),
  );
  const whenAsked = questions.map((question) =>
    question.keyPoints.flatMap(({ name, asked }, at) => {
      const followUp = asked === true && question.followUps.find(({ probes }) => probes === name);
      return followUp ? (covered(question, followUp.answer)[at] ?? []) : [];
    }),
  );
  const others = questions.map((question, index) => {
    const other = questions[(index + 7) % questions.length] ?? question;
    return covered(question, other.expected);
  });
  const mistakes = questions.map((question) =>
    question.mistakes.flatMap((mistake) => covered(question, mistake)),
  );
  console.log(
    'Our own bank, each question by weights that have not seen it: the share of key points covered\n',
  );
  print('by the expected answer of the question', own, 'at least 95%');
  print('when asked, by the answer to the follow-up', whenAsked, 'at least 95%');
  print('by the expected answer of another one', others, 'at most 5%');
  print('by a listed mistake, said as an answer', mistakes, 'at most 15%');
  examples(questions, modelsOf);
  accusations(questions);
}

function asNumber({ covered }: PointMatch): number {
  return covered ? 1 : 0;
}

/** One line: the share, and its interval when the lists, one for each question, are resampled. */
function print(label: string, lists: readonly (readonly number[])[], goal: string): void {
  console.log(
    `${label.padEnd(44)} ${percentOf(lists).padStart(5)}% ${interval(lists)} of ${lists.flat().length}; goal ${goal}`,
  );
}

function percentOf(lists: readonly (readonly number[])[]): string {
  return (100 * mean(lists.flat())).toFixed(1);
}

function interval(lists: readonly (readonly number[])[]): string {
  const { low, high } = bootstrap([...lists.keys()].map(String), (drawn) =>
    mean(drawn.flatMap((index) => lists[index] ?? [])),
  );
  return `[${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** What the authors' examples get, before and after the matcher is taught them. */
function examples(questions: readonly Question[], modelsOf: ModelsOf): void {
  for (const kind of ['counts', 'notEnough'] as const) {
    for (const taught of [false, true]) {
      const said = questions.map((question) =>
        question.keyPoints.flatMap((point) => {
          const shown = taught ? point : untaught(point);
          const siblings = question.keyPoints.filter((other) => other !== point);
          return point[kind].map((example) =>
            asNumber(matchOne(shown, siblings, example, question, modelsOf.get(question))),
          );
        }),
      );
      const label = kind === 'counts' ? 'an example that counts' : 'an example that is not enough';
      print(`${label}${taught ? ', once taught' : ''}`, said, kind === 'counts' ? 'all' : 'none');
    }
  }
}

/** How often an expected answer is accused of a mistake. */
function accusations(questions: readonly Question[]): void {
  const accused = questions.map((question) => {
    const found = matchMistakes(question.mistakes, question.expected, question).map(({ index }) => index);
    return question.mistakes.map((_, index) => (found.includes(index) ? 1 : 0));
  });
  const quoted = questions.map((question) =>
    question.mistakes.map((mistake, index) =>
      matchMistakes(question.mistakes, mistake, question).some((found) => found.index === index) ? 1 : 0,
    ),
  );
  print('mistakes an expected answer is accused of', accused, 'none');
  print('mistakes recognized when they are said', quoted, 'as many as are sure');
  console.log('');
}

interface Trick {
  name: string;
  /** What is said in place of the key point; null if the trick cannot be played on it. */
  play: (said: string, question: Question, random: Random) => string | null;
}

const TRICKS: readonly Trick[] = [
  { name: 'all other points, this one left out', play: (said, { keyPoints }) => allBut(said, keyPoints) },
  { name: 'its words shuffled', play: (said, _, random) => shuffled(said.split(' '), random).join(' ') },
  { name: 'a negation added or removed', play: negated },
  { name: 'an opposite put in', play: opposed },
  { name: 'the question echoed back', play: (_, question) => question.question },
  { name: 'its key words listed', play: listed },
  { name: 'nothing', play: () => '' },
  { name: '"fine"', play: () => 'fine' },
  {
    name: 'random words of the bank',
    play: (said, question, random) =>
      shuffled(question.notes.split(/\s+/), random).slice(0, said.split(' ').length).join(' '),
  },
];

/** Says each key point as an answer, then plays tricks on it. Each trick has to lower the score. */
export function honesty(questions: readonly Question[], modelsOf: ModelsOf): void {
  console.log(
    'Tricks, by weights that have not seen the question: how far the score of a key point falls that was said word for word\n',
  );
  const random = randomFrom(42);
  for (const { name, play } of TRICKS) {
    const played = questions.map((question) =>
      question.keyPoints.flatMap((point) => {
        const answer = play(point.text, question, random);
        if (answer === null) return [];
        const siblings = question.keyPoints.filter((other) => other !== point);
        const judge = (text: string): PointMatch =>
          matchOne(untaught(point), siblings, text, question, modelsOf.get(question));
        return [{ before: judge(point.text), after: judge(answer) }];
      }),
    );
    const pairs = played.flat();
    const fall = mean(pairs.map(({ before, after }) => before.score - after.score));
    const still = played.map((own) => own.map(({ after }) => asNumber(after)));
    const was = 100 * mean(pairs.map(({ before }) => asNumber(before)));
    console.log(
      `${name.padEnd(44)} -${fall.toFixed(2)}; covered ${percentOf(still)}% ${interval(still)} of ${pairs.length}, before ${was.toFixed(0)}%`,
    );
  }
  console.log('');
}

/** Removes a "not", or adds one after the first auxiliary verb. */
function negated(said: string): string | null {
  const without = said.replace(
    /\b(is|are|was|were|do|does|did|can|could|has|have|will|would|should|must|may) not\b|\bcannot\b/i,
    (found) => (found.toLowerCase() === 'cannot' ? 'can' : found.slice(0, -' not'.length)),
  );
  if (without !== said) return without;
  const put = said.replace(/\b(is|are|was|were|can|could|will|would|should|must|may)\b/, '$1 not');
  return put === said ? null : put;
}

/** Puts the opposite in place of the last word that has one. */
function opposed(said: string): string | null {
  for (const { word, start, end } of tokensOf(said).reverse()) {
    const opposite = entryOf(word).weight === 0 ? null : oppositeOf(word);
    if (opposite !== null) return said.slice(0, start) + opposite + said.slice(end);
  }
  return null;
}

/** The heaviest words with commas between them, not a sentence. */
function listed(said: string): string {
  const words = tokensOf(said).map(({ word }) => entryOf(word));
  const heaviest = words.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return heaviest
    .slice(0, Math.max(3, Math.ceil(heaviest.length * 0.7)))
    .map(({ word }) => word)
    .join(', ');
}
