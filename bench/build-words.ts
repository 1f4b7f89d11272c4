// Makes src/feedback/words.json, what the matcher knows of English. The result is kept, so this runs only to change it:
//   npm pack popular-english-words@1.0.2 && tar xzf popular-english-words-1.0.2.tgz
//   apt-get install wordnet-base
//   npm run build:words -- package/words.js /usr/share/wordnet
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readWordnet, type SynsetName, type Wordnet } from './wordnet.ts';

const MOST_WORDS = 40_000;
/** Of each lemma, by part of speech: the later ones are rare, and link what has nothing in common. */
const MOST_SENSES = 4;
const TARGET = fileURLToPath(new URL('../src/feedback/words.json', import.meta.url));

const [listFile, wordnetFolder] = process.argv.slice(2);
if (listFile === undefined || wordnetFolder === undefined) {
  throw new Error('Name words.js of the package popular-english-words, and the folder of WordNet.');
}
const { words } = (await import(pathToFileURL(resolve(listFile)).href)) as { words: readonly string[] };
const ranked = words.filter((word) => /^[a-z]+$/.test(word)).slice(0, MOST_WORDS);
const wordnet = readWordnet(wordnetFolder);
writeFileSync(
  TARGET,
  `${JSON.stringify({ ranked: ranked.join(' '), ...linksOf(ranked, wordnet) }, null, 1)}\n`,
);

/** Lists in the order of the words or synsets, numbers in base 36; see src/feedback/lexicon.ts. */
function linksOf(ranked: readonly string[], wordnet: Wordnet) {
  const numbers = new Map(ranked.map((word, rank) => [word, rank]));
  // A lemma outside of the list still joins its forms that are in it.
  const numberOf = (lemma: string): number => {
    const known = numbers.get(lemma) ?? numbers.size;
    numbers.set(lemma, known);
    return known;
  };
  const lemmas = ranked.map((word) => wordnet.lemmasOf(word));
  const families = lemmas.map((all) => {
    const related = all.flatMap(({ lemma }) => [lemma, ...(wordnet.derived.get(lemma) ?? [])]);
    return [...new Set(related)].filter((lemma) => !lemma.includes('_')).map(numberOf);
  });
  const opposites = lemmas.map((all) => {
    const opposite = all.flatMap(({ lemma }) => [...(wordnet.opposites.get(lemma) ?? [])]);
    return [...new Set(opposite)]
      .flatMap((lemma) => numbers.get(lemma) ?? [])
      .filter((n) => n < ranked.length);
  });
  const { senses, above } = numberSenses(
    lemmas.map((all) =>
      all.flatMap(({ part, lemma }) => wordnet.sensesOf(part, lemma).slice(0, MOST_SENSES)),
    ),
    wordnet,
  );
  return {
    families: encode(aloneDropped(families).map((family, self) => family.filter((n) => n !== self))),
    senses: encode(senses),
    above: encode(above),
    opposites: encode(opposites),
  };
}

/** Without the numbers that only one list has: they join nothing. */
function aloneDropped(lists: readonly (readonly number[])[]): number[][] {
  const uses = new Map<number, number>();
  for (const list of lists) for (const n of list) uses.set(n, (uses.get(n) ?? 0) + 1);
  return lists.map((list) => list.filter((n) => (uses.get(n) ?? 0) > 1));
}

/** Numbers the synsets that words share, or that stand above one that they have; the most used get the shortest. */
function numberSenses(lists: readonly (readonly SynsetName[])[], wordnet: Wordnet) {
  const uses = new Map<SynsetName, number>();
  for (const name of lists.flat()) uses.set(name, (uses.get(name) ?? 0) + 1);
  const linked = new Set<SynsetName>();
  for (const name of uses.keys()) {
    if ((uses.get(name) ?? 0) > 1) linked.add(name);
    for (const higher of wordnet.synsets.get(name)?.above ?? []) {
      if (uses.has(higher)) linked.add(name).add(higher);
    }
  }
  const order = [...linked].sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0));
  const numbers = new Map(order.map((name, index) => [name, index]));
  const known = (names: readonly SynsetName[]): number[] => [
    ...new Set(names.flatMap((name) => numbers.get(name) ?? [])),
  ];
  return {
    senses: lists.map(known),
    above: order.map((name) => known(wordnet.synsets.get(name)?.above ?? [])),
  };
}

function encode(lists: readonly (readonly number[])[]): string {
  return lists
    .map((list) => list.map((n) => n.toString(36)).join(','))
    .join(' ')
    .trimEnd();
}
