import { expect } from 'vitest';
import { percent, signTest, spelled, sums, wilson } from './support.ts';

const TB = 1e12;
const GB = 1e9;

sums(4, (says) => {
  const chunks = 4e6 * 3;
  says(`they take ${((chunks * 1024 * 4) / GB).toFixed(0)} GB before any index overhead`);
  says(
    `500 a second, say, twelve million chunks take about ${spelled(Math.round(chunks / 500 / 3600))} hours`,
  );
  expect((chunks * 1024 * 4) / GB / 100).toBeCloseTo(0.5, 1);
  says("would read all 49 GB. At 100 GB a second that's half a second");
});

sums(11, (says) => {
  says(`Last night that took ${66 / 6} minutes, and 66 on each of the two nights before`);
  says('the reindex took a sixth of its usual time');
});

sums(29, (says) => {
  says(`it's ${percent(60 / 260)} of each chunk`);
});

sums(30, (says) => {
  const vectors = 400e6;
  const bytes = 768 * 4;
  says(`400 million times 768 times four bytes is about ${((vectors * bytes) / TB).toFixed(1)} terabytes`);
  says(`${3 * 128} gigabytes together`);
  says('so I count on half of that');
  says(`I can count on ${(3 * 128) / 2}`);
  const links = (270 * vectors) / GB;
  says(`about ${links} gigabytes of links`);
  const scalars = Math.round((768 * vectors) / GB);
  says(`the eight-bit vectors are another ${scalars}, so ${scalars + links} together`);
  const graph = (96 * vectors) / GB + links;
  says(`With 96-byte codes it's about ${graph.toFixed(0)}, which would fit in shards`);
  expect((graph * 2) / 3).toBeLessThan(128);
  const code = 96 + 8;
  expect((64 * 4 * vectors) / GB).toBeGreaterThan(100);
  says("At 64 links per node and four bytes each, that's over a hundred gigabytes");
  says(`that's about a hundred bytes a vector, ${((vectors * code) / GB).toFixed(0)} gigabytes in all`);
  says(`about ${Math.round(vectors / 131_072 / 1000)},000 vectors each`);
  const codes = (vectors / 131_072) * 64;
  says(`about ${Math.round(codes / 1e4)}0,000 codes`);
  says(`that's ${Math.round((codes * 96) / 1e6)} million table look-ups`);
  expect((vectors * 4096) / TB).toBeLessThan(4);
  says(`${(200 * 100).toLocaleString('en-US')} random reads a second each`);
  says(`Two copies are ${((2 * vectors * code) / GB).toFixed(0)} gigabytes`);
  says(`Codes of 192 bytes, with the IDs, make ${((vectors * 200) / GB).toFixed(0)} gigabytes`);
  const later = 1.2e9;
  says(`104 bytes times 1.2 billion is ${((later * code) / GB).toFixed(0)} gigabytes`);
  says(
    `${((later * bytes) / TB).toFixed(1)} terabytes of originals unpadded, ${((later * 4096) / TB).toFixed(1)} padded`,
  );
  says(`bring the index to ${((later * 56) / GB).toFixed(0)} gigabytes`);
  expect((2 * (later * code * 2)) / 3 / GB).toBeGreaterThan(128);
  expect((2 * later * 56) / GB).toBeGreaterThan(128);
  says('Neither those nor sharding in three leaves room for a second copy');
  says(
    `codes shrink the vectors ${bytes / 96}-fold and the graph index only about ${spelled(Math.round((bytes + 270) / (96 + 270)))}fold`,
  );
});

sums(31, (says) => {
  const shares = [0.1, 0.01, 0.001];
  says(`ten percent of 40 is ${spelled(40 * 0.1)}, which is what that firm got`);
  says("one percent isn't even one chunk, so nothing");
  const [tenth, hundredth, thousandth] = shares.map((share) => String(+(400 * share).toFixed(2)));
  says(`At width 400 I'd predict ${tenth}, ${hundredth}, and ${thousandth} rows`);
  says(`With 30% of the table you expect ${spelled(40 * 0.3)} of the 40`);
  says(`To expect ten rows there I'd need ${(10 / 0.001).toLocaleString('en-US')} candidates`);
});

