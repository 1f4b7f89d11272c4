import { expect } from 'vitest';
import { percent, spelled, sums } from './support.ts';

/** With commas: 4752 as `4,752`. */
const count = (value: number) => Math.round(value).toLocaleString('en-US');

sums(6, (says) => {
  expect(2000 * 0.03 * (1 - 4 / 5)).toBeCloseTo(12);
  says('three answers in a hundred are still wrong after grounding, and code catches four in five of those');
  says('With 2,000 answers a week, a dozen get through');
});

sums(78, (says) => {
  says(`300 of them get at least one through with a probability of ${percent(1 - 0.99 ** 300)}`);
  says(`That's about ${spelled(3000 / 150)} a day for each employee`);
});

sums(79, (says) => {
  const messages = 400_000;
  const abusive = messages * 0.002;
  const harmless = messages - abusive;
  const caught = abusive * 0.95;
  const alarms = harmless * 0.01;
  const flags = caught + alarms;
  expect(abusive).toBe(800);
  says('the eight hundred abusive messages a day');
  expect(Math.round(alarms)).toBe(3992);
  says("one in a hundred of all the others, and that's nearly four thousand");
  says(`With our mix it's about ${percent(caught / flags)}`);
  expect(alarms / flags).toBeCloseTo(5 / 6, 1);
  says('So five flags in six are wrong');
  says('If the vendor got that down to one in a thousand, two flags in three would be right');
  expect(caught / (caught + harmless * 0.001)).toBeCloseTo(2 / 3, 1);
  says(
    `${((harmless / messages) * 100).toFixed(1)} against ${(((caught + harmless - alarms) / messages) * 100).toFixed(2)}`,
  );
  expect(flags / messages).toBeCloseTo(0.01, 2);
  says('only about one message in a hundred');
  const [kept, slipped] = [caught * 0.9, alarms * 0.05];
  says(`of nearly 4,000 harmless ones about ${Math.round(slipped)}`);
  says(`it keeps ${kept}`);
  says(`So ${percent(kept / (kept + slipped))} of what's left is right`);
  expect(slipped / (kept + slipped)).toBeCloseTo(0.23, 2);
  says(`the pair finds about ${Math.round((100 * kept) / abusive)}`);
  says(`almost ${Math.ceil((flags * 30) / 3600)} hours a day`);
  says(`gives 950 true flags and 10 false ones, and that's ${percent(950 / 960)}`);
  const real = 9500 - alarms;
  expect(real / 9500).toBeGreaterThan(0.5);
  says('more than half of my sample is true');
  says(`only ${percent(caught / 9500)} is true`);
  says(`${abusive - caught} abusive messages hide`);
  expect((messages - flags) / (abusive - caught)).toBeCloseTo(10_000, -3);
  says(`hide among some ${Math.round((messages - flags) / 1000)},000, one in ten thousand`);
  says(`At 80% it would be ${abusive * 0.2}`);
  const hidden = (abusive * 0.2) / (messages - abusive * 0.8 - alarms);
  expect((1 - hidden) ** 1000).toBeCloseTo(2 / 3, 2);
  says('a sample of a thousand would still show none about two times in three');
});

sums(81, (says) => {
  const identifiers = 180_000 * 6;
  expect(identifiers / 1e6).toBeCloseTo(1.08);
  says('there are about a million identifiers');
  says(`5% of those leaves some ${count(identifiers * 0.05)} in`);
  expect(14 / 180_000).toBeLessThan(1e-4);
  says('14 of 180,000 conversations, less than a hundredth of a percent');
  says(`That's about ${spelled(Math.round(365 / 12 / 14))} nights a month`);
});

sums(82, (says) => {
  const refused = 3000 * 0.078;
  expect(refused).toBeGreaterThan(200);
  says('It refuses more than two hundred questions a day now');
  says(`${Math.round(refused * 0.88)} legitimate questions a day`);
  expect(2 * 0.5 ** 3).toBeGreaterThan(0.05);
  says("it's three new failures and none fixed, and chance does that easily");
});

sums(83, (says) => {
  const codes = 1e6;
  const best = Math.log2(codes);
  const chance = best - rankBits(codes) / codes;
  expect([chance, best]).toEqual([expect.closeTo(1.44, 2), expect.closeTo(19.9, 1)]);
  says('it goes from between one and two bits for chance to about twenty for first of a million');
  says(`${count(codes * 0.03)} are still in there`);
});

sums(86, (says) => {
  // Care and beauty, trades, retail and food: each sector's share of the applicants, and who of it passes.
  const passing = (shares: number[], rates: number[]): number =>
    shares.reduce((sum, share, sector) => sum + share * (rates[sector] ?? 0), 0);
  const women = passing([0.64, 0.12, 0.24], [0.27, 0.5, 0.53]);
  const men = passing([0.17, 0.5, 0.33], [0.27, 0.5, 0.525]);
  says(`it's ${percent(women)} of 1,250 women and ${percent(men)} of 1,800 men`);
  says(`It isn't law for loans, but release 14 is at ${(0.36 / 0.47).toFixed(2)}`);
  const [applied, rise] = [[1250 * 0.64, 300], 0.47 - 0.27];
  says(`${applied[0]} women and ${applied[1]} men applied in care and beauty`);
  const more = applied.map((people) => Math.round(people * rise));
  says(`${(more[0] ?? 0) + (more[1] ?? 0)} more of them would have passed`);
  says(`that's ${300 * 0.09} against ${300 * 0.02} in a row of 300`);
});

sums(87, (says) => {
  const rest = 41_000 - 620;
  says(`with ${count(rest)} chats left`);
  says(`up to some ${Math.round(((3 / 800) * rest) / 10) * 10} promises`);
  expect((3 * rest) / 20).toBeCloseTo(6057);
  says('read about 6,000 chats');
});

sums(88, (says) => {
  expect(0.99 ** 300).toBeLessThan(0.05);
  says('After 300 attempts of one kind without a success, the true rate could still be one in a hundred');
  says(
    `A thousand cents start a hundred conversations, and ${spelled(100 * 0.02)} of those end in a transfer`,
  );
  says(`200 euros in cents would still buy about ${spelled(200 / 0.01 / 10 / 1000)}`);
});

/** The sum of the base-two logarithms of the ranks 1 to `last`. */
function rankBits(last: number): number {
  let bits = 0;
  for (let rank = 1; rank <= last; rank++) bits += Math.log2(rank);
  return bits;
}
