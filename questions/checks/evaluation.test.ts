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
  says('Fifty is good to ten points or so');
  says(`Do ${spelled(270 - 266)} cases matter?`);
  expect(signTest(0, 4)).toBe(1 / 8);
  says('luck alone does that one time in eight, counting both directions');
  expect(signTest(1, 5)).toBeGreaterThan(1 / 8);
  says('if more of them changed, the same difference says even less');
});

sums(47, (says) => {
  const [first, second] = [268, 188];
  says(`B falls from ${percent(first / 400)} to ${percent(second / 400)}`);
  const [b, a] = [142 + 24 + 4, 22 + 26 + 30];
  says('it won 142 to 22. Where they were within 20%, it was 24 to 26. Where B');
  says(`In ${b + a} pairs the same text won both times: ${b} times B, ${a} times A`);
  expect(131 / 92).toBeCloseTo(1.42, 2);
  says('B writes about two fifths more');
  const decided = 21 + 24;
  expect(decided + 15).toBe(60);
  says('Sixty random pairs were read blind');
  says('They chose B 21 times, A 24 times, and neither 15 times');
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
  says('position minus prompt, because the old one leads there');
});

sums(48, (says) => {
  const chance = 0.9 * 0.94 + 0.1 * 0.06;
  says(`So chance is about ${chance.toFixed(2)}`);
  says(`Worked out exactly it's ${kappa(0.9, chance).toFixed(2)}`);
  const [low, high] = wilson(6, 20);
  says(`anywhere from ${Math.round(low * 20) * 5}% to ${Math.round(high * 20) * 5}%`);
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
  says(`That's ${spelled(Math.round(margin(rate(6 / 180), 200) * 100))} points either way`);
});

sums(49, (says) => {
  const hours = 6 * 4 * 8;
  says(`It's ${hours} hours`);
  says(`so we get some ${Math.round(hours / 0.5 / 10) * 10} cases`);
  says(`the set has ${230 + 100 + 50} cases`);
  says(`The sealed random part is about ${Math.round(230 / 3)} questions`);
  expect(margin(0.85, 77)).toBeCloseTo(0.08, 2);
  says(
    `so three points are ${spelled(Math.round(77 * 0.03))} more right answers, and it could have missed a real gain`,
  );
  const upkeep = [100 * 0.25, 38 * 0.5 * 4, 50 * 0.5];
  says(`So ${upkeep.reduce((sum, part) => sum + part)} in total`);
  says(`takes ${spelled(Math.floor((100 * 0.25) / 4))} weeks at this pace`);
  says(`About ${percent(12 / 380)} of our answer key was wrong`);
  expect(150 / 0.5).toBe(300);
  says('150 hours are three hundred real cases');
});

