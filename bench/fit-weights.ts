// Makes src/feedback/weights.json from people's judgments and the development part of answers/: `npm run build:weights`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Model } from '../src/feedback/features.ts';
import { readField } from './field.ts';
import { fitInterview, fitStatement } from './fit.ts';
import { readJudged } from './judged.ts';
import { judgedQuestions, shippedQuestions } from './shipped-questions.ts';

const TARGET = fileURLToPath(new URL('../src/feedback/weights.json', import.meta.url));
const DIGITS = 1e4;

const rows = readJudged();
if (rows === null)
  throw new Error('Name the folder of the data in HOTSEAT_FEEDBACK_DATA; see docs/feedback.md.');
const statement = rounded(fitStatement(rows));
const questions = await shippedQuestions();
const field = readField(await judgedQuestions());
const tested = new Set(field.filter(({ part }) => part === 'test').map(({ question }) => question.id));
const interview = rounded(
  fitInterview(
    field.filter(({ part }) => part === 'development'),
    questions.filter(({ id }) => !tested.has(id)),
    statement,
  ),
);
writeFileSync(TARGET, `${JSON.stringify({ statement, interview }, null, 2)}\n`);

function rounded({ bias, weights }: Model): Model {
  const round = (value: number): number => Math.round(value * DIGITS) / DIGITS;
  return {
    bias: round(bias),
    weights: Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, round(weight)])),
  };
}
