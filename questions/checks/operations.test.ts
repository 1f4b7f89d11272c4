import { cumulativeStdNormalProbability, poissonDistribution } from 'simple-statistics';
import { expect } from 'vitest';
import { percent, spelled, sums, wilson } from './support.ts';

/** A figure with thousands separated by commas. */
const grouped = (value: number) => Math.round(value).toLocaleString('en-US');

sums(10, (says) => {
  const outputRate = 5;
  const cost = (share: number, input: number, output: number) => share * (input + output * outputRate);
  const queues = cost(0.55, 6_200, 15);
  const answers = cost(0.35, 11_400, 420);
  const summaries = cost(0.1, 24_000, 600);
  const bill = queues + answers + summaries;
  const points = (part: number) => Math.round((part / bill) * 100);
  says(
    `customer answers are ${points(answers)}% of the bill, queues ${points(queues)}, and summaries ${points(summaries)}`,
  );
  // Points of the bill that the cached prefix saves on a route with this share of the calls.
  const cached = (share: number) => share * 4_800 * 0.9;
  const [onQueues, onAnswers, onSummaries] = [cached(0.55), cached(0.35), cached(0.1)];
  says(
    `worth ${points(onQueues)} points on queues, ${points(onAnswers)} on answers, and ${points(onSummaries)} on summaries, about ${points(cached(1))} together`,
  );
  says(`that's about ${points(cached(1))}% of the bill`);
  says(`saves about ${points(cached(1))}% of the bill, more than half of that on queue picking`);
  expect(onQueues / cached(1)).toBeGreaterThan(0.5);
  const batched = summaries / 2;
  says(`If batch work is half price, it saves up to ${points(batched)} points`);
  const safe = onQueues + onAnswers + batched;
  says(`so together I get ${points(safe)}%`);
  says(`it's up to ${points(safe)} points so far`);
  says(`finance is ${spelled(50 - points(safe))} points short`);
  // With stacked discounts a hit in a batch saves half of what it saves outside of one. A write costs more than plain input.
  const stacked = (hits: number, write: number) =>
    ((safe + (hits - ((1 - hits) * (write - 1)) / 0.9) * (onSummaries / 2)) / bill) * 100;
  expect(stacked(0.98, 1.25)).toBeGreaterThan(50);
  expect(stacked(0.98, 1.25)).toBeLessThan(50.5);
  says('At 98%, with no stragglers, that just gets us to half');
  expect(stacked(0.3, 2)).toBeLessThan((safe / bill) * 100);
  says('At a low hit rate, writing the cache can cost more than it saves');
  says(`${points(queues * 0.9)} points at a tenth of the price`);
  const smaller = (queues - onQueues) * 0.9;
  says(`only about ${spelled(points(smaller))} are left`);
  const cascade = (queues - onQueues) * (1 - 0.1 - 0.15);
  says(`saves ${spelled(points(cascade))} of the ${spelled(points(smaller))} points`);
  const shorter = 0.35 * 210 * outputRate;
  says(`about ${spelled(points(shorter))} points and ${spelled(Math.round((8.9 - 2.6) / 2))} seconds`);
  says(`could save up to about ${spelled(points((answers - onAnswers) / 5))} points`);
  says(`4,800 of 11,400 is ${percent(4_800 / 11_400)}`);
  const summaryOutput = (0.1 * 600 * outputRate) / bill;
  says(`their output is under ${Math.ceil(summaryOutput * 100)}% of this bill`);
  // Seconds to the first token for each thousand tokens of input, from the first and the last route.
  const slope = (4.6 - 1.7) / (24 - 6.2);
  says(
    `those 4,800 tokens save about ${(slope * 4.8).toFixed(1)} seconds. That brings 8.9 down to about ${(8.9 - slope * 4.8).toFixed(1)}`,
  );
});