sums(50, (says) => {
  says(`31 of 72 merges, ${percent(31 / 72)}`);
  expect(72 / 31).toBeCloseTo(2.3, 1);
  says('goes off on nearly every other merge');
  expect(percent(8 / 19)).toBe('42%');
  says('about as often, in 8 of 19 comparisons');
  says(`${150 - 12} of 150 is ${percent(138 / 150)}, which is its average`);
  const single = 1.4 * Math.SQRT2;
  const averaged = single / Math.sqrt(5);
  says(`One run differs from another by ${spelled(Math.round(single))} points`);
  says(`with five runs each it's about ${averaged.toFixed(1)}`);
  expect(1 - cumulativeStdNormalProbability(2 / averaged)).toBeCloseTo(0.01, 2);
  expect(cumulativeStdNormalProbability((3 - 2) / averaged)).toBeCloseTo(0.87, 2);
  says('one time in a hundred and catches a real loss of three nearly nine times in ten');
  // Two runs of one build, each normal with 2.1 cases: a tie, or one of them is lower.
  const tie = 1 / (0.014 * 150 * Math.SQRT2 * Math.sqrt(2 * Math.PI));
  expect(tie).toBeLessThan(0.15);
  says('two runs of one build rarely tie');
  expect((1 - tie) / 2).toBeCloseTo(0.43, 2);
  says('noise alone blocks a bit over four in ten');
  const anyOf90 = (wrong: number): number => Math.round((1 - (1 - wrong) ** (30 * 3)) * 100);
  expect(anyOf90(0.01)).toBeGreaterThan(50);
  says('blocks more than half of the healthy builds');
  // One failure in three runs, then at least two in twenty more.
  const stopped = (wrong: number): number => (1 - (1 - wrong) ** 3) * atLeast(2, 20, wrong);
  const mustPass = 1 - (1 - stopped(0.01)) ** 30;
  expect([mustPass > 0.01, mustPass < 0.02]).toEqual([true, true]);
  says('At one in a hundred that rarely stops a healthy build');
  expect(stopped(1)).toBeCloseTo(1);
  says("A promise that's broken outright never gets through");
  expect(stopped(0.1)).toBeLessThan(0.2);
  says('One that breaks one time in ten usually does');
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
  says(`I want four points to be ${Math.sqrt(power).toFixed(1)} standard errors`);
  says(`divide by 0.04 squared, which is ${(0.14 / 0.04 ** 2).toFixed(1)}`);
  says(`That's ${Math.round(((0.14 / 0.04 ** 2) * power) / 100)}00`);
  says(`For two points it's ${spelled(Math.round((0.04 / 0.02) ** 2))} times that`);
  says(`If only one case in twenty flips, it's about ${Math.round(((0.05 / 0.04 ** 2) * power) / 50) * 50}`);
  const best = Array.from({ length: 100 }, (_, i) => 1 - (1 - atLeast(i + 1, 100, 0.82)) ** 12);
  says(`the best of them would land around ${best.reduce((sum, part) => sum + part, 0).toFixed(0)} by luck`);
  says(`it's two better, five worse, and ${spelled(20 - 2 - 5)} the same`);
  says(`about once in ${spelled(1 / (2 * 0.5 ** 5))}`);
});

sums(52, (says) => {
  const [rate, gain] = [0.22, 0.22 * 0.02];
  says(`2% of 22% is ${(gain * 100).toFixed(2)} points`);
  const needed = (2 * (probit(0.975) + probit(0.8)) ** 2 * rate * (1 - rate)) / gain ** 2;
  says(`about ${Math.round(needed / 1e4)}0,000 independent conversations in each arm`);
  says(`40 conversations each in two weeks, is ${(4_500 * 40).toLocaleString('en-US')} in each arm`);
  const worth = (each: number): number => (4500 * each) / (1 + (each - 1) * 0.05);
  says(`are worth about ${Math.round(worth(40) / 1000)},000`);
  says(`Four weeks are worth ${Math.round(worth(80) / 1000)},000`);
  expect(worth(40) / 180_000).toBeCloseTo(1 / 3, 1);
  says('Then the design effect is nearly three');
  const error = (size: number): number => Math.sqrt((2 * rate * (1 - rate)) / size);
  const detects = (size: number): string => percent(((probit(0.975) + probit(0.8)) * error(size)) / rate, 1);
  says(`two weeks can detect about ${detects(worth(40)).replace('.0', '')}`);
  const adjusted = 1 / (1 - 0.7 ** 2);
  expect(1 / adjusted).toBeCloseTo(0.5, 1);
  says('if it correlates 0.7 with the rate in the test, half the variance is gone');
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
  says("That isn't chance");
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
  says(`"pass@3: ${percent(any)}"`);
  says(`the average of those is ${(mean(each) * 100).toFixed(1)}`);
  says(`There are ${choose(10, 3)} ways to pick three of the ten runs, and ${choose(9, 3)} of those`);
  says(
    `Scenario by scenario it's ${each
      .slice(0, 4)
      .map((part) => Math.round(part * 100))
      .join(', ')}, and almost nothing`,
  );
  expect(each.at(-1)).toBeLessThan(0.01);
  says(`Just cubing 0.9 gives ${Math.round(0.9 ** 3 * 100)}`);
  says(`The mean is ${mean(passes) * 10}%, and cubed that's ${Math.round((mean(passes) / 10) ** 3 * 100)}`);
  const green = passes.reduce((product, count) => product * (1 - (1 - count / 10) ** 3), 1);
  expect([green, 1 - 0.7 ** 3].map((part) => Math.round(part * 100))).toEqual([65, 66]);
  says("about two times in three. So do our builds, and it's the same two thirds");
  says(`at 74% you'd get there one time in ${spelled(Math.round(1 / 0.74 ** 10))}`);
  says(`is about ${(0.99 ** 20).toFixed(2)}, so it's red in nearly one build in five`);
  says(`At 2,000 cancellations a month it's ${spelled(2_000 * 0.01)} wrong ones`);
  expect(1 - atLeast(19, 20, 0.99)).toBeLessThan(0.02);
  expect(1 - atLeast(19, 20, 0.9)).toBeCloseTo(0.61, 2);
  says("it's red in under 2% of builds at 99%, and in about 60% if the rate falls to 90%");
  says(`In a week that makes ${40 * 7} runs each`);
  says(`luck about once in ${Math.round(1 / 0.3 ** 5 / 100) * 100}`);
});

