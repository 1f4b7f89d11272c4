import { expect } from 'vitest';
import { percent, signTest, spelled, sums, wilson } from './support.ts';

const money = (amount: number): string => `$${Math.round(amount).toLocaleString('en-US')}`;
const thousands = (amount: number): string => money(Math.round(amount / 1000) * 1000);

sums(60, (says) => {
  const seat = 28 * 12;
  const seats = (count: number): number => 3 * count * seat + 120_000;
  const build = 450_000 + 90_000 + 2 * (225_000 + 90_000);
  says(`three years ${money(seats(1200))} ${money(build)}`);
  says(
    `about ${money(Math.round((seats(1200) - build) / 1e4) * 1e4)} cheaper over three years, ${percent((seats(1200) - build) / seats(1200))}.`,
  );
  expect(build + 225_000).toBeGreaterThan(seats(1200));
  says(`24 were still there in week four, which is ${percent(24 / 60)}`);
  const users = 1200 * (24 / 60);
  says(
    `At ${users} seats the vendor costs ${thousands(users * seat)} a year, with setup ${thousands(seats(users))}`,
  );
  says(`around ${(Math.round((build - 120_000) / 3 / seat / 10) * 10).toLocaleString('en-US')} seats`);
  const engineer = 450_000 / 3;
  expect((build - 3 * engineer) / 3 / seat).toBeGreaterThan(700);
  says('well over 700 people use it at this price, since the setup is paid by then');
  says(`One engineer is ${money(engineer)} a year`);
  const even = (build - 3 * engineer - 120_000) / 3 / seat;
  says(
    `which makes it ${thousands(seats(users) + 3 * engineer)} for buying and moves break-even down to just under 600`,
  );
  says(`below about ${Math.round(even / 100) * 100} active seats`);
  expect(even).toBeLessThan(600);
  const optimistic = 1200 * 0.53;
  says(`or ${optimistic} people`);
  expect(optimistic).toBeGreaterThan(even);
  says(`The optimistic end of such a small sample is ${percent(wilson(24, 60)[1])}`);
  expect(111 - 104).toBe(19 - 12);
  expect(signTest(19, 12)).toBeGreaterThan(0.25);
  says("19 against 12 doesn't tell them apart");
  const flat = 19 * 1200 * 12;
  says(`That's ${money(flat)} a year`);
  says(`breaks even at ${Math.round(flat / seat)} people, ${percent(flat / seat / 1200)} of the staff`);
  says(`it's ${thousands(flat - users * seat)} more a year`);
  const every = 3 * flat + 120_000 + 3 * engineer;
  expect(every).toBeGreaterThan(build);
  says(`1,200 seats at $19 come to $${(every / 1e6).toFixed(2)} million over three years`);
  says(
    `That's ${thousands(120 * seat)} a year instead of ${thousands(900 * seat)}, and the other ${900 - 120}`,
  );
});

