import { expect } from 'vitest';
import { percent, signTest, spelled, sums } from './support.ts';

/** A limit of the exact 95% interval of a rate, found by bisection. */
function rateLimit(errors: number, cases: number, side: 'lower' | 'upper'): number {
  const atMost = (count: number, rate: number): number => {
    let term = (1 - rate) ** cases;
    let sum = term;
    for (let k = 1; k <= count; k++) {
      term *= ((cases - k + 1) / k) * (rate / (1 - rate));
      sum += term;
    }
    return sum;
  };
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const rate = (low + high) / 2;
    const above = side === 'upper' ? atMost(errors, rate) < 0.025 : 1 - atMost(errors - 1, rate) > 0.025;
    [low, high] = above ? [low, rate] : [rate, high];
  }
  return low;
}

/** 12,000 tokens at 128 KiB, in GB. */
const LETTER = (12_000 * 128 * 1024) / 1e9;

sums(1, (says) => {
  const crossover = (width: number): string => `${Math.round((12 * width) / 1000)},000`;
  says(`n = ${24 / 2}d, about ${crossover(4096)} tokens`);
  const reading = 1000 / 8000;
  says(`reading took ${reading} ms a token`);
  says(`${25 / reading} times slower`);
  says(`which would be ${Math.round((100 / 8) ** 2)} times`);
  // Attention costs n / 12d of the rest, which is linear in n.
  const work = (length: number): number => length * (1 + length / 12 / 4096);
  says(`I'd expect about ${Math.round(work(100_000) / work(8000))} seconds`);
});

sums(3, (says) => {
  const tokens = { article: 6000 / 4, thai: 6000 / 2, log: 24_000 / 2.5 };
  says('a Thai text costs twice as much as an English article of the same length');
  expect(tokens.thai / tokens.article).toBe(2);
  says('and a log over six times as much');
  expect(tokens.log / tokens.article).toBeCloseTo(6.4);
  const [before, thai, logs] = [40_000 * tokens.article, 5000 * tokens.thai, 5000 * tokens.log];
  const after = before + thai + logs;
  says(`from ${before / 1e6} million tokens a week to ${after / 1e6} million`);
  expect(logs / (after - before)).toBeGreaterThan(0.7);
  says('the logs are most of the difference');
  expect(after / before).toBeCloseTo(2, 0);
  says('Input tokens doubled');
  says(`Where you and I see ${spelled('QX7-00912-BBKT'.length)} characters`);
  const output = 300 * 5;
  says(`${percent(300 / 2300)} of the tokens make ${percent(output / (2000 + output))} of the bill`);
});

sums(12, (says) => {
  const token = (heads: number): number => 2 * 64 * heads * 128 * 2;
  says(`For A that makes ${token(64) / 2 ** 20} MiB a token`);
  says('and for B, with an eighth of those heads, a quarter of a MiB');
  expect(token(8) / 2 ** 20).toBe(1 / 4);
  const chat = (heads: number): number => (token(heads) * 16_384) / 2 ** 30;
  says(`takes ${chat(64)} GiB in A and ${chat(8)} GiB in B`);
  expect(400 / chat(8)).toBe(100);
  says(`holds ${spelled(Math.floor(400 / chat(64)))} conversations or a hundred`);
  says(`2 × 8 × 128, which is ${(2 * 8 * 128).toLocaleString('en-US')}`);
  says(`${(64 * 576 * 2) / 1024} KiB per token with 64 layers, about ${(2048 / 576).toFixed(1)} times less`);
  says(`${(64 * 576 * 2) / 1024} KiB apiece against ${token(8) / 1024 / 4} for B`);
});

sums(13, (says) => {
  says(`by a factor of ${131_072 / 8192}`);
  const turn = 2 * Math.PI * 10_000 ** (126 / 128);
  says(`about ${Math.round(turn / 1000)},000 tokens for one turn`);
  says(`a factor of about ${Math.round(400_000 / 8192)}`);
});

sums(14, (says) => {
  const weights = [50, 20, 15, 10, 5];
  const at = (temperature: number, kept = 5): number[] => {
    const powers = weights.slice(0, kept).map((weight) => weight ** (1 / temperature));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => Math.round((100 * power) / total));
  };
  says(`*fresh* goes up to ${at(0.5)[0]} percent, at two it falls to ${at(2)[0]},`);
  says(`at least one is about ${Math.round(100 * (1 - 0.999 ** 300))} percent`);
  says(`roughly ${at(2).slice(0, 4).join(', ')}, and ${at(2)[4]}`);
});

