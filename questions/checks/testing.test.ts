import { expect } from 'vitest';
import { percent, spelled, sums, wilson } from './support.ts';

sums(301, (says) => {
  const minutes = [10, 20, 20, 10];
  expect(minutes.reduce((sum, each) => sum + each, 0)).toBe(60);
  says('Ten minutes go into the rule');
  says('Then twenty minutes as ordinary people');
  says('Then twenty minutes at the edges');
  says('The last ten minutes are for writing');
});

sums(304, (says) => {
  expect(120 * 0.5).toBe(60);
  expect(2 * 20).toBe(40);
  says('Two people have forty working days in a month');
  says('half a day each would take sixty');
  expect(14 + 9 + 4 + 3).toBe(30);
  expect((120 * 14) / 30).toBeGreaterThan(50);
  const green = (tests: number, rate = 0.98): string => percent(rate ** tests);
  says(`five together pass with about ${green(5)}, and ten with about ${green(10)}`);
  says(`With all 120 it would be ${green(120)}`);
  says(`from 120 to 60 would hardly be noticed: ${green(60)} green`);
  expect(0.999 ** 1400).toBeCloseTo(0.25, 2);
  says('then three builds of four are red');
  says(`three attempts let it through ${spelled((1 - 0.5 ** 3) * 8)} times out of eight`);
});

sums(306, (says) => {
  const moves = 150;
  expect((moves * 2) / 20).toBe(15);
  says('two in twenty would be fifteen customers every day');
  const [low, high] = wilson(2, 20).map((rate) => rate * moves);
  expect(low).toBeCloseTo(4, 0);
  expect(high).toBeGreaterThan(40);
  says('so it could be four a day, or more than forty');
  expect(10_000 / 3_000).toBeCloseTo(3.3, 1);
  says('once in ten thousand is about every third day');
});
