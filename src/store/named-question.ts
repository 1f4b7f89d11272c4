import type { Bank } from '../bank/bank.ts';
import { type Filter, type Filterable, findQuestions, type QuestionSet } from '../bank/listed.ts';
import { KINDS } from '../bank/kinds.ts';
import type { Vocabulary } from '../bank/question.ts';
import { UserError } from '../platform/errors.ts';
import { cleanLine } from '../text/clean.ts';
import { list, MOST_NAMED, nearby, nearest, several, short } from '../text/format.ts';

interface Named {
  bank: string;
  number: number;
  id: string;
}

/** The one question that a number, an id or `bank/5` means. Throws a UserError for none or several. */
export function requireQuestion<Q extends Named>(banks: readonly QuestionSet<Q>[], reference: string): Q {
  const found = findQuestions(banks, reference);
  const [question] = found;
  if (question === undefined) throw noQuestion(banks, cleanLine(reference));
  if (found.length === 1) return question;
  const own = cleanLine(reference.replace(/^#/, ''));
  const names = found.map(({ bank }) => `\`${bank}/${own}\``);
  throw new UserError(`${found.length} banks have a question ${own}.`, {
    help: `name one: ${list(names, 'or')}.`,
  });
}

function noQuestion(banks: readonly QuestionSet<Named>[], reference: string): UserError {
  const slash = reference.lastIndexOf('/');
  const bankName = reference.slice(0, Math.max(0, slash));
  const bank = banks.find(({ name }) => name === bankName);
  if (slash !== -1 && bank === undefined) {
    const names = banks.map(({ name }) => name);
    return new UserError(`there is no bank "${bankName}".`, {
      help: `${names.length === 1 ? 'the bank is' : 'the banks are'} called ${list(names)}.`,
    });
  }
  const message = `there is no question ${reference}.`;
  const among = bank === undefined ? banks : [bank];
  const ids = among.flatMap(({ questions }) => questions.map(({ id }) => id));
  const near = nearest(reference.slice(slash + 1), ids);
  if (near !== undefined && /[a-z]/i.test(reference)) {
    return new UserError(message, { help: `did you mean \`${near}\`?` });
  }
  return new UserError(message, {
    help: '`hotseat list` shows all, and its `--search` finds one by its words.',
  });
}

type Known = Pick<Bank, 'vocabulary'> & { questions: readonly Filterable[] };

/** Every value that a filter accepts: the banks' vocabularies, and whatever else their questions use. */
export function knownWords(banks: readonly Known[], option: keyof Filter): readonly string[] {
  const questions = banks.flatMap((bank) => bank.questions);
  const words = (key: keyof Vocabulary): string[] => banks.flatMap(({ vocabulary }) => vocabulary[key]);
  switch (option) {
    case 'role':
      return [...new Set([...words('roles'), ...questions.flatMap(({ roles }) => roles)])];
    case 'topic':
      return [...new Set([...words('topics'), ...questions.map(({ topic }) => topic)])];
    case 'kind':
      return KINDS;
    case 'level':
      return [...new Set([...words('levels'), ...questions.map(({ level }) => level)])];
  }
}

/** The filter with its values as the banks spell them, whatever their letter case. Throws a UserError for the first unknown one. */
export function requireKnown<F extends Filter>(banks: readonly Known[], filter: F): F {
  const spelled = (option: keyof Filter): string[] => {
    // Collected only if a value is given: there may be ten thousand questions.
    const known = filter[option].length === 0 ? [] : knownWords(banks, option);
    return filter[option].map((value) => {
      const alike = known.filter((word) => word.toLowerCase() === value.toLowerCase());
      const word = alike.includes(value) ? value : alike[0];
      if (word === undefined) throw unknownValue(option, value, known);
      return word;
    });
  };
  const [role, topic, kind, level] = (['role', 'topic', 'kind', 'level'] as const).map(spelled);
  return { ...filter, role, topic, kind, level };
}

function unknownValue(option: string, value: string, known: readonly string[]): UserError {
  const near = nearby(value, known);
  const names = known.length <= MOST_NAMED ? list(known.map(short)) : several(known);
  const suggestion = near === undefined ? 'the' : `did you mean \`--${option} ${near}\`? The`;
  return new UserError(`there is no ${option} "${cleanLine(value)}".`, {
    help: `${suggestion} ${option}s are ${names}.`,
  });
}
