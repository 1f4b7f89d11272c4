import { expect } from 'vitest';
import { signTest, spelled, sums } from './support.ts';

const count = (value: number): string => value.toLocaleString('en-US');

sums(2, (says) => {
  const used = 1500 + 22_000 + 8000 + 200;
  says(`we're at ${count(used)} of 32,000, which leaves ${32_000 - used} tokens`);
});

sums(41, (says) => {
  says(
    `All twelve is ${count(12 * 600)} tokens a turn, and if they stay in, turn forty carries ${count(12 * 600 * 40)}`,
  );
});

sums(42, (says) => {
  const [book, search, asked] = [420e3, 6000, 3000];
  says(`A cold read of the book takes ${book / 10e3} seconds`);
  expect(book / search).toBe(70);
  says('The whole book is also seventy times the input of search');
  says(`costs as much as ${count(book / 10)} fresh tokens`);
  const [whole, sections] = [(asked * book) / 10 / 1e6, (asked * 15e3) / 1e6];
  const cold = (asked * 0.15 * book) / 1e6;
  says(`the whole book with a warm cache is about ${whole} million a day`);
  says(`Sections for everyone are ${sections} million`);
  says(`there are ${asked * 0.15} long prompts`);
  says(
    `about ${Math.round(cold / 100) * 10} million if the cache is warm, or ${Math.round(cold / 10) * 10} if it isn't`,
  );
  expect(
    [(sections + cold / 10) / whole, (sections + cold) / whole].map((times) => times.toFixed(2)),
  ).toEqual(['0.51', '1.86']);
  says('half of her cost or almost double');
  says(`With a long prompt every ${spelled(Math.round((24 * 60) / (asked * 0.15)))} minutes`);
  const dummies = ((24 * 60) / 4) * (book / 10);
  const kept = (books: number): number => (sections + cold / 10 + (books * dummies) / 1e6) / whole;
  expect(kept(1)).toBeCloseTo(0.63, 2);
  says("keeps the book warm, we're a bit over 60% of hers");
  expect(kept(3)).toBeCloseTo(0.87, 2);
  says('that makes it nearly 90');
  const mix = (lookups: number, rest: number, share: number): number => (1 - share) * lookups + share * rest;
  says(
    `the whole book scores ${mix(0.89, 0.8, 0.25).toFixed(2)} and search ${mix(0.93, 0.42, 0.25).toFixed(2)}`,
  );
  says(
    `the totals are ${mix(0.89, 0.8, 0.08).toFixed(2)} for the book and ${mix(0.93, 0.42, 0.08).toFixed(2)} for search`,
  );
  says(`Routing would give about ${mix(0.93, 0.8, 0.08).toFixed(2)}`);
  says(
    `breaks even with 15,000 tokens of sections at ${count(15e3 * 10)}, and with the old 6,000 at ${count(search * 10)}`,
  );
  const [slow, old, short] = [150e3, 60e3, 40e3].map((tokens) => spelled(tokens / 10e3));
  says(`150,000 cold takes ${slow} seconds, and even 60,000 takes ${old}`);
  says(`At 40,000 it's ${short}`);
});

sums(43, (says) => {
  const units = (prompt: number, cached: number): number => prompt - cached + cached / 10;
  // Turn n reads n - 1 full turns and the 200 tokens of its own question.
  const prompt = (turn: number): number => 3000 + 600 * (turn - 1) + 200;
  says(
    `At turn 21 the prompt has ${count(prompt(21))} tokens, and ${count(prompt(20))} of them are cached. At turn 22`,
  );
  const [whole, cut] = [units(15_200, 14_600), units(15_200, 3000)];
  says(`turn 22 costs ${spelled(Math.round(cut / whole))} times as much as turn 21`);
  expect(prompt(50) / prompt(21)).toBeCloseTo(2.1, 1);
  says('turn 50 has twice the prompt');
  expect(units(prompt(50), prompt(49)) / cut).toBeLessThan(1 / 3);
  says('and still costs less than a third of that');
  // The share of turns after a pause from which on the limit is cheaper.
  const full = units(prompt(50), prompt(49));
  expect((cut - full) / (prompt(50) - full - (15_200 - cut))).toBeCloseTo(1 / 3, 2);
  says('only if every third turn followed a pause');
  const compacted = Array.from({ length: 20 }, (_, k) => 3000 + 800 + 600 * (10 + k) + 200);
  const costs = compacted.map((size, k) => units(size, k === 0 ? 3000 : (compacted[k - 1] ?? 0)));
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  says(`The first turn after that costs about ${count(costs[0] ?? 0)}`);
  says(`so it's ${count(Math.round(mean / 100) * 100)} on average`);
  says(`${count(30_000 - 3000)} units extra, once`);
  says(`So with ${spelled(Math.ceil(27_000 / 2000))} turns or more`);
});

sums(44, (says) => {
  const rows = [
    [57, 56, 57],
    [53, 51, 53],
    [46, 44, 45],
    [38, 34, 37],
  ];
  const totals = [0, 1, 2].map((place) => rows.reduce((sum, row) => sum + (row[place] ?? 0), 0));
  says(`It got ${totals[0]} right with it first, ${totals[1]} with it sixth, and ${totals[2]} with it last`);
  const lost = rows.map((row) => spelled((row[0] ?? 0) - (row[1] ?? 0)));
  says(`the groups lost ${lost.slice(0, 3).join(', ')}, and ${lost[3]} of those`);
  says(`you lose ${spelled((totals[0] ?? 0) - (totals[1] ?? 0))} answers of 240`);
  says(`It does, by ${spelled(Math.round((100 * 9) / 240))} points`);
  says(
    `${count(520 + 280 + 190 + 210)} in all: 520 in first place, 280 in second and third, 190 in fourth to sixth`,
  );
  const gained = [(190 * 2) / 60, (210 * 4) / 60];
  says(`about ${gained[0]?.toFixed(0)} answers on the log`);
  says(`so that's ${Math.round(210 / 60)} to ${gained[1]?.toFixed(0)}`);
  expect(((gained[0] ?? 0) + (gained[1] ?? 0)) / 12).toBeLessThan(2);
  // From the accuracy by place: the failures from rank four down, of all failures.
  const low = 190 * 0.26 + 210 * 0.41;
  expect(low / (low + 520 * 0.06 + 280 * 0.14)).toBeCloseTo(2 / 3, 1);
  says(`about one time in ${Math.round(1 / signTest(11, 2) / 10) * 10}, so`);
  const error = Math.sqrt(13 - 81 / 240) / 240;
  says(`it could be as much as ${spelled(Math.round(100 * (9 / 240 + 1.96 * error)))} points`);
  says(`The middle costs ${190 - 161} of 240, twelve points`);
});

sums(45, (says) => {
  const [messages, results] = [600 * 150, 400 * 6000];
  says(`The messages are ${count(messages)} tokens and the tool results ${results / 1e6} million`);
  expect((messages + results) / 128e3).toBeCloseTo(20, -1);
  says("That's about twenty windows");
  says(`At 800 each, ${20e3 / 800} extracts fill their share of 20,000`);
  expect((9 * 60) / (400 / 20)).toBe(27);
  says('about every half hour');
  says(`Cold, the view takes nearly ${spelled(Math.ceil((60_000 - 4_000) / 10_000))} seconds to read`);
  says(`Sixty of those are ${count(60 * 25)}`);
});

sums(185, (says) => {
  says(`${count(2000 + 40 * 1700)} tokens. The rule is in there, unchanged, in the first 2,000`);
  says(`about ${count(10 * 1700)} tokens. That's as much as ${count(10 * 1700 * 10)} cached ones`);
});
