import { expect } from 'vitest';
import { spelled, sums } from './support.ts';

/** With commas: 4752 as `4,752`. */
const count = (value: number) => Math.round(value).toLocaleString('en-US');

/** Rounded to so many significant digits. */
const about = (value: number, digits: number) => Number(value.toPrecision(digits));

sums(277, (says) => {
  const messages = 10e6 * 8;
  says(`With ${messages / 1e6} million answers a day`);
  const mean = messages / 86_400;
  says(`At the peak that's ${count(about(mean * 2, 3))} messages a second`);
  const seconds = 350 / 40;
  expect(Math.round(seconds)).toBe(9);
  const answers = mean * 2 * seconds;
  says(`So ${count(about(answers, 2))} answers are being written at once`);
  const replicas = Math.round(answers / 300);
  says(`so I need ${replicas} replicas`);
  expect((replicas * 4) / 3).toBe(72);
  says(`That's ${72 * 8} GPUs`);
  const cache = 3_350 * 160e3;
  expect(cache / 1e9).toBeCloseTo(0.54, 2);
  const waiting = mean * 2 * 4 * 60;
  says(`up to ${count(about(waiting, 2))} of them are waiting`);
  says(`That's ${about((waiting * cache) / 1e12, 2)} terabytes, over three for each of the 72`);
  expect((waiting * cache) / 1e12 / 72).toBeGreaterThan(3);
  expect(about(300 * 3_350, 1)).toBe(1e6);
  says(`each replica gets ${Math.round((mean * 2) / 72)} messages a second`);
  says(`that's ${Math.round((mean * 2 * cache) / 72 / 1e9)} gigabytes a second`);
  expect(3_000 / (3_000 - 2_600)).toBeGreaterThan(7);
  expect(10 / 40).toBe(0.25);
  says(`one false stop in a thousand is ${count(messages / 1_000)}`);
});

sums(278, (says) => {
  const before = 75 + 40 + 15 + 60;
  says(`I spend ${before} before there's anything to show`);
  expect(Math.round((300 - before) / 5 / 10) * 10).toBe(20);
  const pauses = 20_000 / 2 / 5;
  says(`That's ${count(pauses)} pauses a second`);
  const each = 60 + 20 * 5;
  says(`so ${each} milliseconds, and about ${((pauses / 2) * each) / 1e3} are in progress`);
  says(`${spelled((pauses * 1_000) / 1e6)} million tokens a second`);
  expect((24 * 2) / 3).toBe(16);
  says(`the 31% are ${31 / 2}`);
});

sums(279, (says) => {
  const [searches, tokens] = [2 * 0.4, (8_000 * 0.5 + 400 * 2) / 1e4];
  says(`Two searches are ${searches} cents and the model is about half a cent`);
  expect(tokens).toBeCloseTo(0.48, 2);
  says(`That's ${(searches + tokens).toFixed(1)} of the 1.5 cents`);
});

sums(280, (says) => {
  const hour = 2e6 * 0.08;
  says(`In the busiest hour it's ${Math.round(hour / 3600)} prompts a second`);
  const full = (hour / 3600) * 5;
  says(`keeps ${Math.round(full)} GPUs busy`);
  const [paying, free] = [full * 0.1, (hour / 3600) * 0.9];
  says(`That keeps about ${about(paying + free, 1)} busy`);
  expect((paying + free) / full).toBeCloseTo(1 / 4, 1);
  says(`${Math.round(2e6 / 86_400)} prompts a second would need half of the GPUs`);
  expect(3_000 * 0.1).toBe(300);
  // 55 to 45 over five hundred: a little more than two standard errors.
  expect(0.05 / Math.sqrt(0.25 / 500)).toBeGreaterThan(2);
  expect(0.1 / Math.sqrt(0.25 / 100)).toBeCloseTo(2, 5);
});

