import { cumulativeStdNormalProbability, probit } from 'simple-statistics';
import { expect } from 'vitest';
import { percent, signTest, spelled, sums, wilson } from './support.ts';

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

sums(157, (says) => {
  const values = [0, 0.5, 1, 1.5, 2, 3, 4, 6];
  const nearest = (x: number): number =>
    values.reduce((best, value) => (Math.abs(value - x) < Math.abs(best - x) ? value : best));
  const block = [0.02, 0.05, 0.11, 0.3, 0.24, 0.07, 6, 0.18];
  const zeros = block.filter((weight) => nearest(weight) === 0);
  says(`${spelled(zeros.length)} of eight weights are gone`);
  says(`0.30 becomes ${nearest(0.3)}`);
  says(`MXFP4 takes ${4 + 8 / 32} bits a weight and NVFP4 ${4 + 8 / 16}`);
  says(`there's only a factor of ${spelled(6 / 0.5)} between 0.5 and 6`);
  says(`from 8 bits to ${4 + 8 / 16} with the scales`);
  says(`about ${(8 / 4.5).toFixed(1)} times as fast`);
  says(
    `the 0.24 is ${(0.24 / 0.05).toFixed(1)} and becomes ${nearest(4.8)} or ${(nearest(4.8) * 0.05).toFixed(2)}`,
  );
  const error = (scale: number): number =>
    block.reduce((sum, weight) => sum + (weight - nearest(weight / scale) * scale) ** 2, 0);
  says(`from ${error(1).toFixed(2)} to ${error(0.05).toFixed(1)}`);
  for (let scale = 0.001; scale < 12; scale += 0.001) expect(error(scale)).toBeGreaterThan(error(1) - 0.001);
  says('Leave it, unless calibration data says otherwise');
});

sums(158, (says) => {
  const tuesday = [1040, 980, 1010, 970, 1030, 990, 1000, 980];
  const today = [700, 640, 2230, 810, 920, 780, 1240, 680];
  const slowest = 2.7;
  says(`all eight together get ${total(today).toLocaleString('en-US')}`);
  says(`Together the eight get ${total(tuesday).toLocaleString('en-US')} a step, as they did on Tuesday`);
  const mean = total(today) / 8;
  says(`On Tuesday that's ${(1040 / mean).toFixed(2)}, and today it's ${(2230 / mean).toFixed(1)}`);
  const milliseconds = (tokens: number): string => ((tokens * slowest) / 2230).toFixed(1);
  says(`GPU 6 takes ${milliseconds(1240)} for 1,240`);
  says(`computes for ${milliseconds(1240)} and waits for ${(slowest - 1.5).toFixed(1)}`);
  expect(today.filter((tokens) => tokens < 1000).map((tokens) => Number(milliseconds(tokens)))).toEqual([
    0.8, 0.8, 1, 1.1, 0.9, 0.8,
  ]);
  says('The others compute for about one and wait for the rest');
  says(`about ${milliseconds(1040)} milliseconds at the same speed`);
  says(`at a fifth of a second a step, 3,000 steps are ${spelled((3000 * 0.2) / 60)} minutes`);
  // A step that takes half again as long, all of it from the expert part: "a bit under half of a step".
  const share = 0.5 / (2230 / 1040 - 1);
  expect(share).toBeGreaterThan(0.4);
  expect(share).toBeLessThan(0.5);
  says('if the expert part was a bit under half of a step');
});

sums(159, (says) => {
  const perPass = (rate: number, guesses: number): number =>
    total(Array.from({ length: guesses + 1 }, (_, power) => rate ** power));
  says(
    `three draft tokens give one plus 0.8 plus 0.64 plus 0.512 tokens per pass, ${perPass(0.8, 3).toFixed(2)}`,
  );
  says(`At 0.5 it's ${perPass(0.5, 3)}, over a third less. Two draft tokens give ${perPass(0.5, 2)}`);
  expect(1 - perPass(0.5, 3) / perPass(0.8, 3)).toBeGreaterThan(1 / 3);
  says(`With 96 sequences that's ${96 * 4} positions`);
  says(`the third one is worth ${percent(0.125 / 1.75)}`);
  expect(1 - (perPass(0.5, 3) - 1) / 3).toBeGreaterThan(2 / 3);
  says('More than two thirds of the draft tokens are thrown away');
});