sums(32, (says) => {
  const mixed = (weight: number, keyword: number, cosine: number): number =>
    (1 - weight) * keyword + weight * cosine;
  says(`Shown first are latex gloves with ${mixed(0.5, 14.2, 0.78).toFixed(2)}`);
  says(
    `${mixed(0.5, 14.2, 0).toFixed(1)} from the keywords and ${mixed(0.5, 0, 0.78).toFixed(2)} from the vectors`,
  );
  says(`${Math.round(14.2 / 0.78)} to one`);
  expect(mixed(0.9, 8.8, 0)).toBeGreaterThan(mixed(0.9, 0, 0.81));
  says('Even at 0.9 the glove holder from the keyword list is ahead of the vinyl gloves');
  says(`For this one query about ${(8.8 / (8.8 + 0.81)).toFixed(3)} would do`);
  const overall = (numbers: number, texts: number): string => ((60 * numbers + 140 * texts) / 200).toFixed(2);
  says(`hybrid has ${overall(0.95, 0.62)} and keyword ${overall(0.95, 0.61)}`);
});

sums(33, (says) => {
  const passages = 12e6;
  says(
    `The vectors of twelve million passages are about ${((passages * 1024 * 2) / GB).toFixed(0)} gigabytes`,
  );
  says(`twelve million passages take almost ${spelled(Math.round(passages / 500 / 3600))} hours`);
  says(`Fifty take ${(50 / 500) * 1000} milliseconds`);
  const products = 20 * 200 * 128;
  expect(products).toBeCloseTo(0.5e6, -5);
  says("that's half a million multiplications a passage");
  const passage = 200 * 128 * 2;
  says(
    `vectors are ${(passage / 1e3).toFixed(0)} kilobytes a passage, over ${Math.floor((passage * passages) / GB / 100)}00 gigabytes in all`,
  );
  says(`36 bytes a token it's ${((36 * 200 * passages) / GB).toFixed(0)} gigabytes`);
});