sums(90, (says) => {
  const gaps = 300 - 1;
  expect((gaps * 30) / (800 + gaps * 30)).toBeGreaterThan(0.9);
  says('and nearly all of that is length');
  says(`0.95 to the eighth, about ${(0.95 ** 8).toFixed(2)}`);
  expect(1 - 0.95 ** 8).toBeCloseTo(1 / 3, 2);
  says('With eight of those in a row, a third of the runs die');
  says('three seconds are a hundred tokens');
  const each = 0.95 ** (1 / 8);
  expect(1 - each).toBeGreaterThan(0.005);
  says('If eight calls share 5%, each gets a bit over half a percent');
  says(`our ${(each * 100).toFixed(1)}th percentile`);
});

sums(91, (says) => {
  const tokens = (acceptance: number, drafts: number) => (1 - acceptance ** (drafts + 1)) / (1 - acceptance);
  const speedup = (acceptance: number, drafts: number) => tokens(acceptance, drafts) / (1 + drafts * 0.1);
  says(`adds up to about ${tokens(0.8, 4).toFixed(1)} tokens a round`);
  says(`and the speedup is about ${speedup(0.8, 4).toFixed(1)}`);
  says(
    `A round takes 1.4 steps and yields ${tokens(0.8, 4).toFixed(1)} tokens, so the speedup is ${speedup(0.8, 4).toFixed(1)}`,
  );
  says(`At 0.5 I get ${tokens(0.5, 4).toFixed(1)} tokens`);
  says(`At 0.2 it's ${tokens(0.2, 4).toFixed(2)} tokens for 1.4`);
  says(`Eight guesses yield about ${tokens(0.8, 8).toFixed(1)} tokens for 1.8 steps`);
  says(`That's ${speedup(0.8, 8).toFixed(1)} again`);
  says(`around six, at about ${speedup(0.8, 6).toFixed(1)}`);
  expect(0.8 ** 7).toBeCloseTo(1 / 5, 1);
  says('which happens in about a fifth of the rounds');
  says(`A round still yields ${tokens(0.79, 4).toFixed(1)} tokens`);
  const round = tokens(0.79, 4) / 0.95;
  says(`about ${round.toFixed(1)} ordinary steps`);
  expect((round - 0.4) / round).toBeGreaterThan(0.5);
  says('and most of those are verification');
});

sums(92, (says) => {
  const turns = [2, 3, 4, 5];
  const misses = (turn: number) => (7 / 8) ** (turn - 1);
  const hits = turns.reduce((sum, turn) => sum + 1 - misses(turn), 0) / turns.length;
  expect(hits).toBeGreaterThan(0.27);
  expect(hits).toBeLessThan(0.28);
  says("that's just under 28%");
  says(`turn five has four chances, about ${percent(1 - misses(5))}`);
  says(`pass one time in ${grouped(8 ** turns.length)}, an eighth for each of four turns`);
  const prompts = turns.map((turn) => 3_400 + 2_400 * (turn - 1));
  const prompt = prompts.reduce((sum, tokens) => sum + tokens) / prompts.length;
  const monday = 0.96 * 1_000 + 0.03 * (prompt - 2_400) + 0.01 * prompt;
  says(`about ${grouped(Math.round((prompt * (1 - 0.87)) / 100) * 100)} tokens left to process on Monday`);
  says(
    `From the second turn on, ${percent(1 - monday / prompt)} of the prompt used to come from the prefix cache`,
  );
  const wednesday = prompt * (1 - 0.39);
  says(`it has about ${grouped(Math.round(wednesday / 100) * 100)} now`);
  expect(wednesday / monday).toBeGreaterThan(4);
  says('the first token takes four times as long');
  says(`finds ${grouped(2_400 + 2 * 2_400)} tokens`);
  says(`about ${percent(8 / 9)} of the active histories in one case and ${percent(1 / 9)} in the other`);
  says(`up to ${40 * 8} copies instead of eight`);
});

