import { expect } from 'vitest';
import { percent, signTest, spelled, sums, wilson } from './support.ts';

const money = (amount: number): string => `$${Math.round(amount).toLocaleString('en-US')}`;
const thousands = (amount: number): string => money(Math.round(amount / 1000) * 1000);

sums(60, (says) => {
  const seat = 28 * 12;
  const seats = (count: number): number => 3 * count * seat + 120_000;
  const build = 450_000 + 90_000 + 2 * (225_000 + 90_000);
  says(`that's ${money(seats(1200))} over three years`);
  says(`${money(build)} over three years. That's three engineers in the first year`);
  says(
    `about ${money(Math.round((seats(1200) - build) / 1e4) * 1e4)} cheaper over three years. That's ${percent((seats(1200) - build) / seats(1200))}.`,
  );
  expect(build + 225_000).toBeGreaterThan(seats(1200));
  says("If the team can't shrink after the first year, that lead is gone");
  // An engineer of ours for the vendor's system, for three years.
  expect(seats(1200) + 450_000 - build).toBeGreaterThan(600_000);
  says("If the vendor's system needs an engineer of ours, building is far ahead");
  const users = 1200 * (24 / 60);
  says(`In the pilot it was 24 of 60, so say ${users} people`);
  says(`about ${money(Math.round((users * seat) / 1e4) * 1e4)} a year, and with the setup $600,000`);
  expect(Math.round(seats(users) / 1e4)).toBe(60);
  expect(build / seats(users)).toBeCloseTo(1.94, 2);
  expect((build - 120_000) / 3 / seat).toBeGreaterThan(1_000);
  const engineer = 450_000 / 3;
  expect((build - 3 * engineer) / 3 / seat).toBeGreaterThan(700);
  says('If well over 700 people use it after a year');
  says(`that's another ${(3 * engineer).toLocaleString('en-US')}`);
  const even = (build - 3 * engineer - 120_000) / 3 / seat;
  says(`Buying is then at ${((seats(users) + 3 * engineer) / 1e6).toFixed(2)} million`);
  says('break-even drops to just under 600');
  says(`below about ${Math.round(even / 100) * 100} active users`);
  expect(even).toBeLessThan(600);
  const optimistic = 1200 * 0.53;
  says(`about ${Math.round(optimistic / 10) * 10} people`);
  expect(optimistic).toBeGreaterThan(even);
  says("so I can't even say for certain which side we're on");
  says(`The optimistic end of such a small sample is ${percent(wilson(24, 60)[1])}`);
  says(`The vendor gets ${104 + 19 - 12} right and we get 104, 19 only theirs and 12 only ours`);
  expect(signTest(19, 12)).toBeGreaterThan(0.25);
  says("19 against 12 doesn't tell them apart");
  const flat = 19 * 1200 * 12;
  says(`Everyone at $19 is about ${thousands(flat)} a year`);
  expect(flat / seat / 1200).toBeCloseTo(2 / 3, 1);
  says('pays only if two thirds of the staff use it');
  says(
    `some ${money(Math.round((flat - users * seat) / 1e4) * 1e4)} a year more, for seats that no one uses`,
  );
  expect(Math.round((900 * seat) / 1e4)).toBe(30);
  says(`That's ${thousands(120 * seat)} a year instead of $300,000, and the other ${900 - 120}`);
});

