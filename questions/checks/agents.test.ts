import { binomialDistribution, poissonDistribution, sum } from 'simple-statistics';
import { expect } from 'vitest';
import { percent, spelled, sums } from './support.ts';

const whole = (value: number) => Math.round(value).toLocaleString('en-US');

sums(7, (says) => {
  says("Four by eleven is forty-four connectors; with one contract it's fifteen pieces.");
  expect([4 * 11, 4 + 11]).toEqual([44, 15]);
  says(`ten tools of 200 tokens each, that's ${whole(11 * 10 * 200)} tokens`);
});

sums(46, (says) => {
  says(`it's ${spelled((60 * 12) / 60)} hours, at twelve minutes a section`);
  says(`so ${(60 * 450e3) / 1e6} million input tokens instead of ${whole(60 * 7500)}`);
  says(`perhaps 1,500 tokens each, ${whole(60 * 1500)} for all sixty`);
  says(`Sixty have ${whole((60 * 59) / 2)} pairs`);
});

sums(66, (says) => {
  const tasks = 300;
  const wrong = { week46: 9, week47: 57 };
  const pairs = [31, 17, 4];
  expect(279 + 12 + wrong.week46).toBe(tasks);
  expect(231 + 12 + wrong.week47).toBe(tasks);
  expect(sum(pairs) + 5).toBe(wrong.week47);
  says(`Here ${sum(pairs)} of the ${wrong.week47} wrong calls`);
  says(`arm one goes back to about ${percent(279 / tasks)}`);
  says(`at least ${31 + 4} of ${tasks} tasks wrote to the wrong system`);
  says(`takes ${whole(11_900 - 3_100)} tokens out of every model call on such a task`);
  const [before, after] = [Math.round((279 / tasks) * 100), (231 / tasks) * 100];
  expect([92 - after, before - after, before - 86]).toEqual([15, 16, 7]);
  says('fifteen of the sixteen points');
  expect(Math.round(196 * Math.sqrt((0.86 * 0.14) / tasks))).toBe(4);
  says('each figure is good to about four points');
});

sums(67, (says) => {
  // The trace again, by its own rules: what each call adds, and half of the messages gone above 32,000.
  const sweep = ['J. Maurer', 'Maurer, J.', 'Maurer'];
  const cost: Record<string, number> = { get_package: 700, Maurer: 8_300 };
  let [input, total] = [3_100, 0];
  let messages: { step: number; call: string; adds: number }[] = [];
  let next = [...sweep];
  const searches: number[] = [];
  const seen = new Map<number, number>();
  for (let step = 1; step <= 1_248; step++) {
    const call = step === 1 ? 'get_package' : (next.shift() ?? 'get_customer');
    if (call === 'J. Maurer') searches.push(step);
    seen.set(step, input);
    total += input;
    const adds = cost[call] ?? 400;
    messages.push({ step, call, adds });
    input += adds;
    if (input <= 32_000) continue;
    const half = Math.floor(messages.length / 2);
    const dropped = messages.slice(0, half);
    messages = messages.slice(half);
    input -= sum(dropped.map((message) => message.adds));
    if (dropped.some(({ call }) => call === 'J. Maurer')) next = [...sweep];
  }
  expect(searches.slice(0, 3)).toEqual([2, 53, 106]);
  for (const [step, call] of [
    [2, 'find_customer "J. Maurer" []'],
    [5, 'get_customer C-1107 {}'],
    [52, 'get_customer C-8841 {}'],
    [53, 'find_customer "J. Maurer" []'],
    [80, 'get_customer C-2716 {}'],
    [106, 'find_customer "J. Maurer" []'],
  ] as const)
    says(`${step} ${call} ${whole(seen.get(step) ?? 0)}`);
  says(`${(total / 1e6).toFixed(1)} M input tokens in all`);
  expect(Math.round(total / 55_000 / 100) * 100).toBe(600);
  const upTo = (last: number): number =>
    sum([...seen].filter(([step]) => step <= last).map(([, used]) => used));
  says(
    `about as much as 600 median runs, and its first forty steps alone used as much as ${Math.round(upTo(40) / 55_000)}`,
  );
  expect(5 + 10 - 1).toBe(14);
  says("Ten empty results in a row would have caught this: that's step 14");
  says(`after about ${whole(Math.round(upTo(14) / 1_000) * 1_000)} tokens`);
  expect(Math.round(upTo(14) / 55_000)).toBe(3);
});

sums(68, (says) => {
  const [call, query, instructions, result, figures] = [5, 4, 3_000, 2_000, 9];
  const steps = figures + 1;
  const loop = {
    seconds: steps * call + figures * query,
    tokens: steps * instructions + result * sum([...Array(steps).keys()]),
  };
  const plan = { seconds: 2 * call + query, tokens: 2 * instructions + figures * result };
  says(`nine times four, ${loop.seconds} seconds`);
  says(`That's ${whole(loop.tokens)} input tokens`);
  says(`That's ${plan.seconds} seconds and ${whole(plan.tokens)} tokens`);
  expect(0.68 * 200 - 0.61 * 200).toBeCloseTo(14);
  says('Seven points on 200 cases is fourteen cases');
  expect(21 - 9).toBe(12);
  says('twelve more model calls are nothing');
});

sums(69, (says) => {
  says(`up to ${100 + 12} of 120, which is ${percent(112 / 120)}`);
  says(`your 95% is ${0.95 * 120}`);
  says(`independent, the case is right ${percent(0.98 ** 11)} of the time`);
  says(`each step would have to be right about ${percent(0.95 ** (1 / 11), 1)}`);
  expect(Math.round(160 * 0.08)).toBe(13);
  says('about thirteen cases a week');
  says(`${100 - 8}% is its ceiling`);
});