sums(34, (says) => {
  const rows = [
    { n: 120, before: 0.88, after: 0.81 },
    { n: 80, before: 0.35, after: 0.84 },
    { n: 50, before: 0.46, after: 0.78 },
    { n: 50, before: 0.9, after: 0.62 },
  ];
  const overall = (pick: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((sum, row) => sum + row.n * pick(row), 0) / 300;
  says(
    `recall rose from ${overall((row) => row.before).toFixed(2)} to ${overall((row) => row.after).toFixed(2)}`,
  );
  expect((120 + 50) / 300).toBeGreaterThan(0.5);
  says('Together those two are more than half of the test');
  const best = overall((row) => Math.max(row.before, row.after));
  says(`that's ${best.toFixed(2)} overall`);
  const lost = rows.map((row) => (row.n / 10) * Math.abs(row.after - row.before));
  const [plain, followUps, double, codes] = lost;
  says(`eight of them make ${spelled(Math.round(followUps ?? 0))}`);
  expect([double, codes].map((loss) => Math.abs((loss ?? 0) - 1.5) < 0.15)).toEqual([true, true]);
  expect(plain).toBeLessThan(1);
  says(
    'Missed double questions cost one and a half, rewritten codes about the same, rewritten plain questions less than one',
  );
  const total = lost.reduce((sum, loss) => sum + loss, 0);
  says(`Together that's nearly ${spelled(Math.ceil(total))} of 300`);
  says(`so ${best.toFixed(2)} becomes ${(best - total / 300).toFixed(2)}`);
});

sums(35, (says) => {
  expect(9000 / (20 * 12)).toBeGreaterThan(30);
  says('more than thirty times as much text as twenty views of a dozen columns');
  const queries = 4000 * (0.6 + 0.15);
  says(
    `${queries.toLocaleString('en-US')} questions a day need a query and 1% go wrong, that's ${queries / 100} a day`,
  );
  says(`is ${(600_000 * 1500) / 1e6} million tokens before the first answer`);
});

sums(36, (says) => {
  const seconds = (time: string): number => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  says('saved at 10:03:20');
  says('At 10:05:02 the page was withdrawn');
  says(`the late write came ${seconds('10:05:31') - seconds('10:05:02')} seconds after the delete`);
});

sums(38, (says) => {
  const gigabytes = (numbers: number, bytes: number): string => ((50e6 * numbers * bytes) / GB).toFixed(0);
  says(`3,072 ${gigabytes(3072, 4)}`);
  says(`768 ${gigabytes(768, 4)}`);
  says(`192 ${gigabytes(192, 4)}`);
  says(`save just as much, down to ${gigabytes(768, 1)} gigabytes`);
  says(`on 300 questions is ${spelled(Math.round((0.71 - 0.69) * 300))} questions`);
  expect(Math.round((0.82 - 0.69) * 100)).toBe(13);
  says("Thirteen points aren't luck");
  says(`It costs Y+ ${Math.round((0.82 - 0.61) * 100)} points`);
  expect([1, 2].map((copies) => copies * Number(gigabytes(768, 4)) < 256)).toEqual([true, false]);
  says(`about ${percent(signTest(6, 0))}, and I'd call it real`);
  says(
    `About ${(Math.round((7.85 * 0.08) / 0.02 ** 2 / 100) * 100).toLocaleString('en-US')}, if they disagree on 8%`,
  );
  says(`about ${300 * 0.08} disagreements, 15 against 9`);
  says(`about ${spelled(Math.round(signTest(15, 9) * 10))} times in ten`);
  says(`That's ${spelled(Math.round(50e6 / 2000 / 3600))} hours of machine time`);
  says(`the average drops only ${((0.82 - 0.57) * 10).toFixed(1)} points`);
});

sums(39, (says) => {
  says(`recall ${((0.86 + 0.84 + 0.81) / 3).toFixed(2)}`);
  const behind = [0.84 - 0.79, 0.81 - 0.74, 0.86 - 0.78, 0.81 - 0.75, 0.86 - 0.74, 0.84 - 0.73];
  const points = (gap: number): string => spelled(Math.round(gap * 100));
  says(`That gap of ${points(Math.min(...behind))} points`);
  says(`is ${Math.round(Math.max(...behind) * 100)} points behind German`);
});

sums(40, (says) => {
  says(`That's about ${50 * 5.4 + 50 * 0.3} passages`);
  says(`With those it's ${50 * 5.4 + 50 * 0.3 + 50 + 20} judgments`);
  says(`about ${((250 - 50) * 5.4).toLocaleString('en-US')} holes for the new search`);
  const known = 2.1 / 0.74;
  expect(known).toBeCloseTo(2.8, 1);
  says('almost three relevant passages for each question, and it found two of them');
  const now = known + (81 + 2) / 50;
  expect(now).toBeCloseTo(4.5, 1);
  expect((2.1 + 2 / 50) / now).toBeCloseTo(0.48, 2);
  says('four or five, and it still finds two, so its recall is a bit under a half');
  expect((1.7 + 81 / 50) / now).toBeCloseTo(0.74, 2);
  says('finds more than three, about three quarters');
});

sums(311, (says) => {
  const [low, high] = wilson(26, 30);
  says(`it could be ${percent(low)} or ${percent(high)}`);
  says(`Defending ${percent(26 / 30)} as if`);
});

sums(357, (says) => {
  const seconds = 600_000 / 500;
  says(
    `600,000 chunks at 500 a second are ${seconds.toLocaleString('en-US')} seconds, those ${spelled(seconds / 60)} minutes`,
  );
});

sums(341, (says) => {
  expect(20 / 200).toBe(1 / 10);
  says('in a tenth of the pairs');
  says(`About ${512 / 2} photos of a batch show one of those 300`);
  expect(1 - (1 - 1 / 300) ** (512 / 2 - 1)).toBeGreaterThan(0.5);
  says('more than half of them have a second photo of the same article');
  expect(Math.exp(1) / (Math.exp(1) + 511)).toBeCloseTo(0.005, 3);
  says('a probability of half a percent');
  says(
    `e to the tenth as much, about ${(Math.round(Math.exp(0.1 / 0.01) / 1000) * 1000).toLocaleString('en-US')} times`,
  );
  expect(Math.round(8000 / 512)).toBe(16);
  says(`Sixteen batches of 512 still compare each photo with ${512 - 1} texts`);
});