sums(61, (says) => {
  const tickets = 240 * 38 * 220;
  says(`2.5 minutes saved per ticket, $${((tickets * 2.5 * 32) / 60 / 1e6).toFixed(1)} million`);
  says(`About ${spelled(Math.round(tickets / 1e6))} million tickets a year`);
  const drafts = (used: number): number => tickets * 0.7 * used;
  says(`about ${Math.round(drafts(0.65) / 1000)},000 tickets`);
  const hours = (drafts(0.65) * 1.6) / 60;
  says(`about ${Math.round(hours / 1000)},000 hours a year, less than a third of what the slide says`);
  expect(hours).toBeLessThan((tickets * 2.5) / 60 / 3);
  expect(Math.round(38 * 0.7 * 0.65 * 1.6)).toBe(28);
  says('Each agent gains not quite half an hour a day');
  says('More than forty agents leave every year');
  // Only whole posts are left unfilled.
  const costs = (used: number, wrong = 0.015): number => drafts(used) * (0.06 + wrong * 9) + 300_000;
  const posts = (used: number, minutes: number): number => Math.floor((drafts(used) * minutes) / 60 / 1650);
  const left = (used: number, minutes: number, wrong?: number): number =>
    posts(used, minutes) * 1650 * 32 - costs(used, wrong);
  says(`Those hours are ${spelled(posts(0.65, 1.6))} full-time jobs`);
  says(`That's worth about ${money(Math.round((posts(0.65, 1.6) * 1650 * 32) / 1e4) * 1e4)}`);
  says(`That's another ${thousands(drafts(0.65) * 0.06)} a year`);
  says(`it's about ${money(Math.round(costs(0.65) / 1e4) * 1e4)}`);
  says(`is ${(Math.round((drafts(0.65) * 0.015) / 100) * 100).toLocaleString('en-US')}, at $9 each`);
  says(`each ${thousands(drafts(0.65) * 0.015 * 9)}`);
  says(`Roughly ${money(Math.round(left(0.65, 1.6) / 1e4) * 1e4)} a year is left`);
  const payback = spelled(Math.round((350_000 / left(0.65, 1.6)) * 12));
  says(`the one-time cost is back after about ${payback} months`);
  says(`Each one is worth about ${thousands(1650 * 32)}`);
  const nine = 9 * 1650 * 32 - costs(0.65);
  expect([nine < 0, nine > -5000]).toEqual([true, true]);
  says(
    `Nine of them almost pay the costs, and the other ${spelled(posts(0.65, 1.6) - 9)} are the whole gain`,
  );
  says(`we lose ${thousands(costs(0.65))} a year`);
  // Before rounding to whole posts.
  const gain = (used: number, minutes: number): number => ((drafts(used) * minutes) / 60) * 32 - costs(used);
  says(`about ${thousands(gain(0.65 * 0.75, 1.6))} is left`);
  says(`by a quarter, from ${thousands(gain(0.65, 1.6))} before rounding`);
  expect(gain(0.65 * 0.75, 1.6)).toBeGreaterThan(gain(0.65, 1.6 * 0.75));
  says("So the minutes are what I'd measure again");
  says(`A quarter off the minutes leaves about ${thousands(gain(0.65, 1.6 * 0.75))}`);
  const pilot = drafts(0.65) / 3 / 4;
  const parts = [300_000 / 4, pilot * 0.06, pilot * 0.015 * 9, 30_000].map((part) => Math.round(part / 1000));
  says(
    `costs $${parts[0]},000 for that quarter, used drafts $${parts[1]},000, wrong ones $${parts[2]},000, and $${parts[3]},000 of the one-time cost`,
  );
  says(`Give me $${parts.reduce((sum, part) => sum + part)},000 for 80 agents`);
  says(`it's ${posts(0.6, 1.3)} positions, about ${thousands(left(0.6, 1.3, 0.018))} a year`);
  says(`about ${(0.7 * 0.65 * 1.6).toFixed(1)} minutes a ticket`);
  const share = (0.7 * 0.65 * 1.6) / 9;
  says(`nine minutes, that's ${percent(share)} less time, or ${percent(share / (1 - share))} more tickets`);
  const doubled = left(0.65, 1.6) - drafts(0.65) * 0.06;
  says(`from ${payback} months to about ${spelled(Math.round((350_000 / doubled) * 12))}`);
  says(`about ${thousands(drafts(0.65) * 0.001 * 9)}, so getting`);
  expect(drafts(0.65) * (0.015 - 0.008) * 9).toBeGreaterThan(drafts(0.65) * 0.06);
  says('so getting from 1.5% to 0.8% pays for that increase');
});

