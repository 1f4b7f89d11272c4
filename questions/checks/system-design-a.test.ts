import { poissonDistribution, sum } from 'simple-statistics';
import { expect } from 'vitest';
import { percent, spelled, sums } from './support.ts';

const whole = (value: number) => Math.round(value).toLocaleString('en-US');

sums(5, (says) => {
  says("Forty thousand documents in three systems. Cut along their clauses, that's about 25 chunks each");
  expect(40_000 * 25).toBe(1e6);
  says('At a million vectors');
  says(`that's ${Math.round((0.88 - 0.74) * 200)} more of two hundred questions`);
  says(`From 87 to 88 it's ${spelled(Math.round((0.88 - 0.87) * 200))} questions`);
});

sums(112, (says) => {
  const chats = 18_000;
  const turns = chats * 6;
  const second = (turns * 0.12) / 3600;
  says(`about ${second.toFixed(1)} turns a second`);
  const calls = second * 1.6;
  says(`call it ${spelled(Math.round(calls))} calls a second`);
  const tokens = calls * 60 * (3_500 + 180);
  says(`nearly ${spelled(Math.ceil((tokens * 3) / 1e6))} million tokens a minute at peak`);
  const call = (2_200 * 0.1 + 1_300 * 1 + 180 * 5) / 1e6;
  const day = turns * 1.6 * call;
  says(`which makes $${Math.round(day / 10) * 10} a day`);
  expect((day / chats) * 100).toBeCloseTo(2.3, 1);
  says('Tokens are a few cents per chat');
  const refunds = chats * 0.1 * 0.6;
  says(`about ${whole(refunds)} refunds at $28`);
  const paid = refunds * 28;
  says(`refunds at $28, or $${Math.round(paid / 1e3)},000 a day`);
  const [one, two] = [0.01, 0.02].map((wrong) => Math.round((paid * wrong) / 100) * 100);
  says(`One percent wrong is $${one} and two percent is $${two}`);
  says(`they cross near ${percent(day / paid, 1)}`);
  says(`ninety extra at $49 are only ${percent((90 * 49) / paid)} on top`);
});

sums(113, (says) => {
  const defects = 900 / 6;
  says(`One in six of 900 is ${defects} changes a day`);
  says(`posted ${whole(900 * 10)} comments`);
  expect((900 * 10) / defects).toBe(60);
  says('hardly one in sixty can have been about a bug');
  says('then an engineer sees a wrong one every week or two');
  const runs = 900 * 2.8;
  says(`${whole(runs)} runs a day`);
  says(`${whole(runs * 0.15)} runs in the busiest hour`);
  const gap = 3600 / (runs * 0.15);
  says(`so one about every ${spelled(Math.round(gap))} seconds`);
  says(`at most ${spelled(Math.ceil(150 / gap))} are busy on average`);
  says(`A count of forty varies by about ${spelled(Math.round(Math.sqrt(40)))} by chance`);
  says(`11 of ${11 + 196 + 7} files`);
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
  says(`about $${whole(Math.round((review * 30) / 100) * 100)} a day`);
  says(`so ${spelled(Math.round(review / 7))} clerks without any slack`);
  const busiest = hours(invoices * 0.15 * 0.25);
  says(`That's ${busiest.toFixed(1)} hours of reviewing in one hour`);
  expect(busiest / 11).toBeCloseTo(0.75, 1);
  says('so I plan eleven, who do other work when the queue is empty');
  says('An invoice takes about 4,600 tokens of input and 700 of output');
  const model = (4_600 * 1 + 700 * 5) / 1e6;
  says(`$${Math.round(model * invoices)} for the model`);
  // None wrong among 1,500: the rate that would show none one time in twenty.
  says(
    `1,500 labeled invoices without an error would barely have shown ${percent(-Math.log(0.05) / 1_500, 1)}`,
  );
  expect((review - hours(invoices * 0.14)) * 30).toBeGreaterThan(model * invoices * 5);
  says('more than the model costs even at five times the price');
  const peak = invoices * 0.15;
  says(`one document every ${(3600 / peak).toFixed(1)} seconds`);

  const upTo = (mean: number, most: number) => sum((poissonDistribution(mean) ?? []).slice(0, most + 1));
  expect(1 - upTo(0.002 * 1_430, 8)).toBeLessThan(0.01);
  says(`At 0.2% we'd expect about ${spelled(Math.round(0.002 * 1_430))}, so luck won't explain nine`);
  const better = right(0.992);
  says(`${percent(better)} of the headers are right`);
  says(`errors fall from ${percent(1 - right(0.985))} to ${percent(1 - better)}`);
  const share = ((1 - better) / (1 - right(0.985))) * 0.25;
  const fewer = Math.round(share * 100) / 100;
  says(
    `it's about ${percent(share)}, so ${spelled(Math.round((hours(fewer * invoices) / review) * 11))} clerks`,
  );
  says(`about $${Math.round(((review - hours(fewer * invoices)) * 30) / 10) * 10} a day`);
});

sums(115, (says) => {
  const [chunks, tenants] = [310e6, 2_400];
  says(`The average says ${whole(chunks / tenants / 1e3)},000 chunks`);
  const large = chunks * 0.55;
  const tail = chunks - large;
  says(`0.5% of her firm's ${Math.floor(large / 12 / 1e6)} million chunks`);
  says(`In the tail of ${whole(tenants - 12)}`);
  says(`the median firm is ${Math.round((20e3 * 1024) / 1e6)} megabytes`);
  // A core reads about ten gigabytes a second.
  const ceiling = 500e3 * 1024;
  says('Scanning works up to about half a million chunks');
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
