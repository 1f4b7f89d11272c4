import { expect, it } from 'vitest';
import { pronounced } from '../../src/speech/pronounce.ts';

it.each([
  ['p99', 'P 99'],
  ['p99.9 and p50', 'P 99.9 and P 50'],
  ['93%', '93 percent'],
  ['KV cache', 'K V cache'],
  ['a 16k window', 'a 16 K window'],
  ['an 8B model', 'an 8 B model'],
  ['2 × 64', '2 times 64'],
  ['512x512', '512 by 512'],
  ['3x faster', '3 times faster'],
  ['A → B', 'A to B'],
  ['400 ms, 3 s, 1 s and 5 min', '400 milliseconds, 3 seconds, 1 second and 5 minutes'],
  ['12GiB or 12 KB', '12 gibibytes or 12 kilobytes'],
  ['50 tok/s and 2.5 GB/s', '50 tokens a second and 2.5 gigabytes a second'],
  ['10,000 a second', '10000 a second'],
  ['10–20% of 5-10 users', '10 to 20 percent of 5 to 10 users'],
  ['~30 s', 'about 30 seconds'],
  ['≥ 95%', 'at least 95 percent'],
  ['1e-5', '1 times 10 to the minus 5'],
  ['O(n^2) or n^k', 'O of n squared or n to the k'],
  ['½ of it', 'one half of it'],
  ['24/7', '24 7'],
])('says numbers and units: %s', (text, said) => {
  expect(pronounced(text)).toBe(said);
});

it.each([
  ['$0.0085', '0.85 cents'],
  ['$0.50', '50 cents'],
  ['$0.05', '5 cents'],
  ['$1', '1 dollar'],
  ['$1.00', '1 dollar'],
  ['€2.50', '2 euros 50'],
  ['£0.20', '20 pence'],
  ['¥500', '500 yen'],
  ['$28k', '28 thousand dollars'],
  ['$3M', '3 million dollars'],
  ['$5 million', '5 million dollars'],
  ['$1,329,600', '1329600 dollars'],
  ['$5 many', '5 dollars many'],
])('says money: %s', (text, said) => {
  expect(pronounced(text)).toBe(said);
});

it.each([
  ['LLMs', "L L M's"],
  ['an API and RAG', 'an A P I and rag'],
  ['JSON', 'jason'],
  ['vLLM with LoRA', 'V L L M with lora'],
  ['must NOT', 'must not'],
  ['IT incidents', 'I T incidents'],
  ['GPT-4o', 'G P T 4o'],
  ['pass@k and pass^k', 'pass at k and pass hat k'],
  ['recall@10', 'recall at 10'],
  ['an A/B test', 'an A B test'],
  ['CI/CD', 'C I C D'],
  ['e.g. this', 'for example this'],
  ['input/output', 'input or output'],
  ['#4', 'number 4'],
  ['see https://example.com/a?b=c.', 'see a link.'],
  ['“quoted”—really (yes) …', 'quoted, really, yes.'],
  ["don't", "don't"],
  ['--help', 'help'],
  ['-rf', 'rf'],
  ['🎉 done', 'done'],
  ['', ''],
])('says words: %s', (text, said) => {
  expect(pronounced(text)).toBe(said);
});