sums(54, (says) => {
  says(`With six passages ${spelled(60 - 55)} of those sixty got an answer`);
  says(`With twenty it was ${60 - 33}, and with his line it's ${spelled(60 - 50)}`);
  says(`fell from ${percent(213 / 234)} to ${percent(216 / 273)}`);
  expect([(8 / 234) * 100 > 3, (8 / 234) * 100 < 4]).toEqual([true, true]);
  says(`cost ${spelled(213 - 205)} right answers, between three and four points`);
  says(`The other ${273 - 234}`);
  says(`gave ${spelled(216 - 205)} right answers, under a third`);
  says(`it's 228 right, 14 wrong, and ${300 - 228 - 14} declined`);
  says(`14 times ten plus 58, about ${Math.round((14 * 10 + 58) / 10) * 10} calls`);
  says(`That's ${14 + 12} times ten plus ${58 - 30}, almost ${Math.ceil((26 * 10 + 28) / 10) * 10}`);
  says('If a wrong one costs only two calls, loosening wins, barely');
});

sums(55, (says) => {
  says(`At half an hour each, sixty take ${spelled(Math.ceil(60 / 2 / 8))} of her six days`);
  says(`It broke twice in ${60 * 8}`);
  says(`It's 52, so ${percent(52 / 60)}`);
});

sums(56, (says) => {
  says(`X gets ${(300 * 0.93 + 73) / 4}% and Y gets ${(300 * 0.8 + 78) / 4}%`);
  const variance = (rate: number, items: number): number => (rate * (1 - rate)) / items;
  const error = Math.sqrt(
    variance(0.93, 300) + variance(0.73, 100) + variance(0.8, 300) + variance(0.78, 100),
  );
  says(`the gap of ${93 - 73 - (80 - 78)} between the two drops is uncertain by six or seven points`);
  expect([error > 0.06, error < 0.07]).toEqual([true, true]);
  expect(0.18 / error).toBeCloseTo(2.7, 1);
  says('That would be a lot of luck');
  const [x, y] = [(73 + 107) / 250, (78 + 116) / 250];
  says(`X gets ${percent(107 / 150, 1)} of those and Y ${percent(116 / 150, 1).slice(0, -1)}`);
  says(`Y leads by ${((y - x) * 100).toFixed(1)} points. The uncertainty of that is about four`);
  expect(Math.sqrt(variance(x, 250) + variance(y, 250))).toBeCloseTo(0.039, 3);
  // If a quarter of 400 questions flip.
  expect((probit(0.975) + probit(0.8)) * Math.sqrt(0.25 / 400)).toBeCloseTo(0.07, 3);
  says('that can show a gap of about seven points');
});

sums(57, (says) => {
  says(`true rate can easily be up to ${percent(1 - 0.05 ** (1 / 200), 1)}, so one in seventy`);
  expect(200 / 3).toBeCloseTo(67, 0);
  says('3 of 40 got through. In Turkish or Polish it');
  says(`In the hundred after those, ${spelled(3 + 2)} got through`);
  const crises = 30e3 / 500;
  expect([crises, (crises * 3) / 60]).toEqual([60, 3]);
  says("it's about sixty a day, and three of them");
  const [few, many] = wilson(3, 60).map((end) => spelled(Math.round(crises * end)));
  says(`It could be ${few} or ${many}`);
  says(`we refuse plenty already: ${percent(42 / 300)}`);
  expect(31 / 90).toBeCloseTo(1 / 3, 1);
  says('and a third of the ones about medicines');
  const alarms = 30e3 * 0.04;
  says(`4% of 30,000 is ${alarms.toLocaleString('en-US')} alarms`);
  expect((alarms + crises) / crises).toBeCloseTo(21, 0);
  says('about one alarm in twenty is real');
  says(
    `If 10,000 conversations are reviewed each week, it was ${spelled(10e3 * 0.0002)} and now it's ${spelled(10e3 * 0.0005)}`,
  );
});

