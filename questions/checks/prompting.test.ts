import { expect } from 'vitest';
import { percent, signTest, spelled, sums } from './support.ts';

sums(9, (says) => {
  says(`from 80 to 400 tokens, generating it takes about ${spelled(400 / 80)} times as long`);
});

sums(22, (says) => {
  says('with 90% of the probability. Eu-west gets 6, us-east 3, ap-south 1');
  says(`eu-west ends up with ${(100 * 6) / (6 + 3 + 1)}`);
  const [before, after] = [0.88 * (1000 - 31), 0.83 * (1000 - 4)].map(Math.round);
  says(`it was ${before} right, and now it's ${after}`);
  expect((before! - after!) / 50).toBeCloseTo(0.5, 1);
  says('About half of the drop is gone');
  // The two shares as independent samples: 1.59 standard errors apart, 11% two-sided.
  const mean = (before! + after!) / 2000;
  expect((before! - after!) / 1000 / Math.sqrt((2 * mean * (1 - mean)) / 1000)).toBeCloseTo(1.59, 2);
  says('a gap that size could well be chance');
});

sums(23, (says) => {
  const rows = [
    [112, 52, 50, 26],
    [84, 84, 48, 24],
    [86, 56, 74, 24],
    [88, 54, 52, 46],
  ];
  for (const row of rows) says(`${row.reduce((sum, n) => sum + n)} labeled complaints`);
  const spread = (column: number): string => {
    const rest = rows.filter((_, at) => at !== column).map((row) => row[column]!);
    return `${Math.min(...rest)} to ${Math.max(...rest)}`;
  };
  says(`Delivery comes out ${rows[1]![1]} times if it's last, and ${spread(1)} times if not`);
  says(
    `Fault comes out ${rows[2]![2]} times against ${spread(2)}, and other ${rows[3]![3]} against ${spread(3)}`,
  );
  const others = (column: number): number =>
    rows.reduce((sum, row, at) => (at === column ? sum : sum + row[column]!), 0) / 3;
  says(`Refund gets 112 then and about ${others(0)} in the other orders`);
  const gains = rows.map((row, at) => Math.round(row[at]! - others(at)));
  says(`by ${Math.min(...gains)} to ${Math.max(...gains)} complaints`);
  says(`${percent(168 / 240)} without, ${Math.round((151 / 240) * 100)} to ${percent(158 / 240)} with`);
  says(`still ${84 - 60} too high`);
});

sums(24, (says) => {
  const calls = 1.2e6;
  const conversations = calls / 40 / 4;
  says(`an average prompt has ${conversations.toLocaleString('en-US')} conversations a day`);
  says(`so 5% is ${conversations * 0.05}`);
  says(`in the first hour that's about ${spelled(Math.round((conversations * 0.05) / 24))}`);
  const [before, after] = [0.04, 0.06];
  const spread = (rate: number): number => Math.sqrt(rate * (1 - rate));
  const needed = ((1.96 * spread(before) + 0.8416 * spread(after)) / (after - before)) ** 2;
  says(`I need roughly ${Math.round(needed / 50) * 50} conversations`);
  expect(needed / (conversations * 0.05)).toBeGreaterThan(2);
  says('which is more than two days at 5%');
  says(`some ${Math.round((calls * 365 * 7 * 20e3) / 1e13) * 10} TB`);
  says(`A canary of 850 has ${850 * 0.02} of those, and a test set of 300 cases has about six`);
  says('If answers there fall from 95 to 70% right, the total moves by half a point');
});

sums(26, (says) => {
  says(`the old one gets 273 right and the new one ${273 - 21 + 25}`);
  says(`${spelled(25 - 21).replace('f', 'F')} more right looks like a small win`);
  says(`gets 28 right and the new one ${28 - 9 + 1}`);
  says(`${21 + 25} cases changed`);
  const [better, worse] = [25 - 1, 21 - 9];
  says(`Outside the cancellations, ${better} got better and ${worse} worse`);
  expect(signTest(better, worse)).toBeGreaterThan(0.05);
  says("leans the new model's way without proving much");
  expect(signTest(9, 1)).toBeLessThan(0.05);
  says("it's nine against one, and ten coins rarely fall that unevenly");
  says(`That's about ${13 * 50} cases`);
  // The exact interval: each end leaves 2.5% beyond 28 of 30.
  const atLeast = (rate: number): number =>
    rate ** 30 + 30 * rate ** 29 * (1 - rate) + 435 * rate ** 28 * (1 - rate) ** 2;
  expect(atLeast(0.779)).toBeCloseTo(0.025, 3);
  expect(1 - 0.992 ** 30 - 30 * 0.992 ** 29 * 0.008).toBeCloseTo(0.025, 2);
  says('28 of 30 could be anything from 78 to 99%');
});

sums(27, (says) => {
  says(
    `twenty-five are all kept in ${percent(0.99 ** 25)} of replies, and 143, if they all applied, in ${percent(0.99 ** 143)}`,
  );
  const pairs = (25 * 24) / 2;
  says(`There are ${pairs} pairs`);
  says(`that makes ${4 * 15 + 10}`);
});

sums(28, (says) => {
  says(`48 of 400 are forged and a model that calls everything genuine has ${percent(1 - 48 / 400)} as well`);
});