sums(61, (says) => {
  const tickets = 240 * 38 * 220;
  says(`anyone had: ${((tickets * 2.5) / 60).toLocaleString('en-US')} hours`);
  says(`at $32 it's $${((tickets * 2.5 * 32) / 60 / 1e6).toFixed(1)} million`);
  const drafts = (used: number): number => tickets * 0.7 * used;
  says(`about ${Math.round(drafts(0.65) / 1000)},000`);
  const hours = (drafts(0.65) * 1.6) / 60;
  says(
    `that's ${(Math.round(hours / 100) * 100).toLocaleString('en-US')} hours, worth ${thousands(hours * 32)}`,
  );
  says(`${Math.round(38 * 0.7 * 0.65 * 1.6)} minutes a day for each agent`);
  says(`a bit under ${Math.ceil(hours / 1650)} full-time jobs`);
  says(`${Math.round(240 * 0.18)} agents leave every year`);
  // Only whole posts are left unfilled.
  const costs = (used: number, wrong = 0.015): number => drafts(used) * (0.06 + wrong * 9) + 300_000;
  const posts = (used: number, minutes: number): number => Math.floor((drafts(used) * minutes) / 60 / 1650);
  const left = (used: number, minutes: number, wrong?: number): number =>
    posts(used, minutes) * 1650 * 32 - costs(used, wrong);
  says(`leave ${posts(0.65, 1.6)} positions unfilled`);
  says(`which is worth ${thousands(posts(0.65, 1.6) * 1650 * 32)}`);
  says(`Used drafts are ${thousands(drafts(0.65) * 0.06)}`);
  says(`is ${(Math.round((drafts(0.65) * 0.015) / 100) * 100).toLocaleString('en-US')}, at $9 each`);
  says(`each ${thousands(drafts(0.65) * 0.015 * 9)}`);
  says(`Together the costs are ${thousands(costs(0.65))}`);
  says(`Roughly ${money(Math.round(left(0.65, 1.6) / 1e4) * 1e4)} a year is left`);
  expect(Math.round((350_000 / left(0.65, 1.6)) * 12)).toBe(16);
  says('about sixteen months from full use');
  says(`Each one is worth about ${thousands(1650 * 32)}`);
  const nine = 9 * 1650 * 32 - costs(0.65);
  expect([nine < 0, nine > -5000]).toEqual([true, true]);
  says(
    `nine of them almost pay the costs, and the other ${spelled(posts(0.65, 1.6) - 9)} are the whole gain`,
  );
  says(`we lose ${thousands(costs(0.65))} a year`);
  // Before rounding to whole posts.
  const gain = (used: number, minutes: number, hour = 32): number =>
    ((drafts(used) * minutes) / 60) * hour - costs(used);
  says(`about ${thousands(gain(0.65 * 0.75, 1.6))} is left`);
  expect(gain(0.65, 1.6 * 0.75)).toBeCloseTo(gain(0.65, 1.6, 24));
  says(`a quarter off either leaves about ${thousands(gain(0.65, 1.6 * 0.75))}`);
  // An unused draft that takes this long to read costs what a quarter less time saved does, if usage falls by a quarter.
  const used = 0.65 * 0.75;
  const unused = (1 - used) / used - (1 - 0.65) / 0.65;
  const lost = gain(used, 1.6) - gain(0.65, 1.6 * 0.75);
  const seconds = (lost / (drafts(used) * 32)) * 3600;
  says(`if an unused draft takes over ${Math.floor(seconds / unused)} seconds to read`);
  expect(gain(0.65, 1)).toBeGreaterThan(0);
  expect(gain(0.65, 1)).toBeLessThan(10_000);
  const pilot = drafts(0.65) / 3 / 4;
  const parts = [300_000 / 4, pilot * 0.06, pilot * 0.015 * 9, 30_000].map((part) => Math.round(part / 1000));
  says(
    `costs $${parts[0]},000 for that quarter, used drafts $${parts[1]},000, wrong ones $${parts[2]},000, and I'd take $${parts[3]},000`,
  );
  says(`for three months, $${parts.reduce((sum, part) => sum + part)},000`);
  says(`it's ${posts(0.6, 1.3)} positions, about ${thousands(left(0.6, 1.3, 0.018))} a year`);
  says(`about ${(0.7 * 0.65 * 1.6).toFixed(1)} minutes a ticket`);
  const share = (0.7 * 0.65 * 1.6) / 9;
  says(`nine minutes, that's ${percent(share)} less time, or ${percent(share / (1 - share))} more tickets`);
  const doubled = left(0.65, 1.6) - drafts(0.65) * 0.06;
  expect(Math.round((350_000 / doubled) * 12)).toBe(20);
  says('from sixteen months to about twenty');
  says(`about ${thousands(drafts(0.65) * 0.001 * 9)}, so getting`);
  expect(drafts(0.65) * 0.007 * 9).toBeGreaterThan(drafts(0.65) * 0.06);
});