sums(160, (says) => {
  // Two normal distributions with an AUC of 0.92: the share of one above a threshold that flags some of the other.
  const distance = Math.SQRT2 * probit(0.92);
  const falseAlarms = cumulativeStdNormalProbability(probit(0.8) - distance);
  says(`flags 80% of the wrong claims, it also flags ${percent(falseAlarms)} of the good ones`);
  expect((970 * 0.13) / (970 * 0.13 + 30 * 0.8)).toBeCloseTo(5 / 6, 1);
  says('Then most flags would be false, about five of six');
  says(`The two curves lie about ${spelled(Math.round(distance))} standard deviations apart`);
  const caught = cumulativeStdNormalProbability(probit(0.01) + distance);
  expect(caught).toBeCloseTo(1 / 3, 1);
  says('it catches only about a third');
  says(
    `catch ${spelled(Math.round(30 * caught))} and flag about ${spelled(Math.round(970 * 0.01))} good ones`,
  );
});

sums(161, (says) => {
  says(`of the ${(1400 + 1100 + 1500).toLocaleString('en-US')}, about 1,100 carry a signal`);
  says(`nine times in ten comes out at eight of eight ${percent(0.9 ** 8)}`);
});

sums(162, (says) => {
  says(`It also costs ${spelled(64 / 8)} times as much`);
  says(`one wrong step costs at most ${100 / 20} points out of 100`);
});

sums(163, (says) => {
  const bytes = 70e9 * 16;
  const bubble = (stages: number, batches: number): string => percent((stages - 1) / (batches + stages - 1));
  says(`70 billion times 16 bytes is ${(bytes / 1e12).toFixed(2)} TB`);
  says(`that takes ${bytes / 8 / 1e9} GB on each GPU`);
  says(`which comes to ${bytes / 64 / 1e9} GB on each of the 64 GPUs`);
  says(`each GPU idles in seven of fifteen slots, ${bubble(8, 8)}`);
  says(`With 32 micro-batches it's seven of ${32 + 8 - 1}, ${bubble(8, 32)}`);
  says(`Over four nodes it would fit, at ${bytes / 32 / 1e9} GB`);
  const [gather, token] = [(70e9 * 2 * (63 / 64)) / 200e9, (2 * 70e9) / 400e12];
  says(`at 200 a second a node needs ${gather.toFixed(1)} seconds for them`);
  const hidden = (Math.round(gather / token / 100) * 100).toLocaleString('en-US');
  says(`gets through about ${hidden} tokens`);
  const copy = (70e9 * 2) / 8 / 1e9;
  says(`is ${(70e9 * 2) / 1e9} GB over eight GPUs, so ${copy} GB each`);
  says(`about one in ${spelled(Math.ceil(copy))} for each free gigabyte`);
  says(`would bring us to ${percent(0.24 / (1 - 0.4))} of peak`);
  // What enters one of eight nodes: with a ring over 64 ranks, and with eight rings over eight ranks.
  expect([1 - 1 / 64, 8 * (1 / 8) * (1 - 1 / 8)]).toEqual([63 / 64, 7 / 8]);
  says('seven eighths of the layer still have to come into the node');
  says("With a ring over all 64 it's 63 of 64 parts");
});

sums(165, (says) => {
  expect(2e6 / 40e3).toBe(50);
  says("It does fifty times the work that's new");
  says('A gap that big comes up about one time in six between two equal systems');
  expect(signTest(17, 9)).toBeCloseTo(1 / 6, 2);
});

sums(166, (says) => {
  const page = 1030 * 128 * 2;
  expect(page / 1e6).toBeCloseTo(0.26, 2);
  says(`a quarter of a megabyte a page and ${Math.floor((page * 400e3) / 1e9)} gigabytes for all of them`);
  expect(page / (768 * 2)).toBeGreaterThan(150);
  says('over a hundred times a single vector per page');
  says(`That would be ${Math.round((page * 400e3) / 3 / 1e9)} GB in place of 105`);
  const mixed = (page * 400e3 * (1 / 3 + 2 / 9)) / 1e9;
  says(`If a third of the pages are tables, I end up around ${Math.round(mixed / 10) * 10} GB`);
});

