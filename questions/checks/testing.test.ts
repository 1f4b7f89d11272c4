import { expect } from 'vitest';
import { percent, spelled, sums, wilson } from './support.ts';

sums(301, (says) => {
  const minutes = [10, 20, 20, 10];
  expect(minutes.reduce((sum, each) => sum + each, 0)).toBe(60);
  says('You have one hour with it');
  says('Ten minutes go into the rule');
  says('Then twenty minutes as ordinary people');
  says('Then twenty minutes at the edges');
  says('The last ten minutes are for writing');
});

sums(302, (says) => {
  const green = 0.95 ** 11;
  says(`that's ${Math.round(green * 100)} percent`);
  says(`wrongly red for ${Math.round((1 - green) * 100)} percent of harmless changes`);
  const cases = 11 * 20 + 100;
  const calls = cases * 2 * 3;
  says(`That's ${cases} cases, two versions, three runs each, so ${calls.toLocaleString('en-US')} calls`);
  says(`they cost ${Math.floor(calls * 0.02)} dollars`);
  says(`twenty at a time they take just under ${spelled(Math.ceil((calls / 20) * (6 / 60)))} minutes`);
  expect((calls * 0.02 * 6 * 52) / 12).toBeCloseTo(1000, -2);
  says("with six changes a week that's about a thousand a month");
  says(`one point is about ${spelled(Math.round(11 * 20 * 0.01))}`);
});

sums(304, (says) => {
  expect(120 * 0.5).toBe(60);
  expect(2 * 20).toBe(40);
  says('two people have forty working days in a month');
  says('half a day each would take sixty');
  expect(14 + 9 + 4 + 3).toBe(30);
  says('looked at thirty of the flaky ones. Fourteen wait');
  says('about half of them wait a fixed time');
  const green = (tests: number, rate = 0.98): string => percent(rate ** tests);
  says(`five together pass with about ${green(5)}, and ten with about ${green(10)}`);
  says(`With all 120 it would be ${green(120)}`);
  says(`from 120 to 60 would hardly be noticed: ${green(60)} green`);
  says('So I promise sixty repaired');
  says('from nine red builds in ten to four or five');
  says('fifty runs would let a third of them pass');
  says(`three attempts let it through ${spelled((1 - 0.5 ** 3) * 8)} times out of eight`);
});

sums(305, (says) => {
  says(`That's ${(3 * 10_000).toLocaleString('en-US')} names`);
  says(`one percent of those is ${3 * 10_000 * 0.01} names`);
});

sums(306, (says) => {
  const moves = 150;
  says(`two in twenty would be ${spelled((moves * 2) / 20)} customers every day`);
  const [low, high] = wilson(2, 20).map((rate) => rate * moves);
  expect(high).toBeGreaterThan(40);
  says(`so it could be ${spelled(Math.round(low ?? 0))} a day, or more than forty`);
  expect(10_000 / 3_000).toBeCloseTo(3.3, 1);
  says('once in ten thousand is about every third day');
});

sums(307, (says) => {
  const [repaired, broken] = [212, 240];
  says(`and ${repaired * 1.5} hours were saved`);
  const ours = (repaired * 20) / 60;
  const reading = (repaired * 6) / 60;
  says(`so ${ours.toFixed(0)} hours. Against that I'd put the reading, ${reading.toFixed(0)} hours`);
  const left = Math.round(ours - reading);
  expect(left).toBeCloseTo(50, -1);
  says('and that leaves about fifty');
  says(
    `Half is ${1200 / 2} hours. Even if every two months had a redesign in them, I'd see about ${(50 * 52) / 8} in a year`,
  );
  says(
    `That's ${(repaired / broken).toLocaleString('en-US', { style: 'percent' }).replace('%', ' percent')}`,
  );
  says(
    `so ${(41 / 50) * 100} percent of the repairs, and then it's about ${Math.round((repaired * 41) / 50)} of 240`,
  );
  says(`that's about ${spelled(Math.round((repaired * 3) / 50))} in these eight weeks`);
  const [low, high] = wilson(9, 50).map((share) => Math.round(share * 100));
  says(`somewhere between ${low} and ${high} percent`);
  says(`The other ${900 - broken} were waits`);
  expect(broken / 900).toBeCloseTo(1 / 4, 1);
  says('Selectors are about a quarter of the red results');
});

sums(308, (says) => {
  const [mutants, killed] = [120, 49];
  says(`${mutants} mutants, ${killed} killed`);
  says(`${Math.round((killed / mutants) * 100)} percent. The ${mutants - killed} that survived`);
});