sums(281, (says) => {
  const pages = 3e6 / 3600;
  says(`That's ${about(pages, 2)} requests a second at the peak`);
  // In the statement of the first key point: a fifth of a cent for each page.
  says(`$${count(3e6 * 0.002)} an hour`);
  says(`A page made once a day for each of them costs $${100_000 * 0.002} a day`);
  says('The other 39,000 get hardly any new evidence');
  // The wish: a short call, the search, and a call of two seconds fit in the three that people wait.
  expect(0.5 + 0.12 + 2).toBeLessThan(3);
});

sums(282, (says) => {
  says(`With 2,000 tokens of cache it's ${(1.7 + (2_000 * 0.1) / 1e3).toFixed(1)}`);
  const pace = 50 / 1.7;
  says(`at most ${Math.floor(pace)} tokens a second`);
  expect(Math.round(60 / pace)).toBe(2);
  says('reading 1,500 tokens of chat takes almost four');
  expect(1_500 / 400).toBe(3.75);
  expect(3_000 / 400 + 80 / pace).toBeCloseTo(10.2, 1);
  says(`3,000 tokens of cache are ${(3_000 * 0.1) / 1e3} GB`);
  const larger = 50 / 4;
  says('it would write twelve or thirteen a second, and a reply takes five');
  expect([larger, Math.round(60 / larger)]).toEqual([12.5, 5]);
});

sums(283, (says) => {
  const free = 350 - 200 + (200 - 50);
  expect(400 - free).toBe(100);
  says(`Frankfurt and Singapore have ${free} free between them`);
  says(`which leaves ${Math.round(0.001 * 30 * 24 * 60)} minutes a month`);
  says(`called four times at 200 milliseconds is ${(4 * 200) / 1e3} seconds`);
});

sums(284, (says) => {
  const translations = 2_000 * 23;
  says(`The agencies get $${count(translations * 60 * 0.1)} a week`);
  const each = (1_500 * 1 + 120 * 5) / 1e6;
  expect(about(translations * each, 1)).toBe(100);
  says('The model takes about $100');
  const read = 2_000 * 0.02 * 23 * 60 * 0.05;
  says(`so $${count(read)}`);
  says('less than $3,000 a week');
  // None bad among thirty: the rate that would show none one time in twenty.
  expect(-Math.log(0.05) / 30).toBeCloseTo(0.1, 2);
  says(`which makes ${count(700 * 23)} translations and about $${Math.round(700 * 23 * each)}`);
});

sums(355, (says) => {
  says(`are ${(2_700 * 100) / 1e3} GB`);
  says(`The 300 full models are ${(300 * 16) / 1e3} terabytes`);
  const shared = Math.ceil(280 / 9);
  says(`280 a second at nine for each GPU, that's ${shared}`);
  const busy = Math.ceil(40 / 3);
  says(`three to a GPU, so ${busy} GPUs`);
  expect(busy * 10).toBeGreaterThan(120);
  const awake = 3 * 5;
  expect(awake).toBe(15);
  says(`are fifteen loaded models, so ${spelled(awake / 3)} GPUs`);
  const all = shared + busy + awake / 3;
  says(`That's ${all} GPUs, so with a machine to spare I need ${spelled(Math.ceil((all + 8) / 8))}`);
  const perSecond = 200_000 / 3_600;
  says(
    `It's ${Math.floor(perSecond)} a second, the work of about ${spelled(Math.round(perSecond / 9))} GPUs`,
  );
  says(`It's ${(16 * 1_000) / 100} times smaller`);
  expect(0.55 * 24).toBeGreaterThan(13);
  expect(0.55 * 24).toBeLessThan(10 + 6);
  says('The next fifteen run for sixteen hours');
  expect(51 - 35).toBe(16);
  says('The last sixteen are used for ten hours');
  says(`27,000 adapters are ${(27_000 * 100) / 1e6} terabytes`);
  says(`and ${(3_000 * 16) / 1e3} terabytes of full models`);
});
