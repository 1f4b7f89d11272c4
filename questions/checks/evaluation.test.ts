import { cumulativeStdNormalProbability, probit } from 'simple-statistics';
import { expect } from 'vitest';
import { percent, signTest, spelled, sums, wilson } from './support.ts';

/** Half of the 95% interval of a rate, by the normal approximation. */
const margin = (rate: number, cases: number): number => 1.96 * Math.sqrt((rate * (1 - rate)) / cases);

const choose = (n: number, k: number): number =>
  Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((product, factor) => product * factor, 1);

/** The chance of at least `hits` in `trials`. */
const atLeast = (hits: number, trials: number, chance: number): number =>
  Array.from({ length: trials - hits + 1 }, (_, i) => hits + i)
    .map((k) => choose(trials, k) * chance ** k * (1 - chance) ** (trials - k))
    .reduce((sum, part) => sum + part, 0);

/** How often a feature without effect looks significantly better on at least one of so many daily looks. */
function looksGood(looks: number): number {
  const step = 0.05;
  const sums = Array.from({ length: 801 }, (_, i) => (i - 400) * step);
  const density = (x: number): number => (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * step;
  let alive = sums.map(density);
  for (let look = 1; look <= looks; look++) {
    const before = alive;
    if (look > 1) {
      alive = sums.map((to) =>
        before.reduce((total, mass, i) => total + (mass && mass * density(to - (sums[i] ?? 0))), 0),
      );
    }
    alive = alive.map((mass, i) => ((sums[i] ?? 0) > 1.96 * Math.sqrt(look) ? 0 : mass));
  }
  return 1 - alive.reduce((total, mass) => total + mass, 0);
}

const kappa = (agreement: number, chance: number): number => (agreement - chance) / (1 - chance);

sums(8, (says) => {
  expect(margin(0.15, 50)).toBeCloseTo(0.1, 2);
  says("That's good to ten points or so");
  expect(margin(0.9, 300)).toBeCloseTo(0.034, 3);
  says('only good to about three and a half points either way');
  expect(270 - 266).toBe(4);
  expect(signTest(0, 4)).toBe(1 / 8);
  expect(signTest(1, 5)).toBeGreaterThan(1 / 8);
  says('luck alone does that one time in eight, counting both directions');
});

sums(47, (says) => {
  const [first, second] = [268, 188];
  expect([percent(first / 400), percent(second / 400)]).toEqual(['67%', '47%']);
  says('B falls from 67% to 47%');
  expect(170 + 78).toBe(248);
  expect([142 + 24 + 4, 22 + 26 + 30]).toEqual([170, 78]);
  expect(131 / 92).toBeCloseTo(1.42, 2);
  says('B writes about two fifths more');
  expect(first / (first + 96)).toBeCloseTo(0.74, 2);
  const decided = 21 + 24;
  expect(decided + 15).toBe(60);
  says(`about ${Math.round((decided * first) / (first + 96))} of their ${decided} decided pairs`);
  says(`In ${400 - 248} of the 400 pairs`);
  says(`"${percent(170 / 248)} of the decided ones"`);
});

sums(309, (says) => {
  const [second, swapped] = [6.1 - 5, 5.4 - 5];
  says(`leads by ${second.toFixed(1)}`);
  says(`leads by ${swapped.toFixed(1)}`);
  says(
    `position is about ${((second + swapped) / 2).toFixed(2)} and the prompt about ${((second - swapped) / 2).toFixed(2)}`,
  );
  says(`The average of both runs is ${(6.1 + 5.4) / 2}`);
  says(`If the same run moves by ${(6.1 - 5.7).toFixed(1)}`);
});

sums(48, (says) => {
  const chance = 0.9 * 0.94 + 0.1 * 0.06;
  expect(chance).toBeCloseTo(0.852, 3);
  says(`Worked out exactly it's ${kappa(0.9, chance).toFixed(2)}`);
  const [low, high] = wilson(6, 20);
  expect([low, high].map((end) => Math.round(end * 20) * 5)).toEqual([15, 50]);
  says('anywhere from 15% to 50%');
  const kappaAt = (rate: number): number => {
    const flagged = rate * 0.8 + (1 - rate) * 0.02;
    return kappa(rate * 0.8 + (1 - rate) * 0.98, rate * flagged + (1 - rate) * (1 - flagged));
  };
  says(`Kappa is ${kappaAt(0.5).toFixed(2)} where half of the summaries are bad`);
  says(`kappa comes down to about ${kappaAt(0.01).toFixed(1)}. The skill is the same`);
  const rate = (alarms: number): number => (0.045 - alarms) / (0.3 - alarms);
  says(`I get about ${percent(rate(6 / 180), 1)}`);
  says(`the answer would be ${percent(rate(0.025), 1)}`);
  says(`catches half of the bad ones, it's ${percent((0.045 - 6 / 180) / (0.5 - 6 / 180), 1)}`);
  expect(margin(rate(6 / 180), 200)).toBeCloseTo(0.03, 2);
  says("That's three points either way");
});

sums(49, (says) => {
  const hours = 6 * 4 * 8;
  says(`It's ${hours} hours`);
  expect(hours / 0.5).toBeCloseTo(380, -1);
  expect(230 + 100 + 50).toBe(380);
  says(`The sealed random part is about ${Math.round(230 / 3)} questions`);
  expect(margin(0.85, 77)).toBeCloseTo(0.08, 2);
  expect(Math.round(77 * 0.03)).toBe(2);
  const upkeep = [100 * 0.25, 38 * 0.5 * 4, 50 * 0.5];
  says(`So ${upkeep.reduce((sum, part) => sum + part)} in total`);
  expect(Math.floor((100 * 0.25) / 4)).toBe(6);
  says('takes six weeks at this pace');
  expect(percent(12 / 380)).toBe('3%');
  expect(150 / 0.5).toBe(300);
});

sums(50, (says) => {
  says(`31 of 72 merges, ${percent(31 / 72)}`);
  expect(72 / 31).toBeCloseTo(2.3, 1);
  says('goes off on nearly every other merge');
  expect(percent(8 / 19)).toBe('42%');
  says('8 of 19 comparisons, about as often');
  says(`${150 - 12} of 150 is ${percent(138 / 150)}, which is its average`);
  const single = 1.4 * Math.SQRT2;
  const averaged = single / Math.sqrt(5);
  expect(single).toBeCloseTo(2, 1);
  says(`with five runs each it's about ${averaged.toFixed(1)}`);
  expect(1 - cumulativeStdNormalProbability(2 / averaged)).toBeCloseTo(0.01, 2);
  expect(cumulativeStdNormalProbability((3 - 2) / averaged)).toBeCloseTo(0.87, 2);
  says('one time in a hundred and catches a real loss of three nearly nine times in ten');
  // Two runs of one build, each normal with 2.1 cases: a tie, or one of them is lower.
  const tie = 1 / (0.014 * 150 * Math.SQRT2 * Math.sqrt(2 * Math.PI));
  expect(Math.round(1 / tie)).toBe(7);
  expect((1 - tie) / 2).toBeCloseTo(0.43, 2);
  says('noise alone blocks a bit over four in ten');
  const anyOf90 = (wrong: number): number => Math.round((1 - (1 - wrong) ** (30 * 3)) * 100);
  says(`blocks ${anyOf90(0.01)}% of healthy builds`);
  expect(anyOf90(0.005)).toBeGreaterThan(33);
  says("at half a percent it's still more than a third");
  // One failure in three runs, then at least two in twenty more.
  const stopped = (wrong: number): number => (1 - (1 - wrong) ** 3) * atLeast(2, 20, wrong);
  const mustPass = 1 - (1 - stopped(0.01)) ** 30;
  expect([mustPass > 0.01, mustPass < 0.02]).toEqual([true, true]);
  says('stops only one or two healthy builds in a hundred');
  expect(stopped(1)).toBeCloseTo(1);
  expect(stopped(0.1)).toBeLessThan(0.2);
  says(`That's ${150 - 24 + 24 * 8} calls instead of ${150 * 5}`);
  says(`${150 - 24} of the cases never flipped`);
  says(`loses ${((4 / 150) * 100).toFixed(1)} points`);
  says(`One broken case takes ${((1 / 150) * 100).toFixed(1)} points off`);
  expect(wilson(8, 10).map((end) => Math.round(end * 100))).toEqual([49, 94]);
  says('the true catch rate could be half, or over nine in ten');
});

sums(51, (says) => {
  const interval = (hits: number): string =>
    wilson(hits, 100)
      .map((end) => (end * 100).toFixed(0))
      .join(' to ');
  says(`The interval for 82 is ${interval(82)}, and for 86 it's ${interval(86)}`);
  says(`On ${100 - 9 - 5} nothing changed`);
  expect(2 * atLeast(9, 14, 0.5)).toBeCloseTo(0.42, 2);
  says('comes up about four times in ten');
  const power = (probit(0.975) + probit(0.8)) ** 2;
  expect(Math.sqrt(power)).toBeCloseTo(2.8, 1);
  says(`divide by 0.04 squared, which is ${(0.14 / 0.04 ** 2).toFixed(1)}`);
  expect((0.14 / 0.04 ** 2) * power).toBeCloseTo(685, -1);
  expect(0.02 ** 2 * 4).toBeCloseTo(0.04 ** 2);
  const best = Array.from({ length: 100 }, (_, i) => 1 - (1 - atLeast(i + 1, 100, 0.82)) ** 12);
  says(`the best of them would land around ${best.reduce((sum, part) => sum + part, 0).toFixed(0)} by luck`);
  expect(20 - 2 - 5).toBe(13);
  expect(2 * 0.5 ** 5).toBe(1 / 16);
  says('about once in sixteen');
});

sums(52, (says) => {
  const [rate, gain] = [0.22, 0.22 * 0.02];
  says(`2% of 22% is ${(gain * 100).toFixed(2)} points`);
  const needed = (2 * (probit(0.975) + probit(0.8)) ** 2 * rate * (1 - rate)) / gain ** 2;
  says(`about ${Math.round(needed / 1e4)}0,000 independent conversations in each arm`);
  expect(4_500 * 40).toBe(180_000);
  const worth = (each: number): number => (4500 * each) / (1 + (each - 1) * 0.05);
  says(`are worth about ${Math.round(worth(40) / 1000)},000`);
  says(`Four weeks are worth ${Math.round(worth(80) / 1000)},000`);
  expect(worth(40) / 180_000).toBeCloseTo(1 / 3, 1);
  const error = (size: number): number => Math.sqrt((2 * rate * (1 - rate)) / size);
  const detects = (size: number): string => percent(((probit(0.975) + probit(0.8)) * error(size)) / rate, 1);
  says(`two weeks can detect about ${detects(worth(40)).replace('.0', '')}`);
  const adjusted = 1 / (1 - 0.7 ** 2);
  expect(1 / adjusted).toBeCloseTo(0.5, 1);
  says(
    `you detect ${detects(worth(40) / (1 - 0.5 ** 2))} instead of ${detects(worth(40) * adjusted).replace('%', '')}`,
  );
  // How much of a seller's rate over so many conversations is the seller, if the seller does not change.
  const reliability = (each: number): number => 0.05 / (0.05 + 0.95 / each);
  expect(Math.sqrt(reliability(40) * reliability(80))).toBeCloseTo(0.75, 1);
  says('luck alone keeps it below about three quarters');
  const relative = error(worth(80) * adjusted) / rate;
  expect(0.02 + (probit(0.975) + probit(0.8)) * relative).toBeCloseTo(0.04, 3);
  says('the true gain would have to be about 4%');
  says(
    `Of ${(4480 + 4140).toLocaleString('en-US')} you'd expect half in each arm, give or take ${Math.round(Math.sqrt(8620) / 2)}`,
  );
  says(`we're ${4480 - 8620 / 2} off`);
  expect(170 / (Math.sqrt(8620) / 2)).toBeGreaterThan(3.5);
  says(`lost ${4500 - 4480} sellers and the other ${4500 - 4140}`);
  says(`That's ${spelled(Math.round(200 * 0.035))} messages against ${spelled(Math.round(200 * 0.015))}`);
  says(`it's ${(180e3 * 0.02).toLocaleString('en-US')} new false statements`);
  expect(180e3 * rate * 0.026).toBeCloseTo(1000, -2);
  says('about a thousand extra sales');
  // One in nine if each day brought new sellers. The same ones come back, so early looks know more, and it is one in ten or eleven.
  expect(1 / looksGood(14)).toBeCloseTo(9, 0);
  says('about one useless feature in ten');
});

sums(53, (says) => {
  const passes = [10, 10, 9, 8, 3];
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const each = passes.map((count) => choose(count, 3) / choose(10, 3));
  const any = mean(passes.map((count) => 1 - choose(10 - count, 3) / choose(10, 3)));
  expect([percent(mean(each), 1), percent(any)]).toEqual(['63.5%', '94%']);
  says('the average of those is 63.5');
  says(`There are ${choose(10, 3)} ways to pick three of the ten runs, and ${choose(9, 3)} of those`);
  says(
    `Scenario by scenario it's ${each
      .slice(0, 4)
      .map((part) => Math.round(part * 100))
      .join(', ')}, and almost nothing`,
  );
  expect(each.at(-1)).toBeLessThan(0.01);
  says(`Just cubing 0.9 gives ${Math.round(0.9 ** 3 * 100)}`);
  expect(mean(passes)).toBe(8);
  says(`The mean is 80%, and cubed that's ${Math.round(0.8 ** 3 * 100)}`);
  const green = passes.reduce((product, count) => product * (1 - (1 - count / 10) ** 3), 1);
  expect([green, 1 - 0.7 ** 3].map((part) => Math.round(part * 100))).toEqual([65, 66]);
  expect(0.74 ** 10).toBeCloseTo(0.05, 2);
  says(`is about ${(0.99 ** 20).toFixed(2)}, so it's red in nearly one build in five`);
  expect(2_000 * 0.01).toBe(20);
  expect(1 - atLeast(19, 20, 0.99)).toBeLessThan(0.02);
  expect(1 - atLeast(19, 20, 0.9)).toBeCloseTo(0.61, 2);
  says("it's red in under 2% of builds at 99%, and in about 60% if the rate falls to 90%");
  says(`In a week that makes ${40 * 7} runs each`);
  says(`luck about once in ${Math.round(1 / 0.3 ** 5 / 100) * 100}`);
});

sums(54, (says) => {
  expect([213 + 24 + 63, 216 + 60 + 24]).toEqual([300, 300]);
  says(`it's ${spelled(33)}, so ${60 - 33} get an answer anyway`);
  expect([percent(273 / 300), percent(213 / 234), percent(216 / 273)]).toEqual(['91%', '91%', '79%']);
  says('fell from 91% to 79%');
  expect([213 - 205, (8 / 234) * 100 > 3, (8 / 234) * 100 < 4]).toEqual([8, true, true]);
  says('cost eight right answers, between three and four points');
  says(`The other ${273 - 234}`);
  expect([216 - 205, 11 / 39 < 1 / 3]).toEqual([11, true]);
  says('gave eleven right answers, under a third');
  expect(228 + 14 + 58).toBe(300);
  expect([14 * 10 + 58, 26 * 10 + 28]).toEqual([198, 288]);
  says('14 times ten plus 58, about 200 calls');
  says(`That's ${14 + 12} times ten plus ${58 - 30}, almost 290`);
  expect([14 * 2 + 58, 26 * 2 + 28]).toEqual([86, 80]);
});

sums(55, (says) => {
  const hours = 3 * 2 * 8;
  expect((hours * 60) / 45).toBeCloseTo(64, 0);
  says('Six expert days are about sixty cases');
  says(`It broke twice in ${60 * 8}`);
  says(`It's 52, so ${percent(52 / 60)}`);
});

sums(56, (says) => {
  expect([300 * 0.93 + 73, 300 * 0.8 + 78].map((hits) => hits / 4)).toEqual([88, 79.5]);
  const variance = (rate: number, items: number): number => (rate * (1 - rate)) / items;
  const error = Math.sqrt(
    variance(0.93, 300) + variance(0.73, 100) + variance(0.8, 300) + variance(0.78, 100),
  );
  says(`the gap of ${93 - 73 - (80 - 78)} between the two drops is uncertain by six or seven points`);
  expect([error > 0.06, error < 0.07]).toEqual([true, true]);
  expect(0.18 / error).toBeCloseTo(2.7, 1);
  says('That would be a lot of luck');
  const [x, y] = [(73 + 107) / 250, (78 + 116) / 250];
  expect([107 / 150, 116 / 150].map((rate) => percent(rate, 1))).toEqual(['71.3%', '77.3%']);
  says(`Y leads by ${((y - x) * 100).toFixed(1)} points. The uncertainty of that is about four`);
  expect(Math.sqrt(variance(x, 250) + variance(y, 250))).toBeCloseTo(0.039, 3);
});

sums(57, (says) => {
  says(`true rate can easily be up to ${percent(1 - 0.05 ** (1 / 200), 1)}, so one in seventy`);
  expect(200 / 3).toBeCloseTo(67, 0);
  expect([3 + 2, 40 + 60, 3 + 2 + 3, 200 + 40 + 60 + 60]).toEqual([5, 100, 8, 360]);
  const crises = 30e3 / 500;
  expect([crises, (crises * 3) / 60]).toEqual([60, 3]);
  says("it's about sixty a day, and three of them");
  expect(wilson(3, 60).map((end) => Math.round(crises * end))).toEqual([1, 8]);
  says('It could be one or eight');
  says(`we refuse plenty already: ${percent(42 / 300)}`);
  expect(31 / 90).toBeCloseTo(1 / 3, 1);
  const alarms = 30e3 * 0.04;
  says(`4% of 30,000 is ${alarms.toLocaleString('en-US')} alarms`);
  expect((alarms + crises) / crises).toBeCloseTo(21, 0);
  says('about one alarm in twenty is real');
  expect([10e3 * 0.0002, 10e3 * 0.0005]).toEqual([2, 5]);
});

sums(58, (says) => {
  const [both, renata, tom, neither] = [44, 6, 34, 36];
  const total = both + renata + tom + neither;
  expect([total, renata + tom]).toEqual([120, 40]);
  says(`anything from ${percent(both / total)} to ${percent((total - neither) / total)}`);
  const chance = (50 / 120) * (78 / 120) + (70 / 120) * (42 / 120);
  says(`Kappa is only ${kappa(80 / 120, chance).toFixed(2)}`);
  expect(24 + 8 + 5 + 3).toBe(renata + tom);
  expect((60 * 4) / 60).toBe(4);
  expect(margin(0.5, 60)).toBeCloseTo(0.127, 3);
  says('a margin of up to 13 points');
  const nearlyAll = (57 * 58 + 3 * 2) / 3600;
  says(`agree on about ${percent(nearlyAll)} by chance`);
  expect(kappa(55 / 60, nearlyAll)).toBeCloseTo(-0.04, 2);
  expect(100 * 2 + 400).toBe(600);
  // Two hundred each at an even rate.
  expect(1.96 * Math.sqrt((2 * 0.25) / 200)).toBeCloseTo(0.098, 3);
});

sums(59, (says) => {
  expect(5 / 14).toBeGreaterThan(1 / 3);
  const tests = (52 / 3) * 2;
  says(`makes about ${Math.floor(tests)}, and she has 80 changes`);
  expect([80 / tests > 2, Math.floor(13 / 3) * 2]).toEqual([true, 8]);
  says('We get through eight of them');
  const treated = (600e3 / 30) * 21 * 0.1;
  says(`about ${treated.toLocaleString('en-US')} conversations on a new version`);
  expect(Math.round(treated / 5000)).toBe(8);
  expect((30 * 60) / 450).toBe(4);
  expect(margin(0.06, 870)).toBeLessThan(0.02);
  expect(Math.round((52 * 200) / 5000)).toBe(2);
  says('shows a severe fault about twice a year');
  expect(Math.round((200 * 4) / 60)).toBe(13);
  says('takes about thirteen hours');
  expect(percent(52 / 870)).toBe('6%');
  expect(margin(0.06, 870)).toBeCloseTo(0.016, 3);
  expect(percent((52 + 210) / 1740)).toBe('15%');
  says(`among 826 unflagged ones, that's ${percent(42 / 826, 1)}`);
  says(
    `contributes ${(5 * (210 / 870)).toFixed(1)} points, the rest contributes ${(95 * (42 / 826)).toFixed(1)}`,
  );
  expect(margin(0.06, 435)).toBeCloseTo(0.022, 3);
});

sums(295, (says) => {
  says(`${Math.round((100 * 430) / 800)}% of pairs`);
  says(`by chance about one time in ${spelled(Math.round(1 / signTest(90, 70)))}`);
});

sums(297, (says) => {
  const hour = 3600 * 250;
  says(`an hour is ${hour.toLocaleString('en-US')} tokens`);
  says(`we have ${40 * 10} hours a day`);
  says(`That's ${(400 * hour) / 1e6} million tokens for each day`);
  says(`one frame a second is ${5 * 60} frames, ${(300 * 250).toLocaleString('en-US')} tokens`);
  says(`Ten seconds at that rate are 100 frames, ${(100 * 250).toLocaleString('en-US')} tokens`);
});

sums(313, (says) => {
  const [messages, scams, found, alarms] = [8_000, 40, 12, 12];
  const wrong = scams - found + alarms;
  expect(wrong).toBe(scams);
  expect([percent(1 - wrong / messages, 1), percent(1 - scams / messages, 1)]).toEqual(['99.5%', '99.5%']);
  expect(scams / messages).toBe(1 / 200);
  says(`right on the other ${(messages - scams).toLocaleString('en-US')}`);
  says(`${scams - found} scams that it misses`);
  expect(percent(1 / 51)).toBe('2%');
  says("They're equal at one in 51, about 2%");
  expect((300 / 2) * 7).toBe(1_050);
  says('a week gives me about a thousand');
  const perDay = 100_000 / messages;
  const stopped = 32 + 150;
  says(`${stopped} of 8,000 is about ${(stopped * perDay).toLocaleString('en-US')} a day`);
  says(`they're ${stopped * perDay - 1_500} short`);
  says(
    `are ${(scams - 32) * 50 + 150} dollars on this sample, where 0.5 gives ${((scams - found) * 50 + alarms).toLocaleString('en-US')}`,
  );
  says(`some ${(scams - found) * perDay} scams a day`);
  expect((scams - 32) * perDay).toBe(100);
  // Equal classes multiply the odds by 199, so their 0.5 is odds of 1 to 199 on the real mix.
  expect(1 / (1 + 199)).toBe(0.005);
  says('about what half a percent was before');
  says(`about ${percent(signTest(6, 2))} of cases`);
  expect(16 - 12).toBe(6 - 2);
  const [low, high] = wilson(found, scams);
  says(`anything from ${percent(low)} to ${percent(high)}`);
});

sums(315, (says) => {
  const [top, band, next] = [494 / 520, 204 / 240, 119 / 140];
  expect(520 + 240 + 140 + 100).toBe(1_000);
  says(`494 of 520 are right, ${percent(top)}`);
  says(`From 0.90 to 0.95 it's ${percent(band)}`);
  expect(next).toBe(band);
  says(`Above 0.9 it's right in ${percent((494 + 204) / (520 + 240))}`);
  expect(1 - band).toBeGreaterThan(1 / 7);
  says("it's more than one in seven");
  const [errors, handwritten] = [520 - 494, 50 - 35];
  says(`${handwritten} of the ${errors} mistakes above 0.95`);
  expect(handwritten / errors).toBeGreaterThan(0.5);
  expect(percent((494 - 35) / (520 - 50))).toBe('98%');
  says("What's left is right in almost 98%");
  says(`look at ${140 + 100} notes in a thousand and book ${errors + 240 - 204} wrong ones`);
  says(`we'd look at ${240 + 140 + 100 + 50} and book ${errors - handwritten}`);
  const [low, high] = wilson(204, 240);
  says(`between ${Math.round(low * 100)} and ${Math.round(high * 100)}`);
  expect(margin(0.02, 1_000)).toBeLessThan(0.01);
  const loss = 0.15 * 12;
  says(`costs ${loss.toFixed(2)} in expected errors`);
  says(`leaving 320 loses about ${Math.round((loss - 1) * 320)} dollars`);
  expect(12 * 0.75).toBe(9);
  says('more than one note in nine is wrong, about 11%');
  says(`the note would be right in ${percent(0.99 ** 14)}`);
});