sums(93, (says) => {
  const events = (64 * 1_024) / 130;
  const rate = 1_600 / (47 - 0.7);
  says(`64 KiB holds about ${Math.round(events)} of them`);
  says(`about ${(Math.floor(rate * 2) / 2).toFixed(1)} a second`);
  const fill = events / rate;
  says(`every ${fill.toFixed(1)} seconds`);
  const lumps = [1, 2, 3].map((n) => (0.7 + n * fill).toFixed(1));
  says(`come at ${lumps[0]}, then ${lumps[1]} and ${lumps[2]}`);
  says(`arrive in lumps, at ${lumps[0]}, ${lumps[1]}, and ${lumps[2]} seconds`);
  expect(312 * 130).toBeLessThan(64 * 1_024);
  says(`has about ${Math.floor((312 * 130) / 1_000)} KB in all`);
  says(`about ${Math.round(((3 - 0.7) * 35) / 10) * 10} tokens, and we pay for 298`);
  says(
    `some ${grouped(Math.round((2_140 * (298 - 80)) / 1e4) * 1e4)} tokens a day come after the student is gone`,
  );
  says(`50 tokens are about ${(50 / 35).toFixed(1)} seconds`);
});

sums(94, (says) => {
  const reserve = { chat: 2_300 + 8_192, triage: 900 + 8_192, export: 2_400 + 8_192 };
  const chat = 85 * reserve.chat;
  const triage = 90 * reserve.triage;
  const burst = 150 * reserve.export;
  says(`${(chat / 1e6).toFixed(2)} plus ${(triage / 1e6).toFixed(2)} million`);
  says(`reserve ${((chat + triage) / 1e6).toFixed(1)} of the two million`);
  says(`take ${percent((chat + triage) / 2e6)} of the limit in an ordinary minute`);
  says(`a burst of ${(burst / 1e6).toFixed(1)} million`);
  expect(burst / 2e6).toBeGreaterThan(3 / 4);
  says('those reserve most of a minute by themselves');
  const used = burst + 20 * reserve.chat + 22 * reserve.triage;
  expect(used + reserve.triage).toBeGreaterThan(2e6);
  says(`used ${used}, requested ${reserve.triage}`);
  says(`come to ${grouped(used)}`);
  const refused = 85 + 90 + 150 - (150 + 20 + 22);
  says(`The ${refused * 3} refusals are ${refused} calls tried three times`);
  says(`${192 + refused * 3} attempts. 192 were answered and ${refused * 3} got a 429`);
  const quiet = 85 * 2_620 + 90 * 912;
  const busy = 150 * 2_700 + 20 * 2_620 + 22 * 912;
  says(`billing says that you use ${percent((14 * quiet + busy) / 15 / 2e6)} of it on average`);
  says(`For triage that's ${spelled(Math.round(reserve.triage / 912))} times what it uses`);
  const steady = 85 * 2_900 + 90 * 932;
  const fitted = steady + 150 * 3_200;
  expect(fitted / 2e6).toBeCloseTo(2 / 5, 1);
  says('even the worst minute uses two fifths');
  // A rehearsal at half the limit proves nothing, and at a quarter the spread export still fits.
  expect(fitted).toBeLessThan(2e6 / 2);
  expect(fitted).toBeGreaterThan(2e6 / 4);
  says('Then I cut the quota to a quarter, because at half of it even an unspread export still fits');
  expect(steady + 10 * 3_200).toBeLessThan(2e6 / 4);
  says('the export spreads its calls over its quarter of an hour');
  const left = 2e6 / 60 - steady / 60;
  says(`so ${grouped(Math.floor(left / 100) * 100)} are left`);
  says(`about ${Math.round((150 * 3_200) / left)} seconds to get through`);
});

