// Makes src/feedback/order.json, how words follow each other, from the texts of our own bank: `npm run build:order`.
// Its key points stay out, so that the benchmark can shuffle them.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kindsOf, type Orders } from '../src/feedback/order.ts';
import { tokensOf } from '../src/feedback/text.ts';
import { shippedQuestions } from './shipped-questions.ts';

const MOST_COMMON = 200;
const TARGET = fileURLToPath(new URL('../src/feedback/order.json', import.meta.url));

const text = (await shippedQuestions())
  .flatMap(({ question, why, expected, followUps, notes }) => [
    question,
    why,
    expected,
    ...followUps.flatMap((followUp) => [followUp.question, followUp.answer]),
    notes,
  ])
  .join('\n');
const times = counted(tokensOf(text).map(({ word }) => word));
const common = [...times]
  .filter(([word]) => /^[a-z]+$/.test(word))
  .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  .slice(0, MOST_COMMON)
  .map(([word]) => word);
const sentences = kindsOf(text, new Set(common));
const kinds = [...counted(sentences.flat()).keys()].sort();
const followers = kinds.map((kind) => {
  const behind = sentences.flatMap((sentence) =>
    sentence.flatMap((follower, at) => (at > 0 && sentence[at - 1] === kind ? [follower] : [])),
  );
  return [...counted(behind)]
    .map(([follower, n]) => `${kinds.indexOf(follower).toString(36)}:${n.toString(36)}`)
    .join(' ');
});
const orders: Orders = { kinds, followers };
writeFileSync(TARGET, `${JSON.stringify(orders, null, 1)}\n`);

function counted(words: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return times;
}
