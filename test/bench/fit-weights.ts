// Makes src/feedback/weights.json from people's judgements: `npm run build:weights`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fitModel } from './fit.ts';
import { readJudged } from './judged.ts';

const TARGET = fileURLToPath(new URL('../../src/feedback/weights.json', import.meta.url));
const DIGITS = 1e4;

const rows = readJudged();
if (rows === null)
  throw new Error('Name the folder of the data in HOTSEAT_FEEDBACK_DATA; see docs/feedback.md.');
const { bias, weights } = fitModel(rows);
const round = (value: number): number => Math.round(value * DIGITS) / DIGITS;
const rounded = Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, round(weight)]));
writeFileSync(TARGET, `${JSON.stringify({ bias: round(bias), weights: rounded }, null, 2)}\n`);
