import { expect } from 'vitest';
import { percent, signTest, spelled, sums } from './support.ts';

/** A figure with thousands separated by commas. */
const grouped = (value: number) => Math.round(value).toLocaleString('en-US');

sums(103, (says) => {
  says(`A vendor offers one for €${60 + 175 + 180 + 5},000 in the first year`);
  says(`€${59 + 48 + 25},000 a year for the API. 59,000 of that`);
  says(`Add the engineers and it's ${175 + 180},000`);
  says(`for about ${10 + 5},000`);
  says(`less than the bill, ${175 - 87} against 132`);
  says(`it's still ${175 - 87 + 180} a year`);
  // Without the sorting, the bill has further to grow before the machines would have paid.
  says('say traffic goes up fivefold');
  expect(5 * (132 - 59)).toBeGreaterThan(175 + 180);
  says(`it still takes about ${Math.round(0.8 * 59)} of the 59,000`);
});

sums(104, (says) => {
  says(
    `That holds ${spelled(2 + 2 + 4 + 8)} bytes for each parameter: two for the weight, two for its gradient`,
  );
  says(`Eight billion of those make ${16 * 8} GB`);
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
  says(`with 256 the change has ${spelled(256 / 16)} times as many dimensions`);
  const ends = 2 * 128_256 * 4_096;
  says(`nearer ${Math.round(((8e9 - ends) / 2 + ends * 2) / 1e9)} in practice`);
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
  says(`about ${grouped(60_000 * 0.06)} of the 60,000 examples taught it something wrong`);
  says(`the student is at ${94 - 5}`);
  says(`it could be ${94 + 5}`);
  const both = (6 + 6 - 5) / 2;
  says(`So on at least ${both}% of all notes both are wrong`);
  expect(both / 6).toBeGreaterThan(0.5);
  says("more than half of each model's mistakes");
  const daily = 400_000 * 700;
  says(`The teacher costs $${(daily / 1e6) * 2} a day`);
  const yearly = (daily / 1e6) * 2 * 365;
  expect(Math.round(yearly / 1e3)).toBe(204);
  says('a bit over $200,000 a year');
  says(`Two GPUs all year are about $${grouped(Math.round((2 * 1.5 * 8_760) / 1e3) * 1e3)}`);
  says(`that's another $${grouped(Math.round(yearly / 1e4) * 1e3)}`);
  says(`about 60,000 notes is $${(60_000 * 700 * 2) / 1e6}`);
  says(`1,500 notes at a minute each are ${1_500 / 60} hours`);
  says('some two weeks of labeling');
});

sums(106, (says) => {
  says(`At four minutes a pair all of them would take ${grouped((18_000 * 4) / 60)} hours`);
  says(`${(500 * 2 * 6) / 60} hours go into a test set: 500 prompts, two advisers on each, six minutes`);
  says(`400 hours label ${grouped((400 * 60) / 4)} new pairs`);
  says(`And ${600 - 100 - 400} hours stay in reserve`);
});

sums(107, (says) => {
  says(`59 of the other ${100 - 38} are valid`);
  says(`and ${spelled(91 - 79)} points have another cause`);
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
  says(`which leaves about ${grouped(250_000 * 0.54)}`);
  expect(9_000 / 259_000).toBeLessThan(0.04);
  says('The 9,000 are under 4% of the data');
  const long = 9_000 * 0.14 + 60_000 * 0.06 + 250_000 * 0.02;
  says(`about ${percent(long / 319_000)} of the questions are long`);
  expect(135_000 / 2 / 9_000).toBe(7.5);
  says('each is repeated seven or eight times');
  expect(36_000 / 2 / 9_000).toBe(2);
  says('the 36,000 most different ones, and each human one twice');
  says(`If each run sees ${grouped(36_000 + 2 * 9_000)} examples`);
  says(`come around ${spelled((36_000 + 2 * 9_000) / 9_000)} times`);
  says('reading 500 answers takes two people days');
  // Three points are a net of twelve questions: chance if sixty flipped, not if twenty did.
  expect(signTest(36, 24)).toBeGreaterThan(0.05);
  says(`Three points of 400 are ${spelled(400 * 0.03)} questions, and that can easily be chance`);
  says(`about ${spelled(Math.round(70 * 0.71) - Math.round(70 * 0.54))} of seventy fewer right than the mix`);
  expect(signTest(16, 4)).toBeCloseTo(0.01, 2);
  expect(signTest(31, 19)).toBeGreaterThan(0.1);
  says("if 16 got worse and 4 got better, that's real");
  says("If it's 31 and 19, it isn't");
});