sums(62, (says) => {
  const weeks = (judged: number, unjudged: number): number => 3 * judged + 7 * unjudged;
  says(`Eleven have one, so that's ${weeks(11, 0)} weeks, and the other 27 make ${weeks(0, 27)}`);
  says(`three days of tuning for each use, ${spelled(Math.round((6 * 2 * 3) / 5))} weeks in all`);
  expect([4 + 5 + 2, 2 + 9 + 16]).toEqual([11, 27]);
  says(`Moving everything takes ${weeks(11, 27)} person-weeks`);
  says(`four people in 26 weeks have ${4 * 26}`);
  says(`The six critical uses go first, and they take ${weeks(4, 2)} of the ${4 * 26}`);
  expect(Math.round(weeks(16, 0) / 26)).toBe(2);
  says('sixteen uses take two engineers about half a year');
  const planned = weeks(4, 2) + weeks(5, 5);
  says(`Ten of the useful ones bring us to ${planned}, and the last ${4 * 26 - planned} are`);
  says(
    `that's ${200 * 0.88} against ${200 * 0.93}, so at least ${spelled(200 * 0.93 - 200 * 0.88)} are lost`,
  );
});

sums(63, (says) => {
  says(`${41 + 72 + 27} person-months in all: 41 for the three`);
  const bet = Math.round(((2.5 * 6) / 52) * 12 * 10) / 10;
  says(`Ten bets with small teams are ${10 * bet} person-months`);
  const used = 41 / 3;
  const finishing = Math.round(3 * (used - bet));
  says(`A used item cost almost ${Math.ceil(used)}, so finishing three more takes about ${finishing} more`);
  says(`That leaves ${140 - 40 - 10 * bet - finishing} for commitments`);
  says(
    `about ${Math.round((7 * (used - bet)) / 10) * 10} person-months to finish, and I planned ${finishing}. Skipping the last two bets frees ${spelled(2 * bet)}`,
  );
  // What's left for commitments covers seven winners only with the last two bets skipped.
  const left = 140 - 40 - 10 * bet;
  expect([left > 7 * (used - bet), left + 2 * bet > 7 * (used - bet)]).toEqual([false, true]);
  says('and even then it fits only if nothing has gone to commitments');
  const rest = (monthly: number): number => Math.floor((monthly * 10) / 12);
  says(`about ${rest(90)} person-months. Keeping things running takes ${rest(40)} of those`);
  says(`leaves ${rest(90) - rest(40)}, where I had ${rest(100)}`);
});

sums(64, (says) => {
  const share = 62 / 200;
  says(`${percent(share)} of the sample`);
  says(`That makes about ${Math.round((1900 * share) / 10) * 10} in all`);
  // Wilson's interval at 95%.
  const z = 1.96;
  const middle = (share + z ** 2 / 400) / (1 + z ** 2 / 200);
  const half = (z / (1 + z ** 2 / 200)) * Math.sqrt((share * (1 - share)) / 200 + (z / 400) ** 2);
  const tens = (rate: number): number => Math.round((1900 * rate) / 10) * 10;
  says(`It could be ${Math.floor((1900 * (middle - half)) / 10) * 10} or ${tens(middle + half)}`);
  says(`it costs about ${thousands(590 * 80)}`);
  says(`It saves about ${thousands(590 * 80 * 0.9)}`);
  says(`It's ${548 - 30}, smaller than we thought, about ${thousands((548 - 30) * 80)}`);
  // At two minutes a conversation; twenty people need just under three hours.
  const reading = ((1900 - 200) * 2) / 60;
  says("They'll be done by eleven");
  expect(reading / 20).toBeLessThan(3);
  expect(3 * 24 - 0.5).toBe(71.5);
  says('for 71 and a half hours');
  says(`it took almost ${Math.ceil(24 + 9 - (11 + 20 / 60))} more hours`);
});

sums(285, (says) => {
  const [short, rest] = [(40 * 1.5) / 60, (60 * 6) / 60];
  expect(short).toBe(1);
  says(`Those forty are an hour of work, and the other sixty are ${spelled(rest)} hours`);
  says(`one hour of ${spelled(short + rest)}`);
});

sums(287, (says) => {
  const hour = 40;
  const model = 200_000 * 12 * 0.03;
  expect(model).toBeLessThan(100_000);
  says('you pay less than 100,000 euros a year');
  const saved = (checking: number): number => (200_000 * (15 - checking) * hour) / 60;
  says(
    `between ${saved(12).toLocaleString('en-US')} and ${(saved(5) / 1e6).toFixed(1)} million a year saved in working time`,
  );
  says(`about ${Math.round((model + 1.5 * 130_000) / 1e5)}00,000 a year to run`);
  says(`about ${Math.round((200_000 * 5 * hour) / 60 / 1e4)}0,000 euros a year of your people's time`);
});
