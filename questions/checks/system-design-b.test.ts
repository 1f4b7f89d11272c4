import { expect } from 'vitest';
import { percent, signTest, sums } from './support.ts';

/** With commas: 4752 as `4,752`. */
const count = (value: number) => Math.round(value).toLocaleString('en-US');

/** Rounded to so many significant digits. */
const about = (value: number, digits: number) => Number(value.toPrecision(digits));

sums(116, (says) => {
  const parts = [100, 250, 80, 270, 100];
  says(parts.join(' + '));
  expect(parts.reduce((sum, part) => sum + part)).toBe(800);
  expect(1500 / 150).toBe(10);
  says('1,500 calls of 150 seconds are ten new calls a second');
  const conversations = 1500 * (1 - 0.6);
  expect(conversations / 150).toBe(4);
  says(`four conversations start each second and ${conversations} run at once`);
  says(`that's about ${conversations / 12} model calls a second`);
  expect(1 - 0.95 ** 12).toBeCloseTo(0.46, 2);
  expect(1 / (4 * 0.09)).toBeCloseTo(2.8, 1);
  says('one alarm every three seconds');
  expect(1 / (4 * 0.02)).toBeCloseTo(12.5, 1);
  says('one every twelve seconds or so');
});

sums(117, (says) => {
  const calls = 11e6;
  const mean = calls / 86_400;
  says(`is ${Math.round(mean)} a second, about ${about(mean * 4, 2)} at peak`);
  expect(about(mean * 4 * 6, 1)).toBe(3000);
  says('makes about 3,000 open streams');
  expect(4 * 1000).toBeGreaterThan(mean * 4 * 6);
  says(`about ${about((calls * 2700 * 4) / 1e9, 2)} gigabytes a day`);
  says(`is ${3 ** 3} calls for one`);
});

sums(118, (says) => {
  const answer = (2500 * 1 + 400 * 5) / 1e6;
  const judgment = (3200 * 1 + 150 * 5) / 1e6;
  says(`An answer is $${answer}`);
  expect(judgment).toBeLessThan(answer);
  const both = answer + judgment;
  expect(both).toBeCloseTo(0.00845, 6);
  says('so just under $0.0085 together');
  const runs = 300 * 3;
  says(`${runs} answers and ${runs} judgments`);
  const seconds = runs * (8 + 4);
  says(`that's ${count(seconds)} seconds of work`);
  expect(seconds / 3600).toBe(3);
  says(`it's ${seconds / 600} calls in parallel, and for five runs at once, ${(seconds / 600) * 5}`);
  says(
    `about $${(Math.round(both * runs * 10) / 10).toFixed(2)} a run and $${about(both * runs * 45, 2)} a day`,
  );
  const nightly = both * 140 * 300;
  says(`another $${Math.round(nightly)}`);
  says(`finance hears $${about(both * runs * 45 + nightly, 2)}`);

  const power = 7.84;
  expect(Math.sqrt((power * 0.1) / 300)).toBeCloseTo(0.051, 3);
  says('with 300 cases is about five points');
  expect(140 * 0.05).toBe(7);
  const cases = (power * 0.1) / 0.02 ** 2;
  says(`it's ${count(cases)} cases`);
  says(`make that about $${about(cases * 3 * both, 1)} a run`);
  says(`with six merges a day $${about(cases * 3 * both * 6, 1)}`);
});

sums(119, (says) => {
  const meetings = 1100 * 0.17;
  const peak = (meetings * 42) / 60;
  says(`17% of 1,100 is ${meetings} meetings, which is about ${Math.round(peak)} hours`);
  says(`${(peak / 60).toFixed(1)} cards at 60 times real time`);
  says(`${Math.round(peak / 2)} hours may arrive at once`);
  const words = 42 * 150;
  const burst = Math.round(meetings / 2);
  const [reading, writing] = [burst * 9000, burst * 700];
  says(`${burst} meetings end at ten`);
  says(`about ${count(about(reading, 2))} tokens to read and ${count(about(writing, 2))} to write`);
  expect((reading / 5000 + writing / 300) / 60).toBeCloseTo(6.5, 0);
  const token = 2 * 40 * 8 * 128 * 2;
  const meeting = (token * 9700) / 1e9;
  says(`about ${meeting.toFixed(1)} GB of cache`);
  says(`Ten at once make ${14 + Math.round(meeting * 10)} of 48`);
  says(`two do ${2 * 60} hours of the ${Math.round(peak)}`);
  expect(((peak - 120) / 120) * 60).toBeLessThan(6);

  const archive = 1100 * 250 * 3;
  says(
    `are ${count(archive)} meetings and some ${about((archive * (words / 0.75)) / 400 / 1e6, 2)} million chunks`,
  );
  const day = (1100 * 42) / 60;
  says(`${day} hours over 24 need half a card`);
  expect(day / 24 / 60).toBeCloseTo(0.53, 2);
  says(`${Math.round(peak)} over 25 is ${(peak / 25).toFixed(1)} cards`);
  const usual = (day - peak) / 8;
  expect(usual).toBeGreaterThan(75);
  says(`${day - 9 * 75} hours of audio are waiting`);
  says(`over a nine-hour day is ${Math.round(day / 9)} an hour, ${(day / 9 / 25).toFixed(1)} cards`);
});

sums(120, (says) => {
  const posts = 24e6;
  const bad = posts * 0.004;
  says(`There are ${count(bad)} bad posts a day`);
  const decisions = 180 * 6.5 * 45;
  says(`${count(decisions)} a day, about ${count(about(decisions * 0.8, 2))}`);
  const [caught, alarms] = [bad * 0.9, (posts - bad) * 0.01];
  says(`flags ${count(about(alarms, 3))} good posts beside ${count(about(caught, 2))} bad ones`);
  says(`a precision of ${percent(caught / (caught + alarms))} at 90% recall`);
  const read = posts * 0.015;
  expect(read).toBeGreaterThan(caught + alarms);
  says(`${count(70_000 * 0.02)} removals a day are wrong`);
  says(`${percent(1 - 0.004, 1)} accurate`);
  // The model passes on 92% of the bad posts it reads and drops 85% of the good ones.
  const [kept, slipped] = [caught * 0.92, (read - caught) * 0.15];
  expect(about(kept + slipped - 70_000, 1)).toBe(50_000);
  expect((kept - 70_000 * 0.98) / 50_000).toBeCloseTo(0.22, 2);
  says('Perhaps one in five of the 50,000 is bad');
  expect(about(50_000 - decisions * 0.8, 1)).toBe(8_000);

  says('six of them broke the rules, this week thirty');
  expect(signTest(30, 6)).toBeLessThan(0.001);
  says('A mere doubling could have passed for luck');
  expect(signTest(12, 6)).toBeGreaterThan(0.05);
  const tagalog = posts * 0.03;
  says(`that's ${count(tagalog)} a day with ${count(about(tagalog * 0.004, 2))} bad ones`);
  const queue = (tagalog * 0.004 * 0.8) / 0.25;
  says(`is ${count(about(queue, 2))} decisions a day, or ${Math.ceil(queue / (6.5 * 45))} moderators`);
  says(`is 0.8%, so ${70_000 * 0.008} posts a day`);
});