sums(95, (says) => {
  const rate = 640 / 0.031;
  says(`about ${grouped(Math.floor(rate / 100) * 100)} prompt tokens a second`);
  says(`48,100 tokens take about ${(48_100 / rate).toFixed(1)} seconds`);
  // Little's law: how long a reply decodes, with 35 and with 45 of them at once.
  const morning = 35 / (190 / 60);
  const afternoon = 45 / (190 / 60);
  // Each of the 190 prompts a minute adds 31 ms to a step, so the mean gap is above the median.
  const gap = 0.032 / (1 - (190 / 60) * 0.031);
  const tokens = morning / gap;
  says(`A reply has about ${Math.round(tokens / 10) * 10} tokens`);
  const met = afternoon / 10;
  expect(met).toBeGreaterThan(1);
  expect(met).toBeLessThan(2);
  says('Of the 310 gaps in a reply, one or two are freezes');
  // With equal lengths, and with exponential ones.
  expect(1 - Math.exp(-morning / 10)).toBeGreaterThan(0.5);
  expect(morning / 10 / (1 + morning / 10)).toBeGreaterThan(0.5);
  says('and more than half of the replies do');
  expect(met / tokens).toBeCloseTo(0.005, 3);
  says("That's about half a percent");
  // Each freeze and the step after it.
  expect((2 * met) / tokens).toBeCloseTo(0.01, 2);
  says('the slow gaps come to almost 1%');
  expect(Math.abs(33 + (2 * 650 * 1_000) / rate - 97)).toBeLessThan(2);
  says('push the p99 up to 97 milliseconds, which is an ordinary step that reads two prompts');
  says(`still writes ${Math.round(1 / 0.058)} tokens a second`);
  expect((6 * 2.4) / 60).toBeCloseTo(1 / 4, 1);
  says("Reading six of them a minute takes about a quarter of a replica's time");
  const step = (chunk: number) => 0.033 + chunk / rate;
  const reads = (chunk: number) => Math.ceil(48_000 / chunk) * step(chunk);
  says(`a step takes about ${Math.round(step(512) * 1_000)} milliseconds`);
  says(`The contract needs ${Math.ceil(48_000 / 512)} steps`);
  says(`Its first token takes about ${reads(512).toFixed(1)} seconds`);
  const chat = (chunk: number) => ((190 * 650) / chunk) * step(chunk);
  says(`Six contracts a minute need almost ${Math.ceil(6 * reads(512))} seconds`);
  says(`almost ${Math.ceil(chat(512))} seconds more`);
  says(`one contract takes about ${spelled(Math.round(reads(512) / (1 - chat(512) / 60)))} seconds`);
  says(
    `A step then takes ${Math.round(step(1_024) * 1_000)} ms, a contract ${reads(1_024).toFixed(1)} seconds, and a bit over half`,
  );
  expect(6 * reads(1_024) + chat(1_024)).toBeCloseTo(33, 0);
  says('and a bit over half of each minute is in use');
  const cache = 48_000 * 160e3;
  says(`A contract of that length is ${Math.round(cache / 1e8)} gigabytes of cache`);
  says(`that's ${spelled(Math.round(cache / 2.5e9))} seconds of transfer`);
});

sums(96, (says) => {
  const invoices = 3 * 60 * 40;
  says(
    `Of the ${grouped(invoices)} invoices since eleven, about ${Math.round((invoices * 0.026) / 10) * 10} came back`,
  );
  says(`About ${Math.round(invoices * 0.026)} invoices were read without a currency`);
  says(`where it's usually ${Math.round(invoices * 0.002)}`);
  expect(1 - 382 / 608).toBeGreaterThan(1 / 3);
  says("New invoices don't make the first token a third faster");
  expect(50 * 0.026).toBeCloseTo(1.3, 6);
  expect((1 - 0.026) ** 50).toBeGreaterThan(1 / 4);
  says("you'd expect one or two in fifty, and you could easily have none");
  // Paired: the same fifty requests, so only their variation from hour to hour counts, twice.
  const change = Math.sqrt(2) * (10 / Math.sqrt(50));
  says(
    `a standard deviation of ten tokens, the mean of fifty moves by about ${spelled(Math.round(change))} from one hour to the next, and it fell by ${213 - 171}`,
  );
  says(`give ${Math.round(2_400 * 0.026)} without a currency instead of ${Math.round(2_400 * 0.002)}`);
  says(`${100 - 38} is far beyond it`);
  says(`the other ${100 - 38 - 34}`);
});