sums(167, (says) => {
  says(
    `One that fails one time in ten gets through three runs ${percent(0.9 ** 3)} of the time, and through ten runs ${percent(0.9 ** 10)}`,
  );
  expect(300 / 5).toBe(60);
  says("Of some 300 changes I'd expect about sixty to survive");
  const [a, b] = [100 - 52 - 3, 100 - 47 - 30];
  says(`a wrong patch for ${a} of them, and B for ${b}`);
  says(`So the ${spelled(52 - 47)} come with ${a - b} more wrong patches`);
  const reviews = a - b + 52 - 47;
  says(`review all ${reviews}`);
  says(`more than ${spelled(Math.floor(reviews / (52 - 47)))} hours`);
  says(`that's ${spelled(0.05 * 60)} of our sixty`);
});

sums(168, (says) => {
  says(`drops from 71 to 49, so ${71 - 49} points`);
  says(`drop from 90 to 69, so ${90 - 69}`);
  const gap = 84 - 61;
  says(`with ${gap} points of memory`);
  says(`${gap - 10} or ${gap - 9} need another explanation`);
  const drop = (open: number, own: number): string =>
    (Math.log(open / (100 - open)) - Math.log(own / (100 - own))).toFixed(1);
  says(
    `the drops are ${drop(84, 61)} for this model, ${drop(71, 49)} for the older one, and ${drop(90, 69)} for the experts`,
  );
  const error = Math.sqrt((0.84 * 0.16 + 0.61 * 0.39) / 400) * 100;
  says(`with 400 questions a gap is uncertain by about ${spelled(Math.round(error))}`);
});

sums(169, (says) => {
  const outside = (3000 - 420) / 3000;
  says(`misused a tool in 6 of ${(60 * 50).toLocaleString('en-US')} runs`);
  says(`420 of 3,000 is one run in ${spelled(Math.round(3000 / 420))}`);
  says(`The 420 are ${percent(1 - outside)} of the runs`);
  says(`with a chance of ${percent(outside)}`);
  says(`all six do so about ${percent(outside ** 6)} of the time`);
  says(`comes up about once in ${Math.round(1 / signTest(18, 3) / 100) * 100}`);
  // The exact two-sided interval: its upper end leaves 2.5% for zero hits.
  says(`With zero of 420, the true rate there could be up to ${percent(1 - 0.025 ** (1 / 420), 1)}`);
  says(`${(1 / outside ** 6).toFixed(1)} times as likely`);
  says(
    `${percent(6 / 2580, 2)} where it didn't say so, against ${percent(6 / 3000, 2).replace('%', '')} overall`,
  );
  const half = 210 / 3000;
  says(`only ${percent(half)} noticed in words`);
  says(`you'd find none of the six there about ${percent((1 - half) ** 6)} of the time`);
  const [low, high] = wilson(6, 3000 - 420).map((end) => percent(end, 1));
  says(`in the others it's ${low} to ${high}`);
});

sums(170, (says) => {
  says(`That's ${45 * 2 * 2 * 3} calls`);
  says(`which is ${45 * 2 * 2} calls`);
});

sums(171, (says) => {
  says(`it went from ${percent(43 / 60)} to ${percent(53 / 60)}`);
  const power = (probit(0.975) + probit(0.8)) ** 2;
  const disagree = 0.15;
  says(
    `About ${Math.round((power * disagree) / 0.06 ** 2 / 10) * 10} tickets, for an 80% chance of seeing six points`,
  );
  says(`If they disagree on 25%, it's about ${Math.round((power * 0.25) / 0.06 ** 2 / 50) * 50}.`);
  const visible = spelled(Math.round(Math.sqrt((power * disagree) / 100) * 100));
  says(`a gain of about ${visible} points or more would show up four times in five`);
  const error = Math.sqrt((0.84 * 0.16) / 100 + (0.78 * 0.22) / 330);
  expect((0.84 - 0.78) / error).toBeLessThan(1.96);
  says('part of the gap may be noise');
  says(`78 against 72 on the same tickets, ${spelled(Math.round(330 * (0.78 - 0.72)))} net`);
  expect(signTest(35, 15)).toBeLessThan(0.01);
  says('If 35 got better and 15 worse, luck gives that less than once in a hundred');
  says(`If it's 80 against 60, it's about once in ${spelled(Math.round(1 / signTest(80, 60)))}`);
});

