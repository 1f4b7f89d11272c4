import { cumulativeStdNormalProbability, probit } from 'simple-statistics';
import { expect } from 'vitest';
import { percent, signTest, spelled, sums } from './support.ts';

sums(121, (says) => {
  const frozen = (8e9 * 2) / 1e9;
  const trained = 8e9 * 0.01;
  says(`Together they have ${(2 * 4096 * 8).toLocaleString('en-US')} weights`);
  says(`next to almost ${Math.ceil(4096 ** 2 / 1e6)} million in W`);
  says(`two bytes each makes ${frozen} GB`);
  says(`${trained / 1e6} million parameters at about ${2 + 2 + 4 + 4 + 4} bytes each`);
  says(`come to ${((trained * 16) / 1e9).toFixed(1)} GB`);
});

sums(122, (says) => {
  const cooled = [0.5, 0.4, 0.1].map((share) => share ** (1 / 0.2));
  const total = cooled.reduce((sum, share) => sum + share);
  const [first = 0, second = 0, third = 0] = cooled.map((share) => Math.round((100 * share) / total / 5) * 5);
  says(`become about ${first}, ${second}, and ${third}`);
});

sums(125, (says) => {
  says('84 of 120 comparisons');
  says('84 of 120 is a real preference');
  expect(signTest(84, 36)).toBeLessThan(0.001);
});

sums(126, (says) => {
  says(`with 128 dimensions the scores have a standard deviation of about ${Math.round(Math.sqrt(128))}`);
  says(`with 4,096 dimensions and 32 heads you divide by the root of ${4096 / 32}`);
});

sums(127, (says) => {
  const [bug, rug, bun] = [10, 6, 5];
  says(`u-g leads with ${bug + rug}`);
  expect(bug + rug - (bug + bun)).toBe(1);
  says(`b followed by "ug" wins with ${spelled(bug)}`);
  expect(bug).toBeGreaterThan(Math.max(rug, bun));
});

sums(131, (says) => {
  const bytes = 2 * 32 * 8 * 128 * 2;
  says(`that's ${bytes / 1024} KiB a token`);
  says(
    `At ${((bytes * 8000) / 1e9).toFixed(2)} GB per conversation that's ${Math.floor(60e9 / (bytes * 8000))} at full length`,
  );
});

sums(132, (says) => {
  says(`in the top ten, so it's ${percent(3 / 4)}`);
  says(`labeled relevant, so it's ${percent(3 / 10)}`);
});

sums(139, (says) => {
  const bad = 10;
  const missed = bad / 2;
  const falseAlarms = 100 - 85 - missed;
  says(`${spelled(missed)} points of error`);
  says(
    `false alarms on one good answer in ${spelled((100 - bad) / falseAlarms)} make up the other ${spelled(falseAlarms)}`,
  );
  expect(100 - bad).toBeGreaterThan(85);
  says('Passing everything would even have beaten this judge');
});

sums(140, (says) => {
  expect(1 - 0.1 ** 8).toBeGreaterThan(0.9999);
  says('then pass@8 is nearly one');
  says(`0.9 to the eighth, ${percent(0.9 ** 8)}`);
  says(`close to 0.8 to the fourth, ${(0.8 ** 4).toFixed(2)}`);
});

sums(150, (says) => {
  says(`goes from ${(32e9 * 2) / 1e9} GB to about ${(32e9 * 4.5) / 8 / 1e9}`);
});

sums(151, (says) => {
  const hits = 100_000 * 0.3;
  const wrong = hits * 0.01;
  says(`${hits.toLocaleString('en-US')} are hits and ${wrong} of them are wrong`);
  says(`I save about ${hits * 0.01} dollars`);
});

sums(153, (says) => {
  says('at 10% utilization a token costs ten times what it costs at full load');
  says(`Two busy hours out of 24 is about ${percent(2 / 24)} utilization`);
});

sums(154, (says) => {
  const inputs = 6000 - 4000 + 4000 / 10 + 400 * 5;
  says(`the price of ${inputs.toLocaleString('en-US')} input tokens`);
  expect(5 / 0.1).toBe(50);
  says("they're fifty times apart");
  says(`A factor of ${11 / 4} can be one bad estimate or several that multiply`);
});

sums(155, (says) => {
  says(`fails half its runs at random still passes ${spelled((1 - 0.5 ** 3) * 8)} times in eight`);
});

sums(267, (says) => {
  const alarms = Math.round((100_000 - 100) * 0.05);
  says(`I flag about ${spelled(Math.round(alarms / 1000))} thousand`);
  says(`one alarm in ${Math.floor((alarms + 90) / 90)} is real`);
  // Two normal distributions with an AUC of 0.98: the share of false alarms where 90% are caught.
  const falseAlarms = cumulativeStdNormalProbability(probit(0.9) - Math.SQRT2 * probit(0.98));
  says(`catches 90 of them and ${percent(falseAlarms)} of the normal messages`);
});

sums(268, (says) => {
  const half = (1.96 * 2) / -probit(0.015);
  says(`from ${(2 - half).toFixed(1)} to ${(2 + half).toFixed(1)} points`);
});

sums(270, (says) => {
  says(`A loss of two is a perplexity of about ${spelled(Math.round(Math.exp(2)))}`);
});

sums(276, (says) => {
  const interval = (correlation: number): string => {
    // Five questions a document; `correlation` is that of two questions about the same one.
    const half = 1.96 * Math.sqrt(((0.8 * 0.2) / 300) * (1 + (300 / 60 - 1) * correlation));
    return [0.8 - half, 0.8 + half].map((share) => Math.round(100 * share)).join(' to ');
  };
  says(`Put an interval on that ${percent(240 / 300)}`);
  says(`it would be about ${interval(0)}`);
  says(`it might be ${interval(0.5)}`);
});

sums(316, (says) => {
  const [calls, seconds, open] = [500, 3, 20];
  says(`One after another, ${calls} take ${(calls * seconds) / 60} minutes`);
  expect((calls * seconds) / open).toBe(75);
  says("it's about a minute and a quarter");
  says(`the other ${spelled(open - 1)} calls stand still`);
});

sums(321, (says) => {
  says('a quota of 400,000 tokens a minute');
  says(`${((400_000 / 60) * 0.9).toLocaleString('en-US')} tokens a second, which is 90% of the quota`);
});

sums(332, (says) => {
  says(`At 8,000 tokens that's ${8000 ** 2 / 1e6} million numbers per head`);
});

sums(343, (says) => {
  const gain = (rank: number): number => 1 / Math.log2(rank + 1);
  const ideal = gain(1) + gain(2);
  says(`Here that's roughly ${((gain(2) + gain(5)) / ideal).toFixed(1)}`);
  says(`nDCG at 3 falls too, to about ${(gain(2) / ideal).toFixed(1)}`);
});