sums(97, (says) => {
  const lost = 34 / 4_000;
  says(`falls by ${(lost * 100).toFixed(2)} points`);
  says(`One extra handover in about ${Math.round(1 / lost)} conversations`);
  const spread = (p: number, n: number, q: number, m: number) =>
    Math.sqrt((p * (1 - p)) / n + (q * (1 - q)) / m);
  says(`about ${(196 * spread(0.736, 3_000, 0.741, 57_000)).toFixed(1)} points either way`);
  // Two points worse is within the interval, and costs more than twice the saving.
  expect(0.5 + 196 * spread(0.736, 3_000, 0.741, 57_000)).toBeGreaterThan(2);
  expect(2 / (lost * 100)).toBeGreaterThan(2);
  says('or two points worse, and then it costs more than twice what it saves');
  const polish = spread(0.589, 90, 0.719, 1_710);
  expect(100 * polish).toBeCloseTo(5, 0);
  expect(0.13 / polish).toBeCloseTo(2.5, 0);
  says('the standard error is around five points, so thirteen is two and a half of them');
  says(`left about ${Math.round((1_710 * (1 - 0.719)) / 10) * 10} Polish chats unresolved`);
  says(
    `two left ${Math.round(90 * (1 - 0.589))}, about ${spelled(Math.round(90 * 0.13))} more than the old one would have`,
  );
  const today = 196 * 0.29 * spread(0.74, 3_000 * 0.29, 0.74, 57_000 * 0.29);
  says(`shrinks the interval from 1.6 points to about ${today.toFixed(1)}`);
  const hit = (60_000 / 3) * 0.97 * 0.25 * 0.29;
  const affected = 196 * spread(0.74, 6 * hit, 0.74, 6 * hit * 3);
  says(`six more days bring it to ${(affected * 0.29).toFixed(1)}`);
  const waited = 196 * spread(0.736, 17 * 1_000, 0.741, 17 * 19_000);
  says(`That's ${grouped(17 * 1_000)} conversations and an interval of about ${waited.toFixed(1)} points`);
  says(
    `is ${(2 * 0.29).toFixed(2)} points, with an interval from ${(0.9 * 0.29).toFixed(2)} to ${(3.1 * 0.29).toFixed(2)}`,
  );
  says(`34 less ${Math.round(0.0058 * 4_000)}, so ${34 - Math.round(0.0058 * 4_000)} per conversation`);
  // The stop rule on a language with 300 conversations on v2 and, at a share of 25%, 900 on v1.
  const error = spread(0.741, 300, 0.741, 3 * 300);
  says(
    `has about ${3 * 300} on the old version, and the standard error of the difference is about ${spelled(Math.round(100 * error))} points`,
  );
  const alarm = 1 - cumulativeStdNormalProbability(0.05 / error);
  expect(1 / alarm).toBeGreaterThan(20);
  expect(1 / alarm).toBeLessThan(25);
  says('a bit less than one look in twenty');
  expect(1 - (1 - alarm) ** 9).toBeCloseTo(1 / 3, 1);
  says('about every third look stops one of them');
});

