import { expect } from 'vitest';
import { percent, signTest, spelled, sums } from './support.ts';

/** With commas: 4752 as `4,752`. */
const count = (value: number) => Math.round(value).toLocaleString('en-US');

/** Rounded to so many significant digits. */
const about = (value: number, digits: number) => Number(value.toPrecision(digits));

sums(116, (says) => {
  const parts = [100, 80, 250, 270, 100];
  says(parts.join(' + '));
  says(`it has ${parts.reduce((sum, part) => sum + part)} milliseconds until its first sound`);
  says(`1,500 calls of 150 seconds are ${spelled(1500 / 150)} new calls a second`);
  const conversations = 1500 / 2;
  says(`${spelled(conversations / 150)} conversations start each second and ${conversations} run at once`);
  says(`that's just over ${Math.floor(conversations / 12 / 10) * 10} model calls a second`);
  says(`one alarm every ${spelled(Math.round(1 / (5 * 0.09)))} seconds`);
});

sums(117, (says) => {
  const calls = 11e6;
  const mean = calls / 86_400;
  says(`is ${Math.round(mean)} a second, about ${about(mean * 4, 2)} at peak`);
  says(`makes about ${count(about(mean * 4 * 6, 1))} open streams`);
  expect(4 * 1000).toBeGreaterThan(mean * 4 * 6);
  says('so that losing a zone still leaves four');
  says(`is ${3 ** 3} calls for one`);
});

sums(118, (says) => {
  const answer = (2500 * 1 + 400 * 5) / 1e6;
  const judgment = (3200 * 1 + 150 * 5) / 1e6;
  const both = answer + judgment;
  expect(both).toBeCloseTo(0.00845, 6);
  says('an answer and its judgment cost about 0.85 cents together');
  const runs = 300 * 3;
  says(`${runs} answers and ${runs} judgments`);
  const seconds = runs * (8 + 4);
  says(`that's ${count(seconds)} seconds of work`);
  says(`are ${spelled(seconds / 3600)} hours of work`);
  says(`it's ${seconds / 600} calls in parallel, and for five runs at once, ${(seconds / 600) * 5}`);
  says(`$${about(both * runs * 45, 2)} a day for the gate`);
  const nightly = both * 140 * 300;
  says(`another $${Math.round(nightly)}`);
  says(`Finance hears $${about(both * runs * 45 + nightly, 2)} a day`);

  const power = 7.84;
  says(`With 300 cases that's about ${spelled(Math.round(100 * Math.sqrt((power * 0.1) / 300)))} points`);
  says(`about ${spelled(Math.round(140 * 0.05))} are red every night by chance`);
  const cases = (power * 0.1) / 0.02 ** 2;
  says(`it's ${count(cases)}, against 300 now`);
  says(`make that about $${about(cases * 3 * both, 1)} for every merge`);
});

sums(119, (says) => {
  const meetings = 1100 * 0.17;
  const peak = (meetings * 42) / 60;
  says(`brings about ${Math.round(peak)} hours of audio`);
  says(`${(peak / 60).toFixed(1)} cards at 60 times real time`);
  const burst = Math.round(meetings / 2);
  const [reading, writing] = [burst * 9000, burst * 700];
  says(`${burst} meetings end at ten`);
  expect((reading / 5000 + writing / 300) / 60).toBeCloseTo(6.5, 0);
  says('takes the fourth card six and a half of the ten minutes');
  const token = 2 * 40 * 8 * 128 * 2;
  const meeting = (token * 9700) / 1e9;
  says(`about ${meeting.toFixed(1)} GB of cache`);
  says(`Ten at once make ${14 + Math.round(meeting * 10)} of 48`);
  says(`two do ${2 * 60} hours of the ${Math.round(peak)}`);
  // Three years of 250 days.
  const passages = (1100 * 250 * 3 * 9000) / 400;
  expect(Math.round(passages / 1e6)).toBe(19);
  says('some nineteen million passages of 400 tokens');
  expect((passages * 1024) / 1e9).toBeLessThan(20);

  const day = (1100 * 42) / 60;
  says(`${day} hours over 24 need half a card`);
  expect(day / 24 / 60).toBeCloseTo(0.53, 2);
  expect(peak / 25).toBeGreaterThan(5);
  says('The peak would take more than five cards');
  says(`${day} hours over a nine-hour day is ${Math.round(day / 9)} an hour, and three cards do ${3 * 25}`);
});

sums(120, (says) => {
  const posts = 24e6;
  const bad = posts * 0.004;
  expect([bad < 100_000, bad > 90_000]).toEqual([true, true]);
  says('nearly 100,000 bad posts a day');
  const decisions = 180 * 6.5 * 45;
  says(`${count(decisions)} a day, about ${count(about(decisions * 0.8, 2))}`);
  const [caught, alarms] = [bad * 0.9, (posts - bad) * 0.01];
  says(`${count(about(alarms, 3))} good posts, a precision`);
  expect(alarms).toBeGreaterThan(2 * bad);
  says('almost 240,000 good posts a day, more than twice the number of bad ones');
  says(`find ${count(about(caught, 2))} of the ${count(bad)} bad posts`);
  says(`a precision of ${percent(caught / (caught + alarms))} at 90% recall`);
  const read = posts * 0.015;
  expect(read).toBeGreaterThan(caught + alarms);
  says("reads only what the first stage flagged or couldn't settle, a percent or two");
  says(`${count(70_000 * 0.02)} removals a day are wrong`);
  says(`${percent(1 - 0.004, 1)} accurate`);
  // The model passes on 92% of the bad posts it reads and drops 85% of the good ones.
  const [kept, slipped] = [caught * 0.92, (read - caught) * 0.15];
  says(`${count(about(kept + slipped - 70_000, 1))} posts a day are left for people`);
  expect((kept - 70_000 * 0.98) / 50_000).toBeCloseTo(0.22, 2);
  says("most of what's left by then is innocent");
  says(`What happens to the other ${count(about(50_000 - decisions * 0.8, 1))}?`);

  says('six of them broke the rules, this week thirty');
  expect(signTest(30, 6)).toBeLessThan(0.001);
  const tagalog = posts * 0.03;
  says(`3% of posts are ${count(tagalog)} a day with ${count(about(tagalog * 0.004, 2))} bad ones`);
  const queue = (tagalog * 0.004 * 0.8) / 0.25;
  says(`takes ${Math.ceil(queue / (6.5 * 45))} moderators a day`);
  says(`The ${percent(0.02 * 0.4, 1)} that were overturned`);
});
