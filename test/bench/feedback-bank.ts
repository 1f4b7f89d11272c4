// What the matcher says of our own bank, and whether it can be fooled.
import type { KeyPoint, Question } from '../../src/bank/question.ts';
import { entryOf } from '../../src/feedback/lexicon.ts';
import { matchMistakes, matchOne, matchPoints } from '../../src/feedback/match.ts';
import { tokensOf } from '../../src/feedback/text.ts';
import { type Random, randomFrom, shuffled } from '../../src/interview/random.ts';
import { untaught } from './field.ts';
import { allBut } from './fit.ts';
import { readLines } from './judged.ts';
import { oppositeOf } from './opposites.ts';

/** What each question's own answer covers, what another's does, and what a mistake does. */
export function ownBank(questions: readonly Question[]): void {
  const own = questions.map(({ expected, keyPoints, ...rest }) => covered(keyPoints, expected, rest));
  const others = questions.map((question, index) => {
    const other = questions[(index + 7) % questions.length] ?? question;
    return covered(question.keyPoints, other.expected, question);
  });
  const mistakes = questions.flatMap((question) =>
    question.mistakes.map((mistake) => covered(question.keyPoints, mistake, question)),
  );
  console.log('Our own bank: the share of key points that are covered\n');
  print('by the expected answer of the question', own, 'at least 95%');
  print('by the expected answer of another one', others, 'at most 5%');
  print('by a listed mistake, said as an answer', mistakes, 'at most 15%');
  examples(questions);
  accusations(questions);
}

function covered(
  points: readonly KeyPoint[],
  answer: string,
  question: Pick<Question, 'question'>,
): number[] {
  return matchPoints(points, answer, question).points.map((point) => (point.covered ? 1 : 0));
}

function print(label: string, lists: readonly (readonly number[])[], goal: string): void {
  const all = lists.flat();
  const share = (100 * all.reduce((a, b) => a + b, 0)) / all.length;
  console.log(`${label.padEnd(44)} ${share.toFixed(1).padStart(5)}% of ${all.length}; goal ${goal}`);
}

/** What the authors' examples get from the matcher as it is, and when it may see them. */
function examples(questions: readonly Question[]): void {
  for (const kind of ['counts', 'notEnough'] as const) {
    for (const taught of [false, true]) {
      const said = questions.flatMap((question) =>
        question.keyPoints.flatMap((point) => {
          const shown = taught ? point : untaught(point);
          const siblings = question.keyPoints.filter((other) => other !== point);
          return point[kind].map((example) => (matchOne(shown, siblings, example, question).covered ? 1 : 0));
        }),
      );
      const label = kind === 'counts' ? 'an example that counts' : 'an example that is not enough';
      print(`${label}${taught ? ', once taught' : ''}`, [said], kind === 'counts' ? 'all' : 'none');
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
  print('mistakes that an expected answer is told of', accused, 'none');
  print('mistakes recognised when they are said', quoted, 'as many as are sure');
  console.log('');
}

interface Trick {
  name: string;
  /** What is said in place of the key point; null where the trick cannot be played on it. */
  play: (said: string, question: Question, random: Random) => string | null;
}

const TRICKS: readonly Trick[] = [
  { name: 'all other points, this one left out', play: (said, { keyPoints }) => allBut(said, keyPoints) },
  { name: 'its words shuffled', play: (said, _, random) => outOfOrder(said, random) },
  { name: 'the same inside a longer sentence', play: (said, _, random) => padded(outOfOrder(said, random)) },
  { name: 'a negation put in or taken out', play: negated },
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

/** Says each key point as an answer, then plays tricks on it: each has to lower the score. */
export function honesty(questions: readonly Question[]): void {
  console.log('Tricks: how far the score of a key point falls that was said word for word\n');
  const random = randomFrom(42);
  for (const { name, play } of TRICKS) {
    const pairs = questions.flatMap((question) =>
      question.keyPoints.flatMap((point) => {
        const answer = play(point.text, question, random);
        if (answer === null) return [];
        const bare = untaught(point);
        const siblings = question.keyPoints.filter((other) => other !== point);
        const judge = (text: string) => matchOne(bare, siblings, text, question);
        return [{ before: judge(point.text), after: judge(answer) }];
      }),
    );
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const fall = mean(pairs.map(({ before, after }) => before.score - after.score));
    const still = mean(pairs.map(({ after }) => (after.covered ? 100 : 0)));
    const was = mean(pairs.map(({ before }) => (before.covered ? 100 : 0)));
    console.log(
      `${name.padEnd(44)} -${fall.toFixed(2)}; covered ${still.toFixed(0)}% of ${pairs.length}, before ${was.toFixed(0)}%`,
    );
  }
  foreignStatements(random);
  console.log('');
}

function outOfOrder(said: string, random: Random): string {
  return shuffled(said.split(' '), random).join(' ');
}

/** A sentence that is one, and says nothing, with these words in its middle. */
function padded(words: string): string {
  return `I would begin with the plan and then look at what we know of it, ${words} and so we would go on with the work that the team has to do next week.`;
}

/**
 * Statements from elsewhere, each alone and shuffled: the model of word order is learnt from our own bank, so shuffling
 * the bank's own statements flatters it.
 */
function foreignStatements(random: Random): void {
  const lines = readLines('key-points.jsonl');
  if (lines === null) return;
  const statements = [...new Set(lines.map(({ reference }) => String(reference)))];
  const covered = statements.map((text) => {
    const point = { name: text, text, wordings: [], counts: [], notEnough: [] };
    return matchOne(point, [], outOfOrder(text, random), { question: '' }).covered ? 1 : 0;
  });
  print('statements of the news, alone and shuffled', [covered], 'none');
}

/** Takes out a "not", or puts one behind the first auxiliary verb. */
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

/** The heaviest words with commas between them, and no sentence. */
function listed(said: string): string {
  const words = tokensOf(said).map(({ word }) => entryOf(word));
  const heaviest = words.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return heaviest
    .slice(0, Math.max(3, Math.ceil(heaviest.length * 0.7)))
    .map(({ word }) => word)
    .join(', ');
}