sums(98, (says) => {
  const bands = [
    [0.3, 0],
    [0.25, 2],
    [0.25, 9],
    [0.2, 16],
  ] as const;
  const wrong = bands.map(([share, found]) => (share * found) / 60);
  const all = wrong.reduce((sum, share) => sum + share);
  says(`about ${percent(all, 1)} of your hits are wrong`);
  says(`about ${percent(all, 1)} of all hits are wrong`);
  const hits = 50_000 * 0.38;
  says(
    `That's ${grouped(Math.round((hits * all) / 100) * 100)} wrong answers a day, out of ${grouped(hits)}`,
  );
  expect((wrong[2] ?? 0) / all).toBeGreaterThan(1 / 3);
  says('it makes more than a third of the damage');
  expect((wrong[3] ?? 0) / all).toBeGreaterThan(1 / 2);
  expect((wrong[3] ?? 0) / all).toBeLessThan(0.55);
  says('gets rid of a bit more than half of the wrong answers');
  // The bands' Wilson intervals, combined by their distances from the estimates; zero in sixty isn't zero.
  const off = (end: 0 | 1): number =>
    Math.hypot(...bands.map(([share, found]) => share * (wilson(found, 60)[end] - found / 60))) * hits;
  expect(Math.abs(all * hits - off(0) - 1_400)).toBeLessThan(100);
  expect(Math.abs(all * hits + off(1) - 2_700)).toBeLessThan(100);
  says('call it 1,400 to 2,700');
  const kept = 0.3 + 0.25;
  const left = ((0.25 * 2) / 60 / kept) * hits * kept;
  says(`keep ${percent(kept)} of the hits, and ${percent((0.25 * 2) / 60 / kept, 1)} of those are wrong`);
  says(`around ${Math.round(left / 10) * 10} wrong ones a day`);
  says(`a true rate of up to about ${percent(3 / 60)}`);
  says(`${grouped(hits * 0.3)} hits a day, so up to ${(hits * 0.3 * 3) / 60} wrong ones`);
});

sums(99, (says) => {
  says(`We send ${grouped(300 * 1_900)}`);
  says(`The load is ${grouped(300 * 1_900)} tokens a minute`);
  const fit = Math.floor(200_000 / 1_900);
  says(`about ${fit} of 300 calls`);
  expect(fit / 300).toBeCloseTo(1 / 3, 1);
  says('A third of our calls would fit');
  says(`the other ${300 - fit} would get a 429`);
  says(`about ${Math.round(100 * 0.41 * 0.92 ** 2)} in 100 calls are lost`);
  says(`They rescue one failed call in ${spelled(Math.round(1 / (1 - 0.92 ** 2)))}`);
  expect(0.41 + 0.41 * 0.92).toBeCloseTo(0.79, 2);
  says('they nearly double what a failing provider gets to do');
  const sent = (share: number) => 150 * share + 0.41 * 150 * (1 - share);
  says(`That's about ${Math.round(sent(0.25))} a minute`);
  says(`With 40% it averages ${Math.round(sent(0.4))}`);
  const over = (mean: number, most: number) =>
    1 - (poissonDistribution(mean) ?? []).slice(0, most + 1).reduce((sum, chance) => sum + chance, 0);
  says(`about one minute in ${spelled(Math.round(1 / over(sent(0.4), fit)))} would go over ${fit}`);
  expect(over(sent(0.25), fit)).toBeLessThan(0.02);
  says(`That's about ${Math.round(sent(0.25))} a minute, and it's enough`);
  says(`it puts all 150 calls on a quota of ${fit}`);
  says(`then about ${Math.floor(200_000 / 1_100 / 10) * 10} fit`);
  says(`is ${grouped(300 * 240)} calls`);
  says(`it's ${grouped((300 * 240 * 4) / 3 / 60)} hours of agents`);
});

