// Reads the dictionary files of WordNet 3.x; their format is that of wndb(5WN).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PARTS = ['noun', 'verb', 'adj', 'adv'] as const;
type Part = (typeof PARTS)[number];
const PART_OF: Partial<Record<string, Part>> = { n: 'noun', v: 'verb', a: 'adj', s: 'adj', r: 'adv' };

/** How inflected endings are taken off, by part of speech: morphy(7WN). */
const ENDINGS: Record<Part, readonly (readonly [ending: string, by: string])[]> = {
  noun: [
    ['s', ''],
    ['ses', 's'],
    ['xes', 'x'],
    ['zes', 'z'],
    ['ches', 'ch'],
    ['shes', 'sh'],
    ['men', 'man'],
    ['ies', 'y'],
  ],
  verb: [
    ['s', ''],
    ['ies', 'y'],
    ['es', 'e'],
    ['es', ''],
    ['ed', 'e'],
    ['ed', ''],
    ['ing', 'e'],
    ['ing', ''],
  ],
  adj: [
    ['er', ''],
    ['est', ''],
    ['er', 'e'],
    ['est', 'e'],
  ],
  adv: [],
};

/** What a set of synonyms is called here: its part of speech and its place in the file. */
export type SynsetName = string;

export interface Synset {
  lemmas: readonly string[];
  /** What it is a kind of, and for an adjective, what it is like. */
  above: readonly SynsetName[];
}

export interface Wordnet {
  /** A form's lemmas, by part of speech: `left` is a noun and an adjective, and of `leave`. */
  lemmasOf: (form: string) => { part: Part; lemma: string }[];
  /** The synsets of a lemma, the commonest sense first. */
  sensesOf: (part: Part, lemma: string) => readonly SynsetName[];
  synsets: ReadonlyMap<SynsetName, Synset>;
  /** Lemmas that are formed from each other, such as `decide` and `decision`. */
  derived: ReadonlyMap<string, ReadonlySet<string>>;
  opposites: ReadonlyMap<string, ReadonlySet<string>>;
}

export function readWordnet(folder: string): Wordnet {
  const read = (name: string): string[] => readFileSync(join(folder, name), 'utf8').split('\n');
  const senses = new Map<string, readonly SynsetName[]>();
  const exceptions = new Map<string, string[]>();
  const synsets = new Map<SynsetName, Synset>();
  const words = new Map<SynsetName, string[]>();
  const pointers: Pointer[] = [];
  for (const part of PARTS) {
    for (const line of read(`index.${part}`)) {
      if (line.startsWith(' ') || line === '') continue;
      const fields = line.trim().split(' ');
      const count = Number(fields[2]);
      senses.set(
        `${part} ${fields[0] ?? ''}`,
        fields.slice(-count).map((offset) => `${part} ${offset}`),
      );
    }
    for (const line of read(`${part}.exc`)) {
      const [form = '', ...lemmas] = line.split(' ');
      exceptions.set(`${part} ${form}`, lemmas);
    }
    for (const line of read(`data.${part}`)) {
      if (line.startsWith(' ') || line === '') continue;
      const synset = readSynset(part, line);
      words.set(synset.name, synset.lemmas);
      pointers.push(...synset.pointers);
      const above = synset.pointers.filter(({ kind }) => kind === '@' || kind === '@i' || kind === '&');
      synsets.set(synset.name, { lemmas: synset.lemmas, above: above.map(({ to }) => to) });
    }
  }
  const between = (kinds: readonly string[]): Map<string, Set<string>> => {
    const found = new Map<string, Set<string>>();
    for (const { kind, from, to, fromWord, toWord } of pointers) {
      if (!kinds.includes(kind)) continue;
      const a = words.get(from)?.[fromWord - 1];
      const b = words.get(to)?.[toWord - 1];
      if (a === undefined || b === undefined || a === b) continue;
      found.set(a, (found.get(a) ?? new Set()).add(b));
      found.set(b, (found.get(b) ?? new Set()).add(a));
    }
    return found;
  };
  return {
    lemmasOf: (form) =>
      PARTS.flatMap((part) => {
        const bases = ENDINGS[part].flatMap(([ending, by]) =>
          form.endsWith(ending) ? [form.slice(0, form.length - ending.length) + by] : [],
        );
        const known = [form, ...(exceptions.get(`${part} ${form}`) ?? bases)];
        return [...new Set(known)]
          .filter((lemma) => senses.has(`${part} ${lemma}`))
          .map((lemma) => ({ part, lemma }));
      }),
    sensesOf: (part, lemma) => senses.get(`${part} ${lemma}`) ?? [],
    synsets,
    derived: between(['+', '\\']),
    opposites: between(['!']),
  };
}

interface Pointer {
  kind: string;
  from: SynsetName;
  to: SynsetName;
  /** Which word of the synset, from 1; 0 means the whole. */
  fromWord: number;
  toWord: number;
}

function readSynset(part: Part, line: string): { name: SynsetName; lemmas: string[]; pointers: Pointer[] } {
  const fields = line.split(' ');
  const name = `${part} ${fields[0] ?? ''}`;
  const words = Number.parseInt(fields[3] ?? '', 16);
  const lemmas = Array.from({ length: words }, (_, index) =>
    (fields[4 + 2 * index] ?? '').toLowerCase().replace(/\(\w+\)$/, ''),
  );
  const start = 4 + 2 * words;
  const pointers = Array.from({ length: Number(fields[start]) }, (_, index) => {
    const [kind = '', offset = '', to = '', words = ''] = fields.slice(start + 1 + 4 * index);
    return {
      kind,
      from: name,
      to: `${PART_OF[to] ?? part} ${offset}`,
      fromWord: Number.parseInt(words.slice(0, 2), 16),
      toWord: Number.parseInt(words.slice(2), 16),
    };
  });
  return { name, lemmas, pointers };
}