sums(15, (says) => {
  says(`when it's busy ${400 - 318}`);
  says(`about ${spelled(Math.round((40 * (400 - 318)) / 400))} of the nine could come from those forty`);
  says(`more than about ${spelled(2 * Math.sqrt(9))}, twice the root of nine`);
  says(`Four hundredths of a nat is ${(100 / (1 + Math.exp(-0.04))).toFixed(0)} to 49`);
  says(`three nats is ${spelled(Math.round(Math.exp(3)))} to one`);
});

sums(16, (says) => {
  const spare = 160 - 120 - 10;
  says(`That's just under ${LETTER.toFixed(1)} GB`);
  says(`${spare} of our 160 gigabytes are left, and they hold ${Math.floor(spare / LETTER)} letters`);
  expect(40 - Math.floor(spare / LETTER)).toBeGreaterThan(40 / 2);
  says('The peak is forty, so more than half of them queue');
  expect(1_500 * 0.02).toBe(30);
  says('One round of writing takes half a minute');
  const reading = (20 * (12_000 - 1500) * 2 * 32e9) / 600e12;
  says(`twenty records after ${Math.round(reading)} seconds`);
  const copy = Math.floor((80 - 32 - 5) / LETTER);
  says(`Two copies hold ${2 * copy} letters`);
  says(`the other still serves ${copy}`);
  const unused = (1 - 8 / 128) ** 19;
  says(`about ${percent(unused)}. So ${percent(1 - unused)} of the experts get read`);
  says(`some ${Math.round(10 * (1 - (1 - 8 / 128) ** 20))}0 percent of them get read at each step`);
  const read = 4 + 116 * (1 - unused);
  says(`some ${read.toFixed(0)} GB a step`);
  says(`about ${(read / 6).toFixed(0)} ms against ${(32 / 3).toFixed(0)}`);
  const caches = [(19 * LETTER) / 6, (20 * LETTER) / 3].map(Math.round);
  says(`The caches add ${caches[0]} ms for 19 letters over both GPUs, and ${caches[1]} for twenty`);
  expect(Math.abs(read / 6 + (19 * LETTER) / 6 - 20)).toBeLessThan(1.5);
  expect(Math.abs(32 / 3 + (20 * LETTER) / 3 - 20)).toBeLessThan(1.5);
  says('so a step is about 20 ms either way');
  says(`a standard error of ${(100 * Math.sqrt(0.25 / 200)).toFixed(1)} points`);
  expect(Math.floor((3 * 80 - 120 - 15) / LETTER)).toBeGreaterThan(40);
  says('with a third GPU');
  says(`a true preference of about ${percent(0.5 + (1.96 + 0.84) * Math.sqrt(0.25 / 400))}`);
  says(`about ${Math.floor((160 - 62 - 10) / LETTER)} letters`);
  says(`take ${((1500 * LETTER) / 1000).toFixed(1)} TB`);
});

sums(17, (says) => {
  says(`about ${((70 * (4 + 16 / 128)) / 8).toFixed(0)} GB`);
  says(`about 1,000 operations for two bytes, so ${Math.round((512 * 2) / 2 / 100)}00 per byte`);
  says(`leaves ${80 - 36} GB for cache instead of ${80 - 60}`);
  says(
    `At the usual 5% for each, ${percent(1 - 0.95 ** 10)} of equally good builds would have a slice over it`,
  );
});

sums(18, (says) => {
  const budget = 1.2e23;
  const tokens = (billions: number): number => budget / 6 / billions / 1e9 / 1e12;
  says(`14 billion parameters get ${tokens(14).toFixed(2)} trillion tokens, and 8 billion get ${tokens(8)}`);
  // What some passes over the data count for, in passes over fresh data (Muennighoff et al., R*_D = 15.39).
  const cleared = 0.6;
  const worth = (passes: number): number =>
    passes <= 1 ? passes : 1 + 15.39 * (1 - Math.exp(-(passes - 1) / 15.39));
  // The refit of the law by Besiroglu et al.
  const lossAt = (billions: number, passes: number): number =>
    1.8172 + 482.01 / (billions * 1e9) ** 0.3478 + 2085.43 / (worth(passes) * cleared * 1e12) ** 0.3658;
  const loss = (billions: number, times = 1): number =>
    lossAt(billions, (times * tokens(billions)) / cleared);
  expect([14, 8].map((billions) => Math.round((loss(billions) - loss(32)) * 100))).toEqual([1, 3]);
  says(
    '14 billion parameters end about a hundredth of a nat above 32 billion, and 8 billion almost three hundredths',
  );
  says(`14 billion needs ${(tokens(14) / 0.6).toFixed(1)} passes`);
  says(`8 billion needs a little more than four, ${(tokens(8) / 0.6).toFixed(1)}.`);
  const year = (billions: number): number => (2 * billions * 1e9 * 3e12) / 1e23;
  says(`serving 32 billion parameters takes ${year(32).toFixed(1)} × 10²³ operations`);
  says(`so after ${spelled(Math.ceil((12 * 1.2) / year(32)))} months we've spent more on serving`);
  const total = (billions: number): number => 1.2 + 3 * year(billions);
  expect(total(14) / total(32)).toBeCloseTo(0.5, 1);
  says('14 billion takes about half of what 32 does');
  const marginal = (seen: number): number => Math.exp(-(seen - 1) / 15.39);
  says(`is still worth about ${percent(marginal(tokens(8) / cleared))} of a fresh one`);
  expect((3 * tokens(8)) / cleared).toBe(12.5);
  expect(marginal(12.5)).toBeLessThan(0.5);
  says("it's twelve and a half passes, and the last tokens are worth less than half");
  expect(loss(8, 3)).toBeCloseTo(loss(14), 2);
  says('about what 14 billion gets for a single budget');
  const saved = year(14) - year(8);
  says(`pays back in almost ${spelled(Math.ceil((2 * 1.2) / saved))} years`);
  const latency = (billions: number): number => Math.round((20 * billions) / 3);
  says(`20 tokens take ${latency(32)} ms, with ${250 - latency(32)} left`);
  const slower = (billions: number): number => Math.round((20 * billions) / 3 / 0.8);
  says(
    `At 80% it's ${slower(32)}, already too long. At 14 billion it's ${latency(14)} ms, or ${slower(14)} at 80%`,
  );
  says(`about ${percent((2 * 32e9 * 1e11) / budget)} of the training run`);
});