sums(58, (says) => {
  const [both, renata, tom, neither] = [44, 6, 34, 36];
  const total = both + renata + tom + neither;
  says(`labeled the same ${total} drafts`);
  says(`They differ on ${renata + tom}.`);
  says(`anything from ${percent(both / total)} to ${percent((total - neither) / total)}`);
  const chance = (50 / 120) * (78 / 120) + (70 / 120) * (42 / 120);
  says(`Kappa is only ${kappa(80 / 120, chance).toFixed(2)}`);
  says(`In ${renata + tom - 8 - 5 - 3} the draft doesn't mention the deadline`);
  says(`a margin of up to ${Math.round(margin(0.5, 60) * 100)} points`);
  const nearlyAll = (57 * 58 + 3 * 2) / 3600;
  says(`agree on about ${percent(nearlyAll)} by chance`);
  expect(kappa(55 / 60, nearlyAll)).toBeCloseTo(-0.04, 2);
  says('Kappa comes out slightly below zero');
  says(`there's money for ${100 * 2 + 400} labels`);
  // Two hundred each at an even rate.
  const visible = Math.round(196 * Math.sqrt((2 * 0.25) / 200));
  says(`with two hundred each, one below about ${spelled(visible)} points could be chance`);
});

sums(59, (says) => {
  expect(5 / 14).toBeGreaterThan(1 / 3);
  says('Five of fourteen is a good result');
  const tests = (52 / 3) * 2;
  says(`makes about ${Math.floor(tests)}, and she has 80 changes`);
  says(`The suite approves seven in ten, which leaves ${80 * (14 / 20)}`);
  says(`We get through ${spelled(Math.floor(13 / 3) * 2)} of them`);
  const treated = (600e3 / 30) * 21 * 0.1;
  says(`about ${treated.toLocaleString('en-US')} conversations on a new version`);
  says(`it's about ${spelled(Math.round(treated / 5000))} more wrong contracts`);
  expect(margin(0.06, 870)).toBeLessThan(0.02);
  says('I know it to within two points after a month');
  expect(Math.round((52 * 200) / 5000)).toBe(2);
  says('shows a severe fault about twice a year');
  const each = (30 * 60) / 450;
  says(`takes about ${spelled(Math.round((200 * each) / 60))} hours`);
  says(
    `${percent(52 / 870)} of live answers are wrong, give or take ${(margin(0.06, 870) * 100).toFixed(1)}`,
  );
  says(`That makes ${percent((52 + 210) / 1740)} failures`);
  says(`among 826 unflagged ones, that's ${percent(42 / 826, 1)}`);
  says(
    `contributes ${(5 * (210 / 870)).toFixed(1)} points, the rest contributes ${(95 * (42 / 826)).toFixed(1)}`,
  );
  expect(margin(0.06, 435)).toBeCloseTo(0.022, 3);
  says('which at 6% is still a bit over two points a month');
});

sums(295, (says) => {
  says(`${Math.round((100 * 430) / 800)}% of pairs`);
  says(`by chance about one time in ${spelled(Math.round(1 / signTest(90, 70)))}`);
});

sums(297, (says) => {
  const hour = 3600 * 250;
  says(`an hour is ${hour.toLocaleString('en-US')} tokens`);
  says(`we have ${40 * 10} of them a day`);
  says(`That's ${(400 * hour) / 1e6} million tokens for each day`);
  says(`one frame a second is ${5 * 60} frames, ${(300 * 250).toLocaleString('en-US')} tokens`);
  says(`Ten seconds at that rate are 100 frames, ${(100 * 250).toLocaleString('en-US')} tokens`);
});