sums(110, (says) => {
  const suites = [
    ['Housing benefit', 400, 312, 47, 11],
    ['Other departments', 600, 504, 33, 39],
    ['refusals and handovers', 150, 146, 1, 13],
    ['tool calls', 250, 248, 1, 14],
    ['answers in Turkish', 80, 76, 1, 16],
    ['Four turns and more', 120, 97, 8, 9],
  ] as const;
  const said = (flips: number): string => (flips <= 10 ? spelled(flips) : String(flips));
  for (const [name, , , fixed, broken] of suites)
    says(fixed === 1 ? `${name} with ${broken}` : `${name}: ${said(fixed)} fixed, ${said(broken)} broken`);
  const gain = suites[0][3] - suites[0][4];
  says(`${suites[0][1]} cases of housing, and the live version passes ${suites[0][2]} of those`);
  says(
    '600 of other departments, 150 of refusals and handovers, 250 of tool calls, 80 in Turkish, and 120 with',
  );
  says(`it's ${spelled((gain / suites[0][1]) * 100)} points better than the live version`);
  expect(Math.sqrt(72)).toBeCloseTo(8.5, 1);
  says(`With ${33 + 39} flips, a coin easily gives a difference of eight or nine`);
  expect(Math.round(signTest(13, 1) * 1_000)).toBe(2);
  says(`With ${1 + 13} flips, 1 against 13 comes up about twice in a thousand`);
  expect((39 - 33 + 1.96 * Math.sqrt(72)) / 600).toBeCloseTo(0.038, 3);
  says('a loss of almost four points');
  const total = suites.reduce((sum, [, , , fixed, broken]) => sum + fixed - broken, 0);
  const cases = suites.reduce((sum, [, count]) => sum + count, 0);
  expect(Math.abs(total / cases)).toBeLessThan(0.01);
  says('Weighted by cases, the two versions differ by less than one point');
  says(`It keeps ${335 - 312} of its ${gain} extra cases`);
  says(`and you get ${spelled(143 - 134)} refusals back`);
  says(`Refusals are ${146 - 143} below live, tools ${248 - 246}, Turkish ${76 - 72}`);
  const tier = 150 + 5 * 60;
  says(`The ${grouped(cases)} cases take four hours`);
  says(`That's ${tier} cases, a bit over an hour`);
  expect((tier / cases) * 4).toBeCloseTo(1.1, 1);
});

sums(111, (says) => {
  says(`about ${spelled(Math.round(14 * 6 * 0.06))} million queries with an order`);
  // Twenty candidates at twenty seconds each, after 300 queries at eight minutes.
  expect((800 * 20 * 20) / 3_600 + (300 * 8) / 60).toBeLessThan(130);
  says('after the 300 their 130 hours are enough for eight hundred queries');
  says(`${percent((300 - 66) / 300)} is the best it could ever get`);
  const tokens = 20 * 100 * 160;
  says(`that's ${grouped(tokens)} tokens a second`);
  const work = tokens * 85e6 * 2;
  says(`it's ${Math.round(work / 1e12)} trillion a second`);
  expect(work / 2).toBeLessThan(50e12);
  says('which halves it, and two GPUs are enough even if one fails');
  // With the full hundred and one GPU down, two must be left.
  says(`and ${spelled(Math.ceil(work / 50e12) + 1)} if one may fail`);
  says(`about ${Math.round((50 * 160 * 85e6 * 2 * 1e3) / 50e12)} ms of computing`);
  says(`Six million a month is ${(6e6 / 30 / 86_400).toFixed(1)} a second`);
  const arm = (gain: number) => (16 * 0.06 * 0.94) / (0.06 * gain) ** 2;
  says(`3% of that is ${(6 * 0.03).toFixed(2)} points`);
  says(`about ${Math.round(arm(0.03) / 1e4)}0,000 queries in each arm`);
  says(`At 200,000 queries a day that would be ${spelled(Math.round((2 * arm(0.03)) / 200_000))} days`);
});

sums(354, (says) => {
  says(`got 41 of 60 questions right. In 14 of the ${60 - 41} failures`);
  says(`The other ${spelled(60 - 41 - 14)} failures`);
  const error = (right: number) => Math.sqrt(((right / 40) * (1 - right / 40)) / 40) * 100;
  expect(Math.round(error(31))).toBe(7);
  expect(Math.round(error(29))).toBe(7);
  says('Either figure moves by about seven points by chance alone');
  says(`see the ${spelled(40 - 31)} and the ${spelled(40 - 29)}`);
});