sums(176, (says) => {
  says(`A fault in three answers of ten gets through five tries ${percent(0.7 ** 5)} of the time`);
});

sums(177, (says) => {
  says(`an agent that deserves 60% would do that one time in ${spelled(Math.round(1 / 0.6 ** 4))}`);
  says(`${percent(22 / 40)} merged, twice the review time, ${percent(3 / 22)} reverted`);
  expect(104 / 120).toBeCloseTo(0.9, 1);
  says('where your people get nearly nine in ten');
  says(`Tell me about the ${spelled(40 - 22)} that weren't merged`);
});

sums(178, (says) => {
  const wrong = (100_000 - 1000) * 0.001;
  says(
    `The detector finds ${1000 * 0.6}, and flags ${wrong} of the others. One in ${spelled(Math.round((600 + wrong) / wrong))} flags is wrong`,
  );
});

sums(180, (says) => {
  says(`A mean of ${((7 * 1 + 10) / 8).toFixed(1)} can be seven answers that take one second`);
  says(`the service did about ${Math.round(50 / 2.1)} a second`);
  says(`a message every ${Math.round(500 / (50 / 2.1))} seconds`);
});

sums(181, (says) => {
  const [share, questions, z] = [0.64, 150, 1.96];
  const center = (share + (z * z) / 2 / questions) / (1 + (z * z) / questions);
  const half =
    (z * Math.sqrt((share * (1 - share)) / questions + (z / 2 / questions) ** 2)) / (1 + (z * z) / questions);
  says(`64% means somewhere between ${percent(center - half)} and ${percent(center + half)}`);
});

sums(184, (says) => {
  const bill = 30_000 * (0.15 + 0.85 * 0.05);
  const people = 300_000;
  const now = people + 12 * bill;
  const before = people + 12 * 30_000;
  says(`from 30,000 a month to about ${(Math.round(bill / 1000) * 1000).toLocaleString('en-US')}`);
  says(`it's ${percent(1 - now / before)} less than today`);
});

sums(194, (says) => {
  const clean = 0.97 ** 12;
  says('fields, twelve in all');
  expect(Math.round(1 / (1 - clean))).toBe(3);
  says('3% of the fields are wrong, so perhaps one list in three');
});

sums(195, (says) => {
  const perResult = 2000 * 2;
  says('a wrong result per two thousand steps');
  says(`we computed each step twice, so per ${spelled(perResult / 1000)} thousand`);
  expect(perResult).toBeLessThan(8000);
  says('a spike per eight thousand');
});

sums(196, (says) => {
  const [first, swapped] = [71, 38];
  says("Take both together and it's 54 and a half");
  expect((first + swapped) / 2).toBe(54.5);
  expect(Math.round(((first + 100 - swapped) / 2 / 100) * 3)).toBe(2);
  says('whatever comes first wins about two thirds');
});

sums(205, (says) => {
  const [caught, wrongCheck, nothing] = [29, 74, 109];
  says(`We had ${caught + wrongCheck + nothing}. We have ${caught + 26 + 3}.`);
  says(`the other ${nothing - 11}`);
});

sums(230, (says) => {
  says(`${(100e9 * 2) / 1e9} gigabytes at 16 bits`);
});

sums(299, (says) => {
  says(`reports ${percent(17 / 20)} on twenty questions`);
  const [low, high] = wilson(17, 20);
  says(`anywhere between ${Math.round(low * 100)} and ${Math.round(high * 100)}`);
});

sums(364, (says) => {
  says(`happens by luck about once in ${Math.round(1 / signTest(15, 6))}`);
  says(`one dishwasher question in ${spelled(150 / 25)}`);
  says(`Of 200 questions, about ${spelled((200 * (61 - 25)) / 1200)} more find their page`);
  says(`I'd use the ${200 - 171} wrong answers`);
});
