import { percent, sums } from './support.ts';

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
    `about ${points(queues)}% of the bill, answering customers ${points(answers)}%, and summaries ${points(summaries)}%`,
  );
  const smaller = queues * 0.9;
  const batched = summaries / 2;
  const cached = 0.35 * 4_800 * 0.9;
  says(`If that model costs a tenth, we save ${points(smaller)} points`);
  says(`If batch work is half price, that's ${points(batched)} more`);
  says(`up to ${points(cached)} points cheaper`);
  says(`That's ${points(smaller + batched + cached)} points so far`);
  says(
    `a fifth of what answering still costs, about ${points((answers - cached) / 5) === 6 ? 'six' : '?'} points`,
  );
  says(`4,800 of 11,400 is ${percent(4_800 / 11_400)}`);
  const summaryOutput = (0.1 * 600 * outputRate) / bill;
  says(`their output is under ${Math.ceil(summaryOutput * 100)}% of this bill`);
  says(`so ${0.1 + 0.15 === 0.25 ? 'a quarter' : '?'} of today's cost`);
});

sums(90, (says) => {
  says(`${0.8} plus ${(300 * 30) / 1_000}, just under ten seconds`);
  says(`adds less than ${Math.ceil(2_000 / 300)} ms to the average gap`);
  says(`0.95 to the eighth, about ${(0.95 ** 8).toFixed(2)}`);
  const each = 0.95 ** (1 / 8);
  says(`The eighth root of 0.95 is ${each.toFixed(4)}, so each call may be slow in ${percent(1 - each, 2)}`);
  says(`our ${(each * 100).toFixed(1)}th percentile`);
});

sums(91, (says) => {
  const tokens = (acceptance: number, drafts: number) => (1 - acceptance ** (drafts + 1)) / (1 - acceptance);
  const speedup = (acceptance: number, drafts: number) => tokens(acceptance, drafts) / (1 + drafts * 0.1);
  says(
    `1 plus 0.8 plus ${(0.8 ** 2).toFixed(2)} plus ${(0.8 ** 3).toFixed(2)} plus ${(0.8 ** 4).toFixed(2)}, about ${tokens(0.8, 4).toFixed(1)}`,
  );
  says(`${tokens(0.8, 4).toFixed(1)} over 1.4 is ${speedup(0.8, 4).toFixed(1)}`);
  says(`At 0.5 I get ${tokens(0.5, 4).toFixed(1)} tokens`);
  says(`At 0.2 it's ${tokens(0.2, 4).toFixed(2)} tokens for 1.4`);
  says(`divided by 0.2, so about ${tokens(0.8, 8).toFixed(1)} tokens, and it costs 1.8`);
  says(`That's ${speedup(0.8, 8).toFixed(1)} again`);
  says(`around six, ${tokens(0.8, 6).toFixed(2)} tokens for 1.6, so ${speedup(0.8, 6).toFixed(1)}`);
  says(`in ${percent(0.8 ** 7)} of rounds`);
  says(`At 0.79 a round yields ${tokens(0.79, 4).toFixed(1)} tokens`);
  const round = tokens(0.79, 4) / 0.95;
  says(`about ${round.toFixed(1)} ordinary steps, and ${(round - 0.4).toFixed(1)} of those are verification`);
});
