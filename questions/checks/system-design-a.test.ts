import { poissonDistribution, sum } from 'simple-statistics';
import { expect } from 'vitest';
import { percent, spelled, sums } from './support.ts';

const whole = (value: number) => Math.round(value).toLocaleString('en-US');

sums(5, (says) => {
  says("Forty thousand documents in three systems. Cut along their clauses, that's about 25 chunks each");
  expect(40_000 * 25).toBe(1e6);
  says("It's about a million chunks");
  says('out of 8,000 tokens');
  says(`that's ${Math.round((0.88 - 0.74) * 200)} more of two hundred questions`);
  expect(Math.round((0.88 - 0.87) * 200)).toBe(2);
  says("From 87 to 88 it's two questions");
});

sums(112, (says) => {
  const chats = 18_000;
  const turns = chats * 6;
  const second = (turns * 0.12) / 3600;
  says(`are about ${second.toFixed(1)} turns a second`);
  expect(Math.round(turns * 0.12)).toBe(12_960);
  const calls = second * 1.6;
  expect(Math.round(calls)).toBe(6);
  says('call it six calls a second');
  says('about 3,700 tokens each are 1.3 million tokens a minute, and three times that is almost four');
  const tokens = calls * 60 * (3_500 + 180);
  expect(tokens / 1e6).toBeCloseTo(1.3, 1);
  expect((tokens * 3) / 1e6).toBeCloseTo(3.8, 1);
  const call = (2_200 * 0.1 + 1_300 * 1 + 180 * 5) / 1e6;
  expect(call * 100).toBeCloseTo(0.25, 1);
  const day = turns * 1.6 * call;
  says(`a quarter of a cent a call and $${Math.round(day / 10) * 10} a day`);
  expect((day / chats) * 100).toBeCloseTo(2.3, 1);
  const refunds = chats * 0.1 * 0.6;
  says(`so ${whole(refunds)} are paid`);
  const paid = refunds * 28;
  expect(Math.round(paid / 1e3)).toBe(30);
  expect([0.01, 0.02].map((wrong) => Math.round((paid * wrong) / 100) * 100)).toEqual([300, 600]);
  says(`they cross near ${percent(day / paid, 1)}`);
  expect(Math.round((90 * 49) / 100) * 100).toBe(4_400);
  expect(Math.round((90 * 49) / day / 10) * 10).toBe(10);
  says(`it's only ${percent((90 * 49) / paid)}, so the cap alone may not notice`);
  says(`which is ${whole(50 * 28)} in four weeks`);
});

sums(113, (says) => {
  const defects = 900 / 6;
  says(`One in six of 900 is ${defects} a day`);
  says(`posted ${whole(900 * 10)} comments`);
  expect((900 * 10) / defects).toBe(60);
  says('at best one in sixty was about a real bug');
  expect(400 / (250 - 60)).toBeCloseTo(2, 0);
  const runs = 900 * 2.8;
  says(`That's ${whole(runs)} runs a day and ${whole(runs * 0.15)} in the busiest hour`);
  const gap = 3600 / (runs * 0.15);
  expect([Math.round(gap), Math.ceil(150 / gap)]).toEqual([10, 16]);
  says('at most sixteen are busy on average');
  says(`another ${whole(6 * 9_000)} in the second. So ${whole((40_000 + 6 * 9_000) / 1e3)},000`);
  expect(Math.round(Math.sqrt(40))).toBe(6);
  says(`Read: 11 of ${11 + 196 + 7} files`);
});