sums(70, (says) => {
  says(`500 order lines at, say, 60 tokens are ${whole(500 * 60)} tokens`);
});

sums(71, (says) => {
  const secondsPerCase = (6 * 3600) / 1400;
  expect(Math.round(secondsPerCase)).toBe(15);
  says('A case takes about fifteen seconds');
  says('13:21:07 w1 checkpoint 1..655');
  says('14:02:12 w1 checkpoint 1..812');
  const logged = 41 * 60 + 5;
  expect(logged / (812 - 655)).toBeCloseTo(secondsPerCase, 0);
  expect((4 * 2) / secondsPerCase).toBeLessThan(1);
  says('Four deploys at random would hit it less than once');
});

sums(72, (says) => {
  const [sessions, minutes] = [120, 14];
  says(`120 sessions at four gigabytes is ${sessions * 4}`);
  expect(480 + 7 * 4).toBeLessThan(5 * 128);
  const busy = (10 * 3) / (minutes * 60);
  says('is under 4%, so four or five sessions are busy');
  expect(busy).toBeLessThan(0.04);
  expect(busy * sessions).toBeCloseTo(4.3, 1);
  expect(Math.round(sessions / minutes)).toBe(9);
  const meanwhile = (sessions / minutes / 60) * 8;
  expect(Math.round(meanwhile)).toBe(1);
  const dry = 1 - sum((poissonDistribution(meanwhile) ?? []).slice(0, 7));
  expect(Math.round(dry * 1e4)).toBe(2);
  says('about two starts in ten thousand would find it empty');
});

sums(73, (says) => {
  expect(480 + 120 + 20).toBe(620);
  const missed = 29 / 40;
  says(`missed ${percent(missed, 1)} independently. Then ${percent(missed ** 2)} of the errors`);
  const hours = 8 * 60;
  expect((40 - 29) / 40).toBeCloseTo(0.275);
  says('stops about a quarter of what');
  expect(Math.round(620 / 8 / 10) * 10).toBe(80);
  says('eighty things a day');
  says(`Eight reviewers with an hour each have ${hours} minutes`);
  says(`620 of those is ${whole(620 * 3)} minutes`);
  expect(Math.round((620 * 3) / hours)).toBe(4);
  const [top, middle, sampled] = [20 * 9, 120 * 1.5, (480 / 20) * 1];
  says(`nine minutes each, ${top} minutes`);
  says(`90 seconds, another ${middle}. `);
  says(`${480 / 20} at one minute, ${sampled}. That's ${top + middle + sampled} of ${hours}`);
  says(`With one reviewer out sick we have ${7 * 60}`);
  expect(top + middle + sampled).toBeLessThan(7 * 60);
  const read = (20 + 120) * 5 * 13;
  says(`Three months are about ${read.toLocaleString('en-US')} cases, so two or three errors`);
  expect(read / 3500).toBeCloseTo(2.6, 1);
  expect(1 / (1 - 0.93 / 3500) ** read).toBeCloseTo(11.2, 1);
  says('find none about one time in eleven');
  says(`takes twenty minutes, the twenty serious ones need ${20 * 20} of the ${hours}`);
});

sums(75, (says) => {
  const [one, five] = [31 / 50, 36 / 50];
  expect(five - one).toBeCloseTo(0.1);
  const error = Math.sqrt((one * (1 - one)) / 50 + (five * (1 - five)) / 50);
  expect(Math.round(error * 100)).toBe(9);
  says('the standard error is about nine');
  expect(signTest(5, 0)).toBeCloseTo(1 / 16);
  says('in either direction comes up by chance one time in sixteen');
  expect(Math.round(1_480 / 210)).toBe(7);
  expect(Math.round(210_000 / one / 1e4) * 1e4).toBe(340_000);
  expect(Math.round(1_480_000 / five / 1e6)).toBe(2);
  says('about 340,000 per good report on one side, about two million on the other');
  says(`make ${whole(8 * 35_000 + 120_000)} tokens`);
  expect((6 * 210) / 1_480).toBeCloseTo(0.85, 2);
  expect(430 / 1_400).toBeLessThan(1 / 3);
});

sums(76, (says) => {
  const records = 900;
  says(`that's ${(records * 6) / 60} hours of clicking`);
  expect(90 / 6).toBe(15);
  says(
    `${records * 0.09} bad records a night: ${records * 0.05} with a wrong field, ${records * 0.03} sent twice, ${records * 0.01} missing`,
  );
  const night = (share: number) => ({
    scripted: Math.round(records * share),
    script: (records * share * 40) / 3600,
    model: (records * (1 - share) * 6) / 60,
  });
  const planned = night(0.85);
  says(
    `that's ${planned.scripted} records and eight and a half hours. The other ${records - planned.scripted}`,
  );
  expect(planned.script).toBeCloseTo(8.5);
  expect(planned.model).toBeCloseTo(13.5);
  expect(Math.ceil((planned.script + planned.model) / 6)).toBe(4);
  const later = night(0.58);
  says(
    `needs ${later.scripted} records at forty seconds, ${later.script.toFixed(1)} hours, and ${records - later.scripted} at six minutes, ${later.model.toFixed(1)}`,
  );
  expect(Math.ceil(later.script + later.model)).toBe(44);
  says(`still leaves ${records * 0.03} bad reports a night`);
});

/** The chance of a split at least this uneven, in either direction, if each case were a coin. */
function signTest(more: number, fewer: number): number {
  const n = more + fewer;
  return Math.min(1, 2 * sum((binomialDistribution(n, 0.5) ?? []).slice(more)));
}
