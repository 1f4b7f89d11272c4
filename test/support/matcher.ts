// The matcher's generators, each run at once: for tests and benchmarks that can wait.
import { readAnswer as answerInSteps } from '../../src/feedback/answer-text.ts';
import {
  matchMistakes as mistakesInSteps,
  matchOne as oneInSteps,
  matchPoints as pointsInSteps,
} from '../../src/feedback/match.ts';
import { matchWords as wordsInSteps } from '../../src/feedback/matched-words.ts';
import { readPoints as readingsInSteps } from '../../src/feedback/reading.ts';
import { contextsOf as contextsInSteps } from '../../src/feedback/telling-words.ts';
import { atOnce } from '../../src/platform/steps.ts';

function whole<Given extends unknown[], Result>(
  steps: (...given: Given) => Generator<unknown, Result>,
): (...given: Given) => Result {
  return (...given) => atOnce(steps(...given));
}

export const readAnswer = whole(answerInSteps);
export const matchWords = whole(wordsInSteps);
export const contextsOf = whole(contextsInSteps);
export const readPoints = whole(readingsInSteps);
export const matchPoints = whole(pointsInSteps);
export const matchOne = whole(oneInSteps);
export const matchMistakes = whole(mistakesInSteps);