sums(114, (says) => {
  const invoices = 9_000;
  const today = (invoices * 4) / 60;
  says(`are ${today} hours a day`);
  says(`about ${Math.round(today / 7)} clerks`);
  const right = (field: number) => field ** 14;
  says(`all fourteen are right in ${percent(right(0.985))} of invoices`);
  const hours = (reviewed: number) => (reviewed * 1.5) / 60;
  const review = hours(invoices / 4);
  says(`That's ${whole(invoices / 4)} invoices, ${Math.round(review)} hours`);
  expect(Math.round(review / 7)).toBe(8);
  const busiest = hours(invoices * 0.15 * 0.25);
  says(`that's ${busiest.toFixed(1)} hours of reviewing`);
  expect(busiest / 11).toBeCloseTo(0.75, 1);
  says(`about $${whole(Math.round((review * 30) / 10) * 10)} a day`);
  const model = (4_600 * 1 + 700 * 5) / 1e6;
  says(`is $${model.toFixed(4)} an invoice, $${Math.round(model * invoices)} a day`);
  says(`ninety invoices, is $${Math.round(hours(90) * 30)}.`);
  // None wrong among 1,500: the rate that would show none one time in twenty.
  says(`I've barely shown ${percent(-Math.log(0.05) / 1_500, 1)}`);
  const peak = invoices * 0.15;
  says(`has ${whole(peak)} invoices, one every ${(3600 / peak).toFixed(1)} seconds`);
  expect((peak * 40) / 3600).toBe(15);
  const day = (invoices * 2.4 * 300e3) / 1e9;
  says(
    `${day.toFixed(1)} gigabytes a day, ${((day * 250) / 1e3).toFixed(1)} terabytes a year, ${Math.round((day * 2500) / 1e3)} in ten years`,
  );

  expect(Math.round(invoices * 0.75 * 0.01)).toBe(68);
  says(`Nine in 1,430 is ${percent(9 / 1_430, 2)}`);
  const upTo = (mean: number, most: number) => sum((poissonDistribution(mean) ?? []).slice(0, most + 1));
  expect(1 - upTo(0.00288 * 1_430, 8)).toBeCloseTo(0.025, 2);
  expect(upTo(0.01195 * 1_430, 9)).toBeCloseTo(0.025, 2);
  says('runs from about 0.3% to 1.2%');
  const better = right(0.992);
  says(`to the fourteenth is ${percent(better)}`);
  says(`fall from ${percent(1 - right(0.985))} to ${percent(1 - better)}`);
  const share = ((1 - better) / (1 - right(0.985))) * 0.25;
  const fewer = Math.round(share * 100) / 100;
  says(`drops to about ${percent(share)}: ${whole(fewer * invoices)} invoices`);
  says(`${hours(fewer * invoices).toFixed(1)} hours, so about six clerks where I planned eleven`);
  expect(Math.round((hours(fewer * invoices) / review) * 11)).toBe(6);
  says(`about $${Math.round(((review - hours(fewer * invoices)) * 30) / 10) * 10} a day`);
  expect(Math.round(model * invoices) * 5).toBe(365);
});

sums(115, (says) => {
  const [chunks, tenants] = [310e6, 2_400];
  says(`The average customer has ${whole(chunks / tenants / 1e3)},000 chunks`);
  const large = chunks * 0.55;
  const tail = chunks - large;
  expect([large / 1e6, large / 12 / 1e6].map((n) => Math.floor(n))).toEqual([170, 14]);
  says(
    `The other ${whole(tenants - 12)} share 140 million, which is ${Math.round(tail / (tenants - 12) / 1e3)},000 on average`,
  );
  says(`are ${((chunks * 4096) / 1e12).toFixed(2)} terabytes`);
  says(`it's about ${Math.round((chunks * 1024) / 1e9)} gigabytes`);
  says(`The median firm is ${Math.round((20e3 * 1024) / 1e6)} megabytes`);
  const warm = (tail * 1024) / 3 / 1e9;
  says(`${Math.round(warm)} gigabytes are warm`);
  const dedicated = (170e6 * 1.2e3) / 1e9;
  says(`that's ${dedicated} gigabytes, and twice that`);
  const mine = 2 * dedicated + 2 * warm;
  expect((2 * dedicated) / mine).toBeCloseTo(4 / 5, 1);
  expect(Math.round(mine / 100) * 100).toBe(500);
  const awake = 2 * dedicated + (2 * tail * 1024) / 1e9;
  says(`about ${Math.round(awake / 100) * 100} with every firm awake`);
  says(`adds about ${((2 * 500e3 * 1.2e3) / 1e9).toFixed(1)} gigabytes`);
  const shared = (chunks * 1.2e3) / 1e9;
  says(`would take ${shared} gigabytes, or ${2 * shared} with a copy`);
  // A core reads about ten gigabytes a second.
  const ceiling = 500e3 * 1024;
  says(`half a million chunks: ${(ceiling / 1e9).toFixed(1)} gigabytes, some fifty milliseconds`);
  expect(ceiling / 1e10).toBeCloseTo(0.05, 2);
  says(`about ${spelled(Math.round((140 * ceiling) / 1e10))} cores busy`);
  says(`${((1.2e6 * 12) / 1e6).toFixed(1)} million chunks`);
  says(`Her right leaves ${whole(14e6 * 0.005)} chunks`);
  const stacks = 120 * (tenants - 12);
  says(`that's about $${whole(stacks / 1e3)},000 a month`);
  const pooled = 4 * Math.round(warm / 2);
  says(`four nodes with ${pooled} gigabytes between them, and I'd put it at $3,000`);
  const twelve = (2 * dedicated * 3_000) / pooled;
  says(`${2 * dedicated} gigabytes either way, about $${Math.round(twelve / 1e3)},000`);
  says(
    `it's $${whole((stacks + twelve) / 1e4)}0,000 against $${Math.round((3_000 + twelve) / 1e3)},000, nearly twenty`,
  );
  expect((stacks + twelve) / (3_000 + twelve)).toBeCloseTo(19, 0);
  says(`it's $${whole(50 * 120)} a month`);
});