sums(62, (says) => {
  const weeks = (judged: number, unjudged: number): number => 3 * judged + 7 * unjudged;
  says(`three weeks are ${weeks(4 + 5 + 2, 0)} person-weeks`);
  says(
    `${2 + 9 + 16} without one at seven are ${weeks(0, 2 + 9 + 16)}. So moving everything takes ${weeks(11, 27)}`,
  );
  says(`four engineers times 26 weeks are ${4 * 26}`);
  says(`six critical ones take ${weeks(4, 2)} person-weeks and the 14 useful ones take ${weeks(5, 9)},`);
  expect(Math.round(weeks(16, 0) / 26)).toBe(2);
  says('take two engineers about half a year');
  expect(weeks(4, 2) + weeks(5, 9)).toBe(4 * 26);
  const planned = weeks(4, 2) + weeks(5, 5);
  says(`That puts us at ${planned}, with ${4 * 26 - planned} left`);
  expect(planned / 26).toBeCloseTo(3, 0);
  says(`get one within their ${weeks(0, 2)}`);
  says(
    `that's ${200 * 0.88} against ${200 * 0.93}, so at least ${spelled(200 * 0.93 - 200 * 0.88)} are lost`,
  );
});

sums(63, (says) => {
  expect(41 + 72 + 27).toBe(140);
  says(`took 72 person-months, about ${spelled(Math.round(72 / 7))} each`);
  says(`I have ${41 + 72 + 27} person-months again. Keeping things running gets 40,`);
  const bet = Math.round(((2.5 * 6) / 52) * 12 * 10) / 10;
  says(`a small team for six weeks, are ${10 * bet}.`);
  const used = 41 / 3;
  const finishing = Math.round(3 * (used - bet));
  says(`a used item cost almost ${Math.ceil(used)}, finishing them takes about ${finishing} more`);
  says(`That leaves ${140 - 40 - 10 * bet - finishing} for commitments`);
  says(`all seven misses at the bet, they cost ${Math.round(7 * bet)} instead of 72`);
  says(
    `about ${Math.round((7 * (used - bet)) / 10) * 10} person-months to finish, and I planned ${finishing}, which is enough for three`,
  );
  says(`Skipping the last two bets frees ${spelled(2 * bet)}. The ${140 - 40 - 10 * bet - finishing} I left`);
  // What's left for commitments covers seven winners only with the last two bets skipped.
  const left = 140 - 40 - 10 * bet;
  expect([left > 7 * (used - bet), left + 2 * bet > 7 * (used - bet)]).toEqual([false, true]);
  const rest = (monthly: number): number => Math.floor((monthly * 10) / 12);
  says(`about ${rest(90)} person-months, and running takes ${rest(40)} of those`);
  says(`leaves ${rest(90) - rest(40)} where I had ${rest(100)}`);
});

sums(64, (says) => {
  const share = 62 / 200;
  says(`That's ${percent(share)}, so about ${Math.round((1900 * share) / 10) * 10} conversations`);
  // Wilson's interval at 95%.
  const z = 1.96;
  const middle = (share + z ** 2 / 400) / (1 + z ** 2 / 200);
  const half = (z / (1 + z ** 2 / 200)) * Math.sqrt((share * (1 - share)) / 200 + (z / 400) ** 2);
  const tens = (rate: number): number => Math.round((1900 * rate) / 10) * 10;
  says(`between ${Math.floor((1900 * (middle - half)) / 10) * 10} and ${tens(middle + half)}`);
  says(`about ${thousands(590 * 80)}, or ${thousands(720 * 80)} at the top`);
  says(`saves about ${thousands(590 * 80 * 0.9)}`);
  says(`it's ${548 - 30}, smaller than we thought, about ${thousands((548 - 30) * 80)}`);
  // At two minutes a conversation; twenty people need just under three hours.
  const reading = ((1900 - 200) * 2) / 60;
  says(`The other 1,700 are about ${Math.round(reading)} hours of reading`);
  expect(reading / 20).toBeLessThan(3);
  expect(3 * 24 - 0.5).toBe(71.5);
  says('for 71 and a half hours');
  says(`took almost ${Math.ceil(24 + 9 - (11 + 20 / 60))} more hours`);
});
