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
  says(`takes just under ${spelled(Math.round(seconds))} seconds`);
  const answers = mean * 2 * seconds;
  says(`to write, ${count(about(answers, 2))} are being written at once`);
  const replicas = Math.round(answers / 300);
  says(`No, ${replicas} replicas`);
  says(`I order a third more: ${(replicas * 4) / 3}, or ${72 * 8} GPUs`);
  const cache = 3_350 * 160e3;
  expect(cache / 1e9).toBeCloseTo(0.54, 2);
  says('A conversation is a bit over half a gigabyte');
  const waiting = mean * 2 * 4 * 60;
  says(`up to ${count(about(waiting, 2))} of them are waiting`);
  says(`That's ${about((waiting * cache) / 1e12, 2)} terabytes, over three for each of the 72`);
  expect((waiting * cache) / 1e12 / 72).toBeGreaterThan(3);
  says(`each replica gets ${Math.round((mean * 2) / 72)} messages a second`);
  says(`that's ${Math.round((mean * 2 * cache) / 72 / 1e9)} gigabytes a second`);
  says(`they'd read ${spelled(Math.floor(3_000 / (3_000 - 2_600)))} times as much`);
  says('The first chunk is only ten, a quarter of a second');
  says(`one false stop in a thousand is ${count(messages / 1_000)}`);
});

sums(278, (says) => {
  const before = 75 + 40 + 15 + 60;
  says(`I spend ${before} before there's anything to show`);
  says(`there's room for about ${spelled(Math.round((300 - before) / 5 / 10) * 10)} tokens`);
  const pauses = 20_000 / 2 / 5;
  says(`That's ${count(pauses)} pauses a second`);
  const each = 60 + 20 * 5;
  says(`so ${each} milliseconds, and about ${((pauses / 2) * each) / 1e3} are in progress`);
  says(`${spelled((pauses * 1_000) / 1e6)} million tokens a second`);
  says(`so its 24% were really ${(24 * 2) / 3}`);
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
  says(`${Math.round(2e6 / 86_400)} prompts a second would need half of the GPUs`);
  says(`Together they're ${3_000 * 0.1} gigabytes`);
  // 55 to 45 over five hundred: a little more than two standard errors.
  expect(0.05 / Math.sqrt(0.25 / 500)).toBeGreaterThan(2);
  says('55 to 45 over five hundred is about the smallest difference I believe');
  const margin = 200 * Math.sqrt(0.25 / 100);
  says(`and in a slice of a hundred it takes ${50 + margin} to ${50 - margin}`);
});

sums(281, (says) => {
  const pages = 3e6 / 3600;
  says(`That's ${about(pages, 2)} requests a second at the peak`);
  // In the statement of the first key point: a fifth of a cent for each page.
  says(`$${count(3e6 * 0.002)} an hour`);
  says(`A page made once a day for each of them costs $${100_000 * 0.002} a day`);
  says('The other 39,000 get hardly any new evidence');
});

sums(282, (says) => {
  says(`${(1.7 + (2_000 * 0.1) / 1e3).toFixed(1)} with 2,000 tokens of cache`);
  const pace = 50 / 1.7;
  says(`at most ${Math.floor(pace)} tokens a second`);
  says(`A reply of sixty tokens takes about ${spelled(Math.round(60 / pace))} seconds to write`);
  says(`almost ${spelled(Math.ceil(1_500 / 400))} for reading 1,500 tokens of chat`);
  says(`it's about ${spelled(Math.round(3_000 / 400 + 80 / pace))} seconds: seven or eight for reading`);
  says(`3,000 tokens of cache are ${(3_000 * 0.1) / 1e3} GB`);
  const larger = 50 / 4;
  says('it would write twelve or thirteen a second, and a reply takes five');
  expect([larger, Math.round(60 / larger)]).toEqual([12.5, 5]);
});

sums(283, (says) => {
  const free = 350 - 200 + (200 - 50);
  expect(400 - free).toBe(100);
  says('A hundred are missing');
  says(`Frankfurt and Singapore have ${free} free between them`);
  says(`which leaves ${Math.round(0.001 * 30 * 24 * 60)} minutes a month`);
  says(`called four times at 200 milliseconds is ${(4 * 200) / 1e3} seconds`);
});

sums(284, (says) => {
  const translations = 2_000 * 23;
  says(`The agencies get $${count(translations * 60 * 0.1)} a week`);
  const each = (1_500 * 1 + 120 * 5) / 1e6;
  says(`the model costs about $${about(translations * each, 1)}`);
  const read = 2_000 * 0.02 * 23 * 60 * 0.05;
  says(`so $${count(read)}`);
  says('less than $3,000 a week');
  expect(2_760 / 276_000).toBe(0.01);
  says("That's a hundredth of what the agencies get");
  says(`which makes ${count(700 * 23)} translations and about $${Math.round(700 * 23 * each)}`);
});

sums(355, (says) => {
  says(`are ${(2_700 * 100) / 1e3} GB`);
  says(`The 300 full models are ${(300 * 16) / 1e3} terabytes`);
  const shared = Math.ceil(280 / 9);
  says(`280 a second at nine for each GPU, that's ${shared}`);
  const busy = Math.ceil(40 / 3);
  says(`three to a GPU, so ${busy} GPUs`);
  const awake = 3 * 5;
  says(`are ${spelled(awake)} loaded models, so ${spelled(awake / 3)} GPUs`);
  const all = shared + busy + awake / 3;
  says(`That's ${all} GPUs, so with a machine to spare I need ${spelled(Math.ceil((all + 8) / 8))}`);
  const perSecond = 200_000 / 3_600;
  says(
    `It's ${Math.floor(perSecond)} a second, the work of about ${spelled(Math.round(perSecond / 9))} GPUs`,
  );
  says(`It's ${(16 * 1_000) / 100} times smaller`);
  says(`more than 55% of 24 hours, a bit over ${spelled(Math.floor(0.55 * 24))}`);
  says(`The next ${spelled(35 - 20)} run for ${spelled(10 + 6)} hours`);
  says(`The last ${spelled(51 - 35)} are used for ten hours`);
  // Object storage gives 16 GB in fifty seconds.
  says('Those 270 GB come out of object storage in about a quarter of an hour');
  says(`all the full models would take ${spelled(Math.round(4_800 / (16 / 50) / 3_600))} hours`);
  says(`27,000 adapters are ${(27_000 * 100) / 1e6} terabytes`);
  says(`and ${(3_000 * 16) / 1e3} terabytes of full models`);
});
