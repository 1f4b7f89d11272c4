import { percent, sums } from './support.ts';

const TB = 1e12;
const GB = 1e9;

sums(4, (says) => {
  const chunks = 4e6 * 3;
  says(`that's ${((chunks * 1024 * 4) / GB).toFixed(0)} GB before any index overhead`);
  says(`500 chunks a second that's about ${numeral(chunks / 500 / 3600)} hours`);
});

sums(11, (says) => {
  says(`the reindex took a ${ordinal(64 / 11)} of its usual time`);
  says(`about ${(2.03 - 2.02) / 2.03 < 0.006 ? 'half a percent' : ''} of the index`);
});

sums(29, (says) => {
  says(`60 of 260 tokens, ${percent(60 / 260)} of each chunk`);
});

sums(30, (says) => {
  const vectors = 400e6;
  const bytes = 768 * 4;
  says(
    `400 million times ${bytes.toLocaleString('en-US')} bytes is ${((vectors * bytes) / TB).toFixed(2)} terabytes`,
  );
  says(`${3 * 128} gigabytes together`);
  says(`I can count on ${(3 * 128) / 2}`);
  const links = (270 * vectors) / GB;
  says(`about ${links} gigabytes of links`);
  const scalars = Math.round((768 * vectors) / GB);
  says(`${scalars} plus ${links}, ${scalars + links} gigabytes`);
  const code = 96 + 8;
  says(`${code} times 400 million, ${((vectors * code) / GB).toFixed(1)} gigabytes`);
  says(`Each machine takes ${(200 / 3).toFixed(0)} searches a second at peak, and ${200 / 2}`);
  const codes = (vectors / 131_072) * 64;
  says(`about ${(Math.round(vectors / 131_072 / 10) * 10).toLocaleString('en-US')} vectors each`);
  says(`${Math.round(codes / 1e3)},000 codes, or ${Math.round((codes * 96) / 1e6)} million`);
  says(`the originals take ${((vectors * 4096) / TB).toFixed(2)} terabytes`);
  says(`Two copies are ${((2 * vectors * code) / GB).toFixed(0)} gigabytes`);
  says(`HNSW at full precision, ${((20e6 * (bytes + 270)) / GB).toFixed(0)} gigabytes`);
  says(`192 bytes a vector make ${((vectors * 200) / GB).toFixed(0)} gigabytes`);
  const later = 1.2e9;
  says(`104 bytes times 1.2 billion is ${((later * code) / GB).toFixed(0)} gigabytes`);
  says(
    `${((later * bytes) / TB).toFixed(1)} terabytes of originals unpadded, ${((later * 4096) / TB).toFixed(1)} padded`,
  );
  says(`bring the index to ${((later * 56) / GB).toFixed(0)} gigabytes`);
  says(`two machines, ${((later * code * 2) / 3 / GB).toFixed(0)} gigabytes apiece`);
});

sums(31, (says) => {
  const shares = [0.3, 0.1, 0.01, 0.001];
  const expected = (width: number): string[] => shares.map((share) => String(+(width * share).toFixed(2)));
  says(`Thirty percent of 40 is ${expected(40)[0]}, enough for ten`);
  says(`Ten percent is ${expected(40)[1]}, one percent is ${expected(40)[2]}`);
  says(`At width 400 I'd predict ${expected(400)[1]}, ${expected(400)[2]} and ${expected(400)[3]}`);
  says(`To expect ten rows for D I'd need ${(10 / 0.001).toLocaleString('en-US')} candidates`);
});

sums(32, (says) => {
  const mixed = (weight: number, keyword: number, cosine: number): number =>
    (1 - weight) * keyword + weight * cosine;
  says(`7.1 plus 0.39, ${mixed(0.5, 14.2, 0.78).toFixed(2)}`);
  says(`contributes ${(14.2 / 0.78).toFixed(0)} times as much`);
  says(`would get ${mixed(0.5, 0, 0.81 + 1e-9).toFixed(2)}, so it isn't shown`);
  says(`glove holder gets ${mixed(0.9, 8.8, 0).toFixed(2)} and D44 gets ${mixed(0.9, 0, 0.81).toFixed(2)}`);
  says(`a weight above ${(8.8 / (8.8 + 0.81)).toFixed(3)}`);
  const rank = (...places: number[]): string =>
    places.reduce((sum, place) => sum + 1 / (60 + place), 0).toFixed(4);
  says(`1/64 plus 1/61, ${rank(4, 1)}`);
  says(`1/62, so ${rank(2)}`);
  says(`${rank(1, 3)} against ${rank(4, 1)} for D40`);
  const overall = (numbers: number, texts: number): string => ((60 * numbers + 140 * texts) / 200).toFixed(2);
  says(`hybrid has ${overall(0.95, 0.62)} and keyword ${overall(0.95, 0.61)}`);
});

function numeral(value: number): string {
  return ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'][Math.round(value)] ?? '';
}

function ordinal(value: number): string {
  return ['', '', 'half', 'third', 'quarter', 'fifth', 'sixth', 'seventh'][Math.round(value)] ?? '';
}