sums(313, (says) => {
  const [messages, scams, found, alarms] = [8_000, 40, 12, 12];
  const wrong = scams - found + alarms;
  says(`The classifier also makes ${wrong} mistakes`);
  says(`The team reports ${percent(1 - wrong / messages, 1)} accuracy`);
  says(`never holds anything back. ${percent(1 - scams / messages, 1)}, because`);
  expect(scams / messages).toBe(1 / 200);
  says('one message in two hundred is a scam');
  says(`right on the other ${(messages - scams).toLocaleString('en-US')}`);
  says(`${scams - found} scams that it misses`);
  says(`They're equal at one in ${50 + 1}, about ${percent(1 / 51)}`);
  expect((300 / 2) * 7).toBe(1_050);
  says('a week gives me about a thousand');
  const perDay = 100_000 / messages;
  const stopped = 32 + 150;
  const hundreds = (n: number): string => (Math.round(n / 100) * 100).toLocaleString('en-US');
  says(`${stopped} of 8,000 is about ${hundreds(stopped * perDay)} a day`);
  says(`they're some ${hundreds(stopped * perDay - 1_500)} short`);
  says(
    `are ${(scams - 32) * 50 + 150} dollars on this sample, where 0.5 gives about ${hundreds((scams - found) * 50 + alarms)}`,
  );
  says(`some ${(scams - found) * perDay} scams a day`);
  expect((scams - 32) * perDay).toBe(100);
  says('at 0.02 about a hundred');
  // Equal classes multiply the odds by 199, so their 0.5 is odds of 1 to 199 on the real mix.
  expect(1 / (1 + 199)).toBe(0.005);
  says('about what half a percent was before');
  says(`about ${percent(signTest(6, 2))} of cases`);
  says(`finds ${12 + 6 - 2} of the 40 scams where the old one found 12`);
  const [low, high] = wilson(found, scams);
  says(`anything from ${percent(low)} to ${percent(high)}`);
});

sums(315, (says) => {
  const [top, band, next] = [494 / 520, 204 / 240, 119 / 140];
  expect(520 + 240 + 140 + 100).toBe(1_000);
  says('A thousand random notes were checked by hand. From 0.95 on there are 520');
  says(`From 0.95 on, ${percent(top)} are right`);
  says(`From 0.90 to 0.95 it's ${percent(band)}`);
  expect(next).toBe(band);
  says('no better than the group below it');
  says(`Above 0.9 it's right in ${percent((494 + 204) / (520 + 240))}`);
  expect(1 - band).toBeGreaterThan(1 / 7);
  says("it's more than one in seven");
  const [errors, handwritten] = [520 - 494, 50 - 35];
  says(`${handwritten} of the ${errors} mistakes above 0.95`);
  expect(handwritten / errors).toBeGreaterThan(0.5);
  says('three in ten of those are wrong');
  expect(handwritten / 50).toBe(0.3);
  says("more than half of the group's errors");
  expect((140 + 100) / 1_000).toBeCloseTo(1 / 4, 1);
  expect((errors + 240 - 204) / 1_000).toBeCloseTo(0.06, 2);
  says('we look at a quarter of the notes, and six in a hundred get booked wrong');
  expect((240 + 140 + 100 + 50) / 1_000).toBeCloseTo(0.53, 2);
  expect((errors - handwritten) / 1_000).toBeCloseTo(0.01, 2);
  says('a bit more than half, and one in a hundred gets booked wrong');
  const [low, high] = wilson(204, 240);
  says(`between ${Math.round(low * 100)} and ${Math.round(high * 100)}`);
  expect(margin(0.02, 1_000)).toBeLessThan(0.01);
  says('you know an error rate of 2% to within a point');
  const loss = 0.15 * 12;
  says(`costs ${loss.toFixed(2)} in expected errors`);
  says(`leaving 320 loses about ${Math.round((loss - 1) * 320)} dollars`);
  says(`so it saves ${spelled(12 * 0.75)} dollars instead of ${spelled(12)}`);
  says('more than one note in nine is wrong, about 11%');
  const noise = Math.round(200 * Math.sqrt((0.02 * 0.98) / 200));
  says(`If four of them are wrong, that's 2%, give or take ${spelled(noise)}`);
});