sums(19, (says) => {
  says(`${spelled((79 - 74) * 3)} codes net out of 300`);
  says(`${(5400 - 900).toLocaleString('en-US')} more tokens`);
  // One point on invoices: three cases, which could be chance however they split.
  expect(signTest((98 - 97) * 3, 0)).toBeGreaterThan(0.05);
  says('the one point that high adds could be chance');
  says(`by about ${spelled(Math.round(Math.sqrt(30 + 15)))}, the root of 45`);
  says(`the same net, chance moves it by almost ${spelled(Math.round(Math.sqrt(45 + 30)))}`);
  expect(signTest(30, 15)).toBeLessThan(0.05);
  says('30 got better, 15 got worse');
  says('so I lean toward high');
  expect(signTest(45, 30)).toBeGreaterThan(0.1);
  says("If it's 45 to 30, the same net");
  says('and we need more cases');
  says(`${((5480 - 980) / 0.05).toLocaleString('en-US')} tokens for each additional right code`);
  says(`five times 980 is ${(5 * 980).toLocaleString('en-US')} output tokens`);
});

sums(20, (says) => {
  const [before, after] = [7 / 410, 50 / 830];
  expect(before).toBeCloseTo(0.02, 2);
  says('about 2% of those were wrong');
  says(`the new one automates twice as many, and ${percent(after)} of them are wrong`);
  says(`the new one is 96% sure and right in ${spelled(Math.round(898 / 100))} of ten`);
  says(`The new one puts ${310 + 520} there, and ${38 + 12} are wrong`);
  says(`one in ${spelled(Math.round(310 / 38))} is wrong, against about one in forty elsewhere`);
  says(
    `Split by label mass, one part has ${percent(38 / 310)} errors and the other ${(1200 / 520).toFixed(1)}`,
  );
  says(`a label with 0.4 against another with 0.02 comes out at ${(0.4 / (0.4 + 0.02)).toFixed(2)}`);
  says(`11 of 1,200 is ${percent(11 / 1200, 1)}`);
  says(`the 95% interval ends at about ${percent(rateLimit(11, 1200, 'upper'), 1)}`);
  says(`60% of 2,000 fresh claims, with 11 errors`);
  says(`11 of ${(2000 * 0.6).toLocaleString('en-US')} is`);
  says(`At 24 errors, ${percent(24 / 1200)} on the dot`);
  says(`because the truth could be ${percent(rateLimit(24, 1200, 'upper'))}`);
});

sums(21, (says) => {
  says(`60 pixels become ${Math.round((60 * 1024) / 4032)}`);
  const [width, height] = [Math.round(1024 / 14), Math.round(768 / 14)];
  says(`about ${Math.round((width * height) / 4000)},000 tokens after merging`);
  const crop = Math.round(800 / 14) * Math.round(300 / 14);
  says(`a crop of 800 by 300 pixels about ${Math.round(crop / 400) * 100}`);
});

sums(314, (says) => {
  const fewer = Math.round(9_000 * (0.91 - 0.89));
  says(`are ${fewer} a day. At four dollars each that's ${fewer * 4} dollars`);
  says(`the regression alone would be at ${percent(0.7 * 0.96 + 0.3 * 0.73)}`);
  says(`Together that's about ${percent(0.7 * 0.96 + 0.3 * 0.84)} right`);
});
