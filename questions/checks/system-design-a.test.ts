import { poissonDistribution, sum } from 'simple-statistics';
import { expect } from 'vitest';
import { percent, sums } from './support.ts';

const whole = (value: number) => Math.round(value).toLocaleString('en-US');

sums(5, (says) => {
  says("Forty thousand documents in three systems. Cut along their clauses, that's about 25 chunks each");
  expect(40_000 * 25).toBe(1e6);
  says('At a million vectors');
  says(`that's ${Math.round((0.88 - 0.74) * 200)} more of two hundred questions`);
  expect(Math.round((0.88 - 0.87) * 200)).toBe(2);
  says("From 87 to 88 it's two questions");
});

sums(112, (says) => {
  const chats = 18_000;
  const turns = chats * 6;
  const second = (turns * 0.12) / 3600;
  says(`about ${second.toFixed(1)} turns a second`);
  expect(Math.round(turns * 0.12)).toBe(12_960);
  const calls = second * 1.6;
  expect(Math.round(calls)).toBe(6);
  says('call it six calls a second');
  says('nearly four million tokens a minute at peak');
  const tokens = calls * 60 * (3_500 + 180);
  expect(tokens / 1e6).toBeCloseTo(1.3, 1);
  expect((tokens * 3) / 1e6).toBeCloseTo(3.8, 1);
  const call = (2_200 * 0.1 + 1_300 * 1 + 180 * 5) / 1e6;
  expect(call * 100).toBeCloseTo(0.25, 1);
  const day = turns * 1.6 * call;
  says(`which makes $${Math.round(day / 10) * 10} a day`);
  expect((day / chats) * 100).toBeCloseTo(2.3, 1);
  const refunds = chats * 0.1 * 0.6;
  says(`about ${whole(refunds)} refunds at $28`);
  const paid = refunds * 28;
  expect(Math.round(paid / 1e3)).toBe(30);
  expect([0.01, 0.02].map((wrong) => Math.round((paid * wrong) / 100) * 100)).toEqual([300, 600]);
  says(`they cross near ${percent(day / paid, 1)}`);
  says(`ninety extra at $49 are only ${percent((90 * 49) / paid)} on top`);
});

sums(113, (says) => {
  const defects = 900 / 6;
  says(`One in six of 900 is ${defects} changes a day`);
  says(`posted ${whole(900 * 10)} comments`);
  expect((900 * 10) / defects).toBe(60);
  says('hardly one in sixty can have been about a bug');
  // Wrong comments for each engineer: one in about seven working days.
  expect(400 / (120 / 2)).toBeCloseTo(6.7, 1);
  const runs = 900 * 2.8;
  says(`${whole(runs)} runs a day`);
  says(`${whole(runs * 0.15)} runs in the busiest hour`);
  const gap = 3600 / (runs * 0.15);
  expect([Math.round(gap), Math.ceil(150 / gap)]).toEqual([10, 16]);
  says('at most sixteen are busy on average');
  expect(Math.round(Math.sqrt(40))).toBe(6);
  says(`Read: 11 of ${11 + 196 + 7} files`);
});

sums(114, (says) => {
  const invoices = 9_000;
  const today = (invoices * 4) / 60;
  says(`Typing takes about ${Math.round(today / 7)} clerks today`);
  const right = (field: number) => field ** 14;
  says(`the whole header is right in about ${percent(right(0.985))} of invoices`);
  const hours = (reviewed: number) => (reviewed * 1.5) / 60;
  const review = hours(invoices / 4);
  says(`is ${Math.round(review)} hours`);
  says('about $1,700 a day');
  expect(Math.round((review * 30) / 100) * 100).toBe(1_700);
  expect(Math.round(review / 7)).toBe(8);
  const busiest = hours(invoices * 0.15 * 0.25);
  says(`That's ${busiest.toFixed(1)} hours of reviewing in one hour`);
  expect(busiest / 11).toBeCloseTo(0.75, 1);
  // 4,600 tokens in and 700 out for 2.4 pages and the words on them.
  const model = (4_600 * 1 + 700 * 5) / 1e6;
  says(`$${Math.round(model * invoices)} for the model`);
  // None wrong among 1,500: the rate that would show none one time in twenty.
  expect(percent(-Math.log(0.05) / 1_500, 1)).toBe('0.2%');
  expect((review - hours(invoices * 0.14)) * 30).toBeGreaterThan(model * invoices * 5);
  const peak = invoices * 0.15;
  says(`one document every ${(3600 / peak).toFixed(1)} seconds`);

  expect(Math.round(invoices * 0.75 * 0.01)).toBe(68);
  const upTo = (mean: number, most: number) => sum((poissonDistribution(mean) ?? []).slice(0, most + 1));
  expect(Math.round(0.002 * 1_430)).toBe(3);
  expect(1 - upTo(0.002 * 1_430, 8)).toBeLessThan(0.01);
  says("At 0.2% we'd expect about three, so luck won't explain nine");
  const better = right(0.992);
  says(`${percent(better)} of the headers are right`);
  says(`errors fall from ${percent(1 - right(0.985))} to ${percent(1 - better)}`);
  const share = ((1 - better) / (1 - right(0.985))) * 0.25;
  const fewer = Math.round(share * 100) / 100;
  says(`it's about ${percent(share)}, so six clerks`);
  expect(Math.round((hours(fewer * invoices) / review) * 11)).toBe(6);
  says(`about $${Math.round(((review - hours(fewer * invoices)) * 30) / 10) * 10} a day`);
});

sums(115, (says) => {
  const [chunks, tenants] = [310e6, 2_400];
  says(`The average says ${whole(chunks / tenants / 1e3)},000 chunks`);
  const large = chunks * 0.55;
  const tail = chunks - large;
  expect([large / 1e6, large / 12 / 1e6].map((n) => Math.floor(n))).toEqual([170, 14]);
  says(`The other ${whole(tenants - 12)} are the tail`);
  says(`the median firm is ${Math.round((20e3 * 1024) / 1e6)} megabytes`);
  // A core reads about ten gigabytes a second.
  const ceiling = 500e3 * 1024;
  says('half a million chunks, some fifty milliseconds');
  expect(ceiling / 1e10).toBeCloseTo(0.05, 2);
  says(`it's ${((1.2e6 * 12) / 1e6).toFixed(1)} million`);
  says(`Her rights leave ${whole(14e6 * 0.005)} chunks`);
  const stacks = 120 * (tenants - 12);
  expect(stacks / 1e3).toBeCloseTo(287, 0);
  says("that's almost $290,000");
  const warm = Math.round((tail * 1024) / 3 / 1e9);
  const dedicated = (170e6 * 1.2e3) / 1e9;
  const twelve = (2 * dedicated * 3_000) / (2 * warm);
  says(`some $${Math.round(twelve / 1e3)},000 either way`);
  says(
    `it's $${whole((stacks + twelve) / 1e4)}0,000 against $${Math.round((3_000 + twelve) / 1e3)},000, nearly twenty`,
  );
  expect((stacks + twelve) / (3_000 + twelve)).toBeCloseTo(19, 0);
});
