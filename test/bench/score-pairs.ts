// Judges the matcher on anybody's data: JSON lines on standard input, one on standard output for each, in the same order.
//   echo '{"id":1,"keyPoint":"Caches go stale.","answer":"A cache gets stale."}' | npm run --silent score-pairs
import { createInterface } from 'node:readline';
import type { KeyPoint } from '../../src/bank/question.ts';
import { matchOne } from '../../src/feedback/match.ts';

interface Pair {
  id: unknown;
  keyPoint: string;
  answer: string;
  question?: string;
  otherWordings?: readonly string[];
  counts?: readonly string[];
  notEnough?: readonly string[];
  /** The statements of the same question's other key points. */
  siblings?: readonly string[];
}

function scoreOf(pair: Pair): object {
  const point = { ...pointOf(pair.keyPoint), ...examplesOf(pair) };
  const siblings = (pair.siblings ?? []).filter((text) => text !== pair.keyPoint).map(pointOf);
  const { score, covered, verdict, evidence } = matchOne(point, siblings, pair.answer, {
    question: pair.question ?? '',
  });
  const sentence = evidence === null ? null : pair.answer.slice(evidence.start, evidence.end);
  return { id: pair.id, score, covered, verdict, evidence: sentence };
}

function pointOf(text: string): KeyPoint {
  return { name: text, text, wordings: [], counts: [], notEnough: [] };
}

function examplesOf({ otherWordings = [], counts = [], notEnough = [] }: Pair): Partial<KeyPoint> {
  return { wordings: otherWordings, counts, notEnough };
}

/** null where the line is no pair. */
function pairIn(text: string): Pair | null {
  try {
    const pair = JSON.parse(text) as Partial<Pair> | null;
    return typeof pair?.keyPoint === 'string' && typeof pair.answer === 'string' ? (pair as Pair) : null;
  } catch {
    return null;
  }
}

let line = 0;
for await (const text of createInterface({ input: process.stdin })) {
  line++;
  if (text.trim() === '') continue;
  const pair = pairIn(text);
  if (pair === null) {
    process.stderr.write(`Line ${line} is no JSON object with "keyPoint" and "answer", both text.\n`);
    process.exitCode = 2;
    break;
  }
  process.stdout.write(`${JSON.stringify(scoreOf(pair))}\n`);
}
