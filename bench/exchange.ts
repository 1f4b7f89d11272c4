// How well a judge agrees with people who is asked exactly as a round asks it: `npm run bench -- exchange`. The requests are
// files in the folder that HOTSEAT_EXCHANGE names, so that any model, or a person, can answer them: for `3-b.json`, the reply
// goes into `3-b.reply.json`. Run it again when the replies are there.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom, shuffled } from '../src/engine/random.ts';
import type { ModelClient } from '../src/model/client.ts';
import { examine, type Exam } from '../src/model/examine.ts';
import { JUDGE_PROMPT } from '../src/model/prompts/judge.ts';
import { jsonIn } from '../src/model/reply.ts';
import { grouped } from '../src/text/data.ts';
import { kappa } from './agreement.ts';
import { readField } from './field.ts';
import { readLines } from './judged.ts';
import { judgedQuestions } from './shipped-questions.ts';

const SEED = 30;
/** Of each kind. */
const ANSWERS = 5;
/** Statements on a summary; there are more. */
const POINTS = 8;

interface Judged {
  kind: string;
  exam: Exam;
  /** Whether people, or else two judges, say that the answer covers a point. */
  covered: readonly boolean[];
}

function exam(question: string, expected: string | null, text: string, points: Exam['points']): Exam {
  const said = { question, answers: [{ to: 'the question', text }] };
  return { ...said, expected, points, said, unmask: (quote) => quote };
}

/** Summaries of news, and statements on what is in them: three or four people judged each. */
function fromPeople(): Judged[] {
  const rows = readLines('key-points.jsonl');
  if (rows === null) throw new Error('HOTSEAT_FEEDBACK_DATA has no key-points.jsonl; see docs/feedback.md');
  const judged = rows.filter(({ tie }) => tie !== true);
  const texts = [...grouped(judged, ({ group, answer }) => `${String(group)} ${String(answer)}`).values()];
  const random = randomFrom(SEED);
  const inOrder = shuffled(
    texts.filter(({ length }) => length >= POINTS),
    random,
  );
  // One text of each document.
  const chosen = [...new Map(inOrder.map((own) => [own[0]?.['group'], own])).values()].slice(0, ANSWERS);
  return chosen.map((own) => {
    const some = shuffled(own, random).slice(0, POINTS);
    const points = some.map((row) => ({ statement: String(row['reference']), counts: [], notEnough: [] }));
    return {
      kind: 'people, on news',
      exam: exam('What does the article say?', null, String(own[0]?.['answer']), points),
      covered: some.map(({ label }) => label === 1),
    };
  });
}

/** Answers in our own field, where both judges agree on every point. Weak ones cover nothing, and anyone sees that. */
async function fromOurField(): Promise<Judged[]> {
  const answers = readField(await judgedQuestions()).filter(
    ({ part, quality, judged }) =>
      part === 'test' &&
      quality !== 'weak' &&
      Object.values(judged).every(([first, second]) => first === second),
  );
  const inOrder = shuffled(answers, randomFrom(SEED));
  const chosen = [...new Map(inOrder.map((answer) => [answer.question.id, answer])).values()];
  return chosen.slice(0, ANSWERS).map(({ question, text, judged }) => ({
    kind: 'two models, in our field',
    exam: exam(
      question.question,
      question.expected,
      text,
      question.keyPoints.map((point) => ({ ...point, statement: point.text })),
    ),
    covered: question.keyPoints.map(({ name }) => judged[name]?.[0] === true),
  }));
}

/** A judge whose replies are files. A reply that is missing says nothing of any point. */
function clientIn(folder: string, missing: string[]): (name: string) => ModelClient {
  return (name) => {
    const orders = ['a', 'b'].values();
    return {
      source: { name: 'exchange', host: 'files' },
      orders: 2,
      ask({ user, read }) {
        const call = `${name}-${orders.next().value ?? ''}`;
        const reply = join(folder, `${call}.reply.json`);
        writeFileSync(join(folder, `${call}.json`), user);
        const value = existsSync(reply) ? read(jsonIn(readFileSync(reply, 'utf8'))) : null;
        if (value === null) missing.push(call);
        const said = value ?? read({ verdicts: [{ point: 1, quotes: [], verdict: 'not covered' }] });
        return said === null ? Promise.reject(new Error(`${call} cannot be read`)) : Promise.resolve(said);
      },
    };
  };
}

function report(kind: string, pairs: readonly { covered: boolean; verdict: string }[]): void {
  const count = (covered: boolean, verdict: string): number =>
    pairs.filter((pair) => pair.covered === covered && pair.verdict === verdict).length;
  console.log(`${kind}, ${pairs.length} points`);
  for (const covered of [true, false]) {
    const verdicts = ['found', 'partly', 'unsure', 'missing'].map(
      (each) => `${count(covered, each)} ${each}`,
    );
    console.log(`  ${covered ? 'covered    ' : 'not covered'}  ${verdicts.join(', ')}`);
  }
  const decided = pairs.filter(({ verdict }) => verdict === 'found' || verdict === 'missing');
  const kappaOf = (some: typeof pairs): string =>
    kappa(
      some.map(({ covered }) => covered),
      some.map(({ verdict }) => verdict === 'found'),
    ).toFixed(2);
  const wrong = count(true, 'missing') + count(false, 'found');
  console.log(
    `  decided ${Math.round((100 * decided.length) / pairs.length)}%, of which ${wrong} of ${decided.length} disagree; ` +
      `kappa ${kappaOf(decided)} decided, ${kappaOf(pairs)} all`,
  );
}

const folder = process.env['HOTSEAT_EXCHANGE'];
if (folder === undefined) console.log('exchange: HOTSEAT_EXCHANGE names no folder for requests and replies.');
else {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'system.txt'), JUDGE_PROMPT);
  const missing: string[] = [];
  const client = clientIn(folder, missing);
  const all = [...fromPeople(), ...(await fromOurField())];
  const pairs: { kind: string; covered: boolean; verdict: string }[] = [];
  for (const [at, { kind, exam, covered }] of all.entries()) {
    const verdicts = await examine(client(String(at + 1)), exam, new AbortController().signal);
    verdicts.forEach(({ verdict }, place) => pairs.push({ kind, covered: covered[place] === true, verdict }));
  }
  if (missing.length > 0) console.log(`No reply yet: ${missing.join(', ')}`);
  else {
    for (const [kind, some] of grouped(pairs, (pair) => pair.kind)) report(kind, some);
    report('all', pairs);
  }
}