sums(100, (says) => {
  const token = 2 * 80 * 8 * 128 * 2;
  expect((token / 1e6).toFixed(2)).toBe('0.33');
  says('a token of cache is about a third of a megabyte');
  const cache = 320e9 * 0.9 - 80e9;
  says(`one node has about ${cache / 1e9} for the cache`);
  says(`a node holds some ${grouped(Math.floor(cache / token / 1e5) * 1e5)} tokens`);
  const flying = (written: number) => 2.5 * (written / 30 + 1);
  says(`it's ${Math.round(500 / 30 + 1)} seconds, and 45 are in flight`);
  const held = (written: number) => (4_000 + written / 2) * token;
  says(`The requests in flight need ${Math.round((45 * held(500)) / 1e9)} GB`);
  expect((45 * held(500)) / cache).toBeLessThan(1 / 3);
  says('At peak we need less than a third of what a node holds');
  const reading = (2.5 * 2_500) / 11_000;
  const writing = (written: number) => (2.5 * written) / 1_800;
  says(`takes ${percent(reading)} of a node at peak`);
  says(`writing takes ${percent(writing(500))}`);
  const work = reading + writing(500);
  says(`so add the two: ${work.toFixed(2)} nodes`);
  expect(work).toBeCloseTo(1.25, 1);
  says('the other is asked for a quarter more than it can do');
  // What reading leaves of a step at 40 sequences, for each of them.
  expect((1_800 / 40) * (1 - reading)).toBeCloseTo(19.4, 1);
  says('already just below the 20 tokens a second we promised');
  says(`writing would have to fall from ${percent(writing(500))} to ${Math.round((0.75 - reading) * 100)}`);
  says(`two surviving nodes are at ${percent((1.5 * work) / 2)}`);
  expect((10 * 60_000 * token) / cache).toBeCloseTo(0.95, 2);
  says("Ten such prompts would fill a node's cache");
  says(`and each takes over ${spelled(Math.floor(60_000 / 11_000))} seconds to read`);
  const night = [(40_000 * 6_000) / 11_000 / 3_600, (40_000 * 300) / 1_800 / 3_600] as const;
  const [tokensIn, tokensOut] = night.map((hours) => spelled(Math.round(hours)));
  says(`take about ${tokensIn} hours, and 12 million out almost ${tokensOut}`);
  expect((night[0] + night[1]) / 3).toBeLessThan(3);
  says("On three it's less than three hours");
  says(`about ${Math.round(((2 * 0.75) / work) * 2.5)} requests a second`);
  says(`writing went to ${percent(writing(900))} of a node`);
  const longer = reading + writing(900);
  says(`Three nodes at ${percent(longer / 3)}`);
  says(`with one down the other two are at ${percent(longer / 2)}`);
  says(`takes ${Math.round(900 / 30 + 1)}, so ${Math.round(flying(900))} are in flight`);
  expect((78 * held(900)) / cache).toBeLessThan(1);
  says('Even that fits in memory');
  says(`leaves about ${Math.round(45 * (1 - reading / work))}`);
  const slower = 2.5 * (500 / 20 + 1);
  says(
    `it's ${500 / 20 + 1} seconds, so ${slower} in flight and about ${Math.round((slower * held(500)) / 1e10) * 10} GB`,
  );
  says(`reads ${Math.round((40 * held(500)) / 1e9)} GB of cache`);
});

sums(102, (says) => {
  const bill = 400_000;
  says(`Only ${22 + 19 + 11}% has an owner`);
  says(`€${grouped(bill * 0.12)} a month`);
  says(`Claims pays about €${(bill * 0.22) / 44_000} a case and Sales €${(bill * 0.19) / 9_500} a quote`);
  says(`40% of that is ${(22 * 0.4).toFixed(1)} points`);
  // The reservation no one uses does not grow, unless it is renewed.
  const [used, whole] = [100 - 22 - 12, 100 - 22].map((share) => spelled(Math.round(share * 0.08)));
  says(`the others add ${used} or ${whole} points in a month`);
});

sums(293, (says) => {
  const replica = 48 / 12;
  says(
    `so that's ${replica} a second. Monday needs ten replicas, a normal day five, and at night one will do`,
  );
  expect([40, 20, 4].map((load) => load / replica)).toEqual([10, 5, 1]);
  says(`Eight replicas do ${8 * replica} requests a second`);
  expect((40 - 8 * replica) / 40).toBe(1 / 5);
  says("That's one in five too many");
  says('and about a fifth shorter would do');
  expect(3 + 4 + 1).toBe(8);
  says('Eight minutes: three for the machine, four to load the weights, one to warm up');
});

