import { expect } from 'vitest';
import { percent, signTest, spelled, sums } from './support.ts';

/** A figure with thousands separated by commas. */
const grouped = (value: number) => Math.round(value).toLocaleString('en-US');

sums(103, (says) => {
  expect(60 + 175 + 180 + 5).toBe(420);
  expect(59 + 48 + 25).toBe(132);
  says(`With the engineers it's ${175 + 180},000`);
  expect((175 + 180) / 132).toBeGreaterThan(2.5);
  says(`for about ${10 + 5},000`);
  says(`less than the bill, ${175 - 87} against 132`);
  says(`it's still ${175 - 87 + 180} a year`);
  // Without the sorting, the bill has further to grow before the machines would have paid.
  says('say traffic goes up fivefold');
  expect(5 * (132 - 59)).toBeGreaterThan(175 + 180);
  expect(4 * (132 - 59)).toBeLessThan(175 + 180);
  // Errors of 6% and 8% differ on 14% of the emails at most, and even then two points are outside the margin.
  expect((196 * Math.sqrt(3_000 * 0.14)) / 3_000).toBeLessThan(2);
  says(`it still takes about ${Math.round(0.8 * 59)} of the 59,000`);
});

sums(104, (says) => {
  expect(2 + 2 + 4 + 8).toBe(16);
  says(`Times eight billion it's ${16 * 8} GB`);
  says(`so it costs two bytes instead of sixteen, and the base is ${2 * 8} GB`);
  says(`16 times ${grouped(4_096 + 4_096)}, about ${Math.round((16 * 8_192) / 1e3)},000 parameters`);
  says(`next to ${(4_096 ** 2 / 1e6).toFixed(1)} million`);
  says(`16 × (4,096 + 4,096) = ${grouped(16 * 8_192)}`);
  // Query and output are square; key and value are narrow; three matrices reach the wide middle of the layer.
  const sides = 2 * (4_096 + 4_096) + 2 * (4_096 + 1_024) + 3 * (4_096 + 14_336);
  const trained = sides * 32 * 16;
  says(`about ${Math.round(trained / 1e6)} million in total`);
  says(`at sixteen bytes each, it's ${((trained * 16) / 1e9).toFixed(1)} GB`);
  says(`about ${Math.round(16 + (trained * 16) / 1e9)} GB, plus activations`);
  expect(256 / 16).toBe(16);
  const ends = 2 * 128_256 * 4_096;
  expect(Math.round(((8e9 - ends) / 2 + ends * 2) / 1e9)).toBe(6);
  const file = (trained * 2) / 1e6;
  says(`As a file in 16 bits it's about ${Math.round(file)} MB`);
  says(`all forty are ${((40 * file) / 1e3).toFixed(1)} GB, where forty merged copies would be ${40 * 16}`);
  const inputs = 16_000 * 4_096 * 2;
  says(
    `at two bytes is ${Math.round(inputs / 1e6)} MB, and 32 layers make ${((inputs * 32) / 1e9).toFixed(1)} GB`,
  );
  says(`at four bytes, they're ${Math.round((16_000 * 128_000 * 4) / 1e9)} GB`);
});

sums(105, (says) => {
  says(`About ${grouped(60_000 * 0.06)} of its 60,000 examples are wrong`);
  says(`then the student is at ${94 - 5}`);
  says(`and then it could be ${94 + 5}`);
  const both = (6 + 6 - 5) / 2;
  says(`So on at least ${both}% of all notes both are wrong`);
  expect(both / 6).toBeGreaterThan(0.5);
  says("more than half of each model's mistakes");
  const daily = 400_000 * 700;
  says(`The teacher costs $${(daily / 1e6) * 2} a day`);
  const yearly = (daily / 1e6) * 2 * 365;
  says(`about $${grouped(Math.round(yearly / 1e3) * 1e3)} a year`);
  says(`Two GPUs all year are about $${grouped(Math.round((2 * 1.5 * 8_760) / 1e3) * 1e3)}`);
  says(`that's another $${grouped(Math.round(yearly / 1e4) * 1e3)}`);
  says(`about 60,000 notes is $${(60_000 * 700 * 2) / 1e6}`);
  says(`1,500 notes at a minute each are ${1_500 / 60} hours`);
  says('some two weeks of labeling');
});

sums(106, (says) => {
  says(`At four minutes a pair all of them would take ${grouped((18_000 * 4) / 60)} hours`);
  expect((500 * 2 * 6) / 60).toBe(100);
  says(`400 hours label ${grouped((400 * 60) / 4)} new pairs`);
  expect(600 - 100 - 400).toBe(100);
});

sums(107, (says) => {
  says(`59 of the other ${100 - 38} are valid`);
  expect([percent(59 / 62), percent(57 / 62)]).toEqual(['95%', '92%']);
  expect(91 - 79).toBe(12);
  says('and twelve points have another cause');
});

sums(108, (says) => {
  // Groups with unequal rewards average seven of eight at best, so most equal ones must be all successes.
  expect(0.91 - 0.29 * (7 / 8)).toBeGreaterThan(0.71 / 2);
  says('with a mean of 0.91, most of them must be eight successes');
  says(
    `The gap was ${Math.round((0.58 - 0.43) * 100)} points there, and ${Math.round((0.83 - 0.36) * 100)} by step 600`,
  );
  expect((0.91 - 0.54) / 0.91).toBeCloseTo(0.4, 1);
  says('about two fifths of the reward');
  says(`${grouped(3_000 / 2)} hours is most of a year`);
  expect(1_000 * 0.04).toBe(40);
  says("In a thousand patches that's forty");
});

