import { binomialDistribution, poissonDistribution, sum } from 'simple-statistics';
import { expect } from 'vitest';
import { percent, spelled, sums } from './support.ts';

const whole = (value: number) => Math.round(value).toLocaleString('en-US');

sums(7, (says) => {
  says(`Four by eleven is forty-four connectors; with one contract it's ${spelled(4 + 11)} pieces.`);
  says(`Each of the other ${spelled(11 - 3)} is called by a single application`);
  says(
    `we only have ${spelled(4 + 3 + 3 + 8)}. Ten of those are for ticketing, the wiki, and customer records`,
  );
  says(`ten tools of 200 tokens each, that's ${whole(11 * 10 * 200)} tokens`);
  says(`among ${11 * 10} tools`);
});

sums(46, (says) => {
  says(`A single worker would need ${spelled((60 * 12) / 60)} hours`);
  says(`It's also sixty times 450,000 tokens, so ${(60 * 450e3) / 1e6} million`);
  says(`Sixty have ${whole((60 * 59) / 2)} pairs`);
});

sums(66, (says) => {
  const tasks = 300;
  const wrong = { week46: 9, week47: 57 };
  const pairs = [31, 17, 4];
  says(`In ${pairs[0]} of the ${wrong.week47} it should have called`);
  says(`All but ${spelled(wrong.week47 - sum(pairs))} of the ${wrong.week47} are in three pairs`);
  says(`everything else together, and last week it was ${spelled(wrong.week46)}`);
  says(`at least ${31 + 4} of ${tasks} tasks wrote to the wrong system`);
  expect(35 / tasks).toBeGreaterThan(0.1);
  says("that's probably more than one in ten");
  const [before, after] = [wrong.week46, wrong.week47].map((calls) => (tasks - calls - 12) / tasks);
  says(`With 18 alone it was ${percent(before ?? 0)}`);
  says(`It's ${percent(after ?? 0)} today`);
  says(`${spelled(92 - 77)} of the ${spelled(93 - 77)} points. But the padding costs ${spelled(93 - 86)}`);
  says(`If that gets ${92 + 93 - 86}%, they're right about the ${spelled(93 - 86)} points`);
  says(`About twelve of the ${Math.round(tasks * (1 - 0.91))} misses`);
  const margin = Math.round(196 * Math.sqrt((0.86 * 0.14) / tasks));
  says(`Each figure is good to about ${spelled(margin)} points`);
});

sums(67, (says) => {
  const [run, normal, early] = [32.6e6, 55_000, 163_000];
  says(`${run / 1e6} million input tokens. A normal run takes ${whole(normal)}`);
  says(`had used ${whole(early)} by step ${5 + 10 - 1}`);
  const [second, third] = [53, 106];
  says(`at step ${second}, and again at ${third}`);
  says(`after step ${second - 1}, when the searches went`);
  says(`after step ${third - 1}, when the second searches went`);
  says('some thirty-five customers tried');
});

sums(68, (says) => {
  const [call, query, instructions, result, figures] = [5, 4, 3_000, 2_000, 9];
  const steps = figures + 1;
  const loop = {
    seconds: steps * call + figures * query,
    tokens: steps * instructions + result * sum([...Array(steps).keys()]),
  };
  const plan = { seconds: 2 * call + query, tokens: 2 * instructions + figures * result };
  says(`nine queries one after another are ${figures * query}, so ${loop.seconds} seconds`);
  says(`that's another ${whole(loop.tokens - steps * instructions)}. So ${whole(loop.tokens)} tokens`);
  says(`has ${whole(figures * result)} tokens of facts`);
  says(`${spelled(plan.seconds)} seconds, and ${whole(plan.tokens)} tokens`);
  says('about a minute and a half');
  expect(plan.tokens / loop.tokens).toBeCloseTo(1 / 5);
  says('Fourteen seconds, and about a fifth of the tokens');
  says(`Seven points on 200 cases is ${spelled(Math.round(0.68 * 200 - 0.61 * 200))} cases`);
  const more = (21 - 9) * 200;
  says(`for ${whole(more)} more calls, so about ${Math.round(more / 14 / 10) * 10} calls each`);
});

sums(69, (says) => {
  says(`up to ${percent(112 / 120)} from the order alone`);
  says(`right in about ${Math.round(1000 * 0.95 ** (1 / 11))} of a thousand`);
  says(`98% each gives ${Math.round(100 * 0.98 ** 3)}`);
  expect((70 + 22) / 100).toBeCloseTo(0.9, 1);
  says('nine cases in ten follow one of five paths');
  expect(12 / 120).toBeCloseTo(0.1);
  says("where now it's one in ten");
});

sums(70, (says) => {
  says(`and ${600 - 1} companies wait`);
});