sums(356, (says) => {
  const [weights, bandwidth, compute, perToken] = [16e9, 3.35e12, 990e12, 131e3];
  const step = (bytes: number) => bytes / bandwidth;
  says(`That takes close to ${spelled(Math.round(step(weights) * 1e3))} milliseconds`);
  expect(1 / step(weights)).toBeCloseTo(209, 0);
  says('about 200 tokens a second at the very best');
  expect((2 * 8e9) / compute).toBeLessThan(20e-6);
  says('The arithmetic for that token takes microseconds');
  says(`let's put ${Math.round(compute / bandwidth / 100) * 100} sequences into the batch`);
  const cache = 2_000 * perToken;
  expect((64 * cache) / weights).toBeCloseTo(1, 1);
  says('At 64 the caches weigh as much as the model');
  says(`300 sequences of 2,000 tokens are ${Math.round((300 * cache) / 1e9)} GB`);
  const full = weights + 300 * cache;
  says(
    `each step would read ${Math.round(full / 1e9)} GB, which takes ${Math.round(step(full) * 1e3)} milliseconds`,
  );
  const contract = 30_000 * 2 * 8e9;
  says(`around ${contract / 1e12} trillion operations`);
  expect(contract / (compute / 2)).toBeCloseTo(1, 1);
  says('at half of the peak it takes about a second');
  const [before, after] = [weights, weights / 2].map((bytes) => bytes + 64 * cache) as [number, number];
  says(`so it goes from ${Math.round(before / 1e9)} to ${Math.round(after / 1e9)}, about a quarter less`);
  expect(1 - after / before).toBeCloseTo(0.25, 1);
  expect(Math.round(8e9 / cache / 10) * 10).toBe(30);
  says('eight more gigabytes of cache are about thirty more sequences');
  says(`seventy are about ${Math.round((70 * 2_250 * perToken) / 1e9)} GB of the 64`);
  const prompts = 12 * 2_000;
  says(`12 of them are 24,000 tokens a second, ${(prompts * 2 * 8e9) / 1e12} trillion operations`);
  expect((prompts * 2 * 8e9) / (compute / 2)).toBeCloseTo(0.78, 2);
  says('Then three quarters of the time goes into reading');
  says(`The server wrote ${grouped(8 * 250)}, ${grouped(10 * 250)}, and`);
});

sums(312, (says) => {
  const [reviews, perMinute, seconds] = [20_000, 600, 6];
  expect(reviews / ((30 / seconds) * 60)).toBeGreaterThan(60);
  says('It used to take over an hour');
  const waits = Array.from({ length: 5 }, (_, attempt) => 2 ** attempt);
  const starts = waits.map((_, attempt) => waits.slice(0, attempt).reduce((sum, wait) => sum + wait, 0));
  says(
    `They wait ${waits.slice(0, 3).join(', ')}, and ${waits[3]} seconds, so the fifth attempt starts after ${spelled(starts[4] ?? 0)}`,
  );
  says(`at ${starts.slice(1, 4).join(', ')}, and ${starts[4]} seconds from the start`);
  const end = 15 + (waits[4] ?? 0);
  says(`At ${end} seconds it gives up, ${spelled(40 - end)} seconds before`);
  expect((perMinute / 60) * seconds).toBe(60);
  says('so about sixty in flight');
  says(`20,000 reviews take ${Math.round(reviews / perMinute)} minutes`);
  expect(Math.round((100 / seconds) * 60)).toBe(1_000);
  says("I'd ask for a thousand a minute");
  says(`If calls slow down to twelve, sixty workers only do ${(60 / 12) * 60} a minute`);
  says(`a review that keeps failing costs ${spelled(3 * 5)}`);
});
