import { several, short } from '../../text/format.ts';
import type { Body } from '../parser/body.ts';
import type { Checked } from '../parser/check.ts';
import { itemText, readItems } from '../parser/scan.ts';
import type { Fact } from '../question.ts';
import { type Report, START } from '../reporter.ts';
import { recall, stemsOf } from '../stems.ts';

/** In a trial six other words let 84% of the questions find their fact, two 76%, none 66%. */
const FEWEST_WORDS = 4;
const MOST_WORTH = 2;
/** A text that shares this much with the question tells nothing new. */
const SAID = 0.7;
/** Words that fit almost any fact. */
const GENERIC = new Set([
  'amount',
  'data',
  'details',
  'how many',
  'how much',
  'info',
  'logs',
  'number',
  'users',
]);

/** Judges what the interviewer tells when asked. */
export function judgeFacts({ body, sections }: Checked, report: Report): void {
  if (body?.ifAsked === undefined) return;
  const { items } = readItems(sections.get('ifAsked')?.lines ?? []);
  const placeOf = ({ name }: Fact): typeof START =>
    items.find((item) => itemText(item).startsWith(`**${name}`))?.place ?? START;
  const question = stemsOf(body.question);
  for (const fact of body.ifAsked) {
    const problem = wordsProblem(fact, body.ifAsked);
    if (problem !== null) {
      const message = `the fact "${short(fact.name)}" is hard to ask for`;
      report('B053', placeOf(fact), message, problem, 'add the words that a candidate would type');
    }
    if (recall(stemsOf(fact.text), question) >= SAID) {
      const message = `the question says the fact "${short(fact.name)}" already`;
      report('B055', placeOf(fact), message, 'most of its words are there', 'cut it from one of them');
    }
  }
  const third = body.ifAsked.filter(({ worth }) => worth !== undefined)[MOST_WORTH];
  if (third !== undefined) {
    const message = `${MOST_WORTH + 1} facts or more are worth asking`;
    report('B054', placeOf(third), message, 'this is the third', 'mark only those that decide the answer');
  }
  const figures = newFigures(body, body.ifAsked);
  if (figures.length > 0) {
    const message = `the expected answer uses ${several(figures)}`;
    const label = 'neither the question nor a fact says so';
    report(
      'B056',
      sections.get('expected')?.place ?? START,
      message,
      label,
      'tell it in a fact, or leave it out',
    );
  }
}

function wordsProblem(fact: Fact, facts: readonly Fact[]): string | null {
  const { words, name } = fact;
  const generic = words.find((word) => GENERIC.has(word.toLowerCase()));
  if (generic !== undefined) return `"${generic}" fits almost any fact`;
  const isShared = facts.some(
    (other) => other !== fact && (other.name === name || other.words.some((word) => words.includes(word))),
  );
  if (isShared) return 'another is asked for by the same words';
  return words.length < FEWEST_WORDS ? `it has ${words.length} other words, and about six are needed` : null;
}

/** The figures from 10 on that an expected answer could not know. */
function newFigures({ question, expected }: Body, facts: readonly Fact[]): string[] {
  const told = new Set(figuresIn([question, ...facts.map(({ text }) => text)].join('\n')));
  return [...new Set(figuresIn(expected))].filter((figure) => !told.has(figure));
}

function figuresIn(text: string): string[] {
  const figures = text.match(/(?<![\p{L}\d])\d(?:[\d.,]*\d)/gu) ?? [];
  return figures.map((figure) => figure.replaceAll(',', ''));
}