sums(109, (says) => {
  says(`so it's about ${grouped(250_000 * 0.54)}`);
  expect(9_000 / 259_000).toBeLessThan(0.04);
  const long = 9_000 * 0.14 + 60_000 * 0.06 + 250_000 * 0.02;
  expect(percent(long / 319_000)).toBe('3%');
  says('about 3% of the questions are long');
  expect(135_000 / 2 / 9_000).toBe(7.5);
  says('each is repeated seven or eight times');
  expect(36_000 / 2 / 9_000).toBe(2);
  says(`If each run sees ${grouped(36_000 + 2 * 9_000)} examples`);
  expect((36_000 + 2 * 9_000) / 9_000).toBe(6);
  says('reading 500 answers takes two people days');
  // Three points are a net of twelve questions: chance if sixty flipped, not if twenty did.
  expect(400 * 0.03).toBe(12);
  expect(signTest(36, 24)).toBeGreaterThan(0.05);
  says('Three points of 400 are twelve questions, and that can easily be chance');
  expect(Math.round(70 * 0.71) - Math.round(70 * 0.54)).toBe(12);
  expect(signTest(16, 4)).toBeCloseTo(0.01, 2);
  expect(signTest(31, 19)).toBeGreaterThan(0.1);
  says("if 16 got worse and 4 got better, that's real");
  says("If it's 31 and 19, it isn't");
});

sums(110, (says) => {
  const suites = [
    [400, 312, 348, 47, 11],
    [600, 504, 498, 33, 39],
    [150, 146, 134, 1, 13],
    [250, 248, 235, 1, 14],
    [80, 76, 61, 1, 16],
    [120, 97, 96, 8, 9],
  ] as const;
  for (const [, live, adapter, fixed, broken] of suites) expect(live + fixed - broken).toBe(adapter);
  expect((348 - 312) / 400).toBe(0.09);
  expect(Math.sqrt(72)).toBeCloseTo(8.5, 1);
  says(`With ${33 + 39} flips, a coin easily gives a difference of eight or nine`);
  expect(Math.round(signTest(13, 1) * 1_000)).toBe(2);
  says(`With ${1 + 13} flips, 1 against 13 comes up about twice in a thousand`);
  expect((39 - 33 + 1.96 * Math.sqrt(72)) / 600).toBeCloseTo(0.038, 3);
  says('a loss of almost four points');
  const total = suites.reduce((sum, [, live, adapter]) => sum + adapter - live, 0);
  const cases = suites.reduce((sum, [count]) => sum + count, 0);
  expect(Math.abs(total / cases)).toBeLessThan(0.01);
  says(`It keeps ${335 - 312} of its ${348 - 312} extra cases`);
  expect(143 - 134).toBe(9);
  says('and you get nine refusals back');
  says(`Refusals are ${146 - 143} below live, tools ${248 - 246}, Turkish ${76 - 72}`);
  const tier = 150 + 5 * 60;
  says(`The ${grouped(cases)} cases take four hours`);
  says(`That's ${tier} cases, a bit over an hour`);
  expect((tier / cases) * 4).toBeCloseTo(1.1, 1);
});

sums(111, (says) => {
  expect(Math.round(14 * 6 * 0.06)).toBe(5);
  says('about five million queries with an order');
  // Twenty candidates at twenty seconds each, after 300 queries at eight minutes.
  expect((800 * 20 * 20) / 3_600 + (300 * 8) / 60).toBeLessThan(130);
  says('After the 300, eight hundred queries fit into their 130 hours');
  says(`${percent((300 - 66) / 300)} is the best it could ever get`);
  const tokens = 20 * 100 * 160;
  says(`that's ${grouped(tokens)} tokens a second`);
  const work = tokens * 85e6 * 2;
  says(`it's ${Math.round(work / 1e12)} trillion a second`);
  expect(work / 2).toBeLessThan(50e12);
  // With the full hundred and one GPU down, two must be left.
  says(`and ${spelled(Math.ceil(work / 50e12) + 1)} if one may fail`);
  says(`about ${Math.round((50 * 160 * 85e6 * 2 * 1e3) / 50e12)} ms of computing`);
  says(`Six million a month is ${(6e6 / 30 / 86_400).toFixed(1)} a second`);
  const arm = (gain: number) => (16 * 0.06 * 0.94) / (0.06 * gain) ** 2;
  says(`3% of that is ${(6 * 0.03).toFixed(2)} points`);
  says(`about ${Math.round(arm(0.03) / 1e4)}0,000 queries in each arm`);
  expect(Math.round((2 * arm(0.03)) / 200_000)).toBe(3);
  expect(Math.round(arm(0.01) / arm(0.03))).toBe(9);
});

sums(354, (says) => {
  expect(60 - 41).toBe(19);
  expect(14 + 5).toBe(19);
  const error = (right: number) => Math.sqrt(((right / 40) * (1 - right / 40)) / 40) * 100;
  expect(Math.round(error(31))).toBe(7);
  expect(error(31)).toBeGreaterThan(6.5);
  expect(Math.round(error(29))).toBe(7);
  says('Either figure moves by about seven points by chance alone');
  says('see the nine and the eleven');
  expect([40 - 31, 40 - 29]).toEqual([9, 11]);
});