sums(71, (says) => {
  const secondsPerCase = (6 * 3600) / 1400;
  expect((4 * 2) / secondsPerCase).toBeLessThan(1);
  says('three hits in four deploys are too many for a gap of a second or two');
});

sums(72, (says) => {
  const [sessions, minutes] = [120, 14];
  says(`${sessions * 4} gigabytes, plus a pool`);
  expect(480 + 7 * 4).toBeLessThan(5 * 128);
  says('Five machines of 128 hold that');
  const busy = (10 * 3) / (minutes * 60);
  says('a session computes for under 4% of its time');
  expect(busy).toBeLessThan(0.04);
  says(`is about ${spelled(Math.round(sessions / minutes))} starts a minute`);
  const meanwhile = (sessions / minutes / 60) * 8;
  says(`in that time about ${spelled(Math.round(meanwhile))} session arrives`);
  const dry = 1 - sum((poissonDistribution(meanwhile) ?? []).slice(0, 7));
  expect(Math.round(dry * 1e4)).toBe(2);
  says('Seven waiting machines are plenty while arrivals are random');
});

sums(73, (says) => {
  says(`approve 99.4% of ${480 + 120 + 20} proposals`);
  const hours = 8 * 60;
  expect(620 / 8).toBeGreaterThan(77);
  says('Each sees almost eighty proposals in an hour');
  says(`We have ${hours} minutes`);
  says(`620 of those would need ${spelled(Math.round((620 * 3) / hours))} times the people`);
  const [top, middle, sampled] = [20 * 9, 120 * 1.5, (480 / 20) * 1];
  says(`Together that's ${top + middle + sampled}`);
  says(`with one person out sick we have ${7 * 60}`);
  expect(top + middle + sampled).toBeLessThan(7 * 60);
  const read = (20 + 120) * 5 * 13;
  says(`Three months are about ${read.toLocaleString('en-US')} cases, so two or three errors`);
  expect(read / 3500).toBeCloseTo(2.6, 1);
  expect(1 / (1 - 0.93 / 3500) ** read).toBeCloseTo(11.2, 1);
  says('find none about one time in ten');
});

sums(75, (says) => {
  const [one, five] = [31 / 50, 36 / 50];
  const error = Math.sqrt((one * (1 - one)) / 50 + (five * (1 - five)) / 50);
  says(
    `the standard error of the difference is about ${spelled(Math.round(error * 100))} points, and you have ${spelled(Math.round((five - one) * 100))}`,
  );
  says(`comes up by chance one time in ${spelled(Math.round(1 / signTest(5, 0)))}`);
  says(`you spent ${spelled(Math.round(1_480 / 210))} times the tokens`);
  expect(430 / 1_400).toBeLessThan(1 / 3);
  says('Put the tokens on the slide, less than a third');
});

sums(76, (says) => {
  const records = 900;
  says(`All by model, it's ${(records * 6) / 60} hours`);
  says(`so ${spelled(90 / 6)} browsers without a pause`);
  says(`got ${100 - 5 - 3 - 1} of a hundred right`);
  says(`that's ${records * 0.05} records a night`);
  const night = (share: number) => ({
    script: (records * share * 40) / 3600,
    model: (records * (1 - share) * 6) / 60,
  });
  const planned = night(0.85);
  says(`If 85% run by script, it's ${Math.round(planned.script + planned.model)} hours`);
  says(`which ${spelled(Math.ceil((planned.script + planned.model) / 6))} browsers could barely do`);
  const later = night(2 / 3);
  says(`that's nearly ${Math.ceil(later.script + later.model)} hours and they have ${6 * 6}`);
  const alarm = night(3 / 4);
  expect(alarm.script + alarm.model).toBeLessThan(36);
  says('the alarm goes off at three quarters');
  says(`still leaves ${records * 0.03} bad reports a night`);
});

/** The chance of a split at least this uneven, in either direction, if each case were a coin. */
function signTest(more: number, fewer: number): number {
  const n = more + fewer;
  return Math.min(1, 2 * sum((binomialDistribution(n, 0.5) ?? []).slice(more)));
}

sums(345, (says) => {
  says(`168 were right before the step and ${168 + 7 - 15} after`);
  says(`most of the ${200 - 168} wrong answers`);
  const odds = 1 / signTest(15, 7);
  says(`a split that uneven one time in ${spelled(Math.floor(odds))} or ${spelled(Math.ceil(odds))}`);
  const calls = 2 * 5 * (1 + 2 + 2);
  expect(calls).toBe(50);
  says("It's fifty in all");
  says(`With 3,000 questions a day that's ${whole(3000 * calls)} calls`);
  says(`it's ${whole(40 * calls)} calls`);
});
