// Scores your own data: JSON lines on standard input, one line on standard output for each, in the same order.
//   echo '{"id":1,"keyPoint":"Caches go stale.","answer":"A cache gets stale."}' | npm run --silent score-pairs
import { createInterface } from 'node:readline';
import { matchOne } from '../test/support/matcher.ts';
import { keyPoint } from '../test/support/question.ts';

interface Pair {
  id: unknown;
  keyPoint: string;
  answer: string;
  question: string;
  otherWordings: readonly string[];
  counts: readonly string[];
  notEnough: readonly string[];
  /** The statements of the same question's other key points. */
  siblings: readonly string[];
}

/** What is wrong with a line. The message follows the line's number. */
class BadPair extends Error {}

function scoreOf({
  id,
  keyPoint: statement,
  answer,
  question,
  otherWordings,
  counts,
  notEnough,
  siblings,
}: Pair): object {
  const point = keyPoint(statement, statement, { wordings: otherWordings, counts, notEnough });
  const others = siblings.filter((text) => text !== statement).map((text) => keyPoint(text, text));
  const { score, covered, verdict, evidence } = matchOne(point, others, answer, { question });
  const sentence = evidence === null ? null : answer.slice(evidence.start, evidence.end);
  return { id, score, covered, verdict, evidence: sentence };
}

/** Throws a BadPair if the line is not a pair. Optional fields may be null. */
function pairIn(text: string): Pair {
  const fields = fieldsIn(text);
  const { id, keyPoint, answer, question } = fields;
  if (typeof keyPoint !== 'string' || typeof answer !== 'string') {
    throw new BadPair('is not a JSON object with "keyPoint" and "answer", both text.');
  }
  const asked = question ?? '';
  if (typeof asked !== 'string') throw new BadPair('has a "question" that is not text.');
  return {
    id,
    keyPoint,
    answer,
    question: asked,
    otherWordings: textsIn(fields, 'otherWordings'),
    counts: textsIn(fields, 'counts'),
    notEnough: textsIn(fields, 'notEnough'),
    siblings: textsIn(fields, 'siblings'),
  };
}

type Fields = Partial<Record<keyof Pair, unknown>>;

/** Empty if the text is not a JSON object. */
function fieldsIn(text: string): Fields {
  try {
    return (JSON.parse(text) as Fields | null) ?? {};
  } catch {
    return {};
  }
}

function textsIn(fields: Fields, name: keyof Pair): readonly string[] {
  const value = fields[name] ?? [];
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw new BadPair(`has "${name}" that is not a list of texts.`);
}

// A reader of only the first lines closes the pipe. That is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const BYTE_ORDER_MARK = /^\uFEFF/;

let line = 0;
for await (const text of createInterface({ input: process.stdin })) {
  line++;
  const json = text.replace(BYTE_ORDER_MARK, '');
  if (json.trim() === '') continue;
  try {
    process.stdout.write(`${JSON.stringify(scoreOf(pairIn(json)))}\n`);
  } catch (error) {
    if (!(error instanceof BadPair)) throw error;
    process.stderr.write(`Line ${line} ${error.message}\n`);
    process.exitCode = 2;
    break;
  }
}
