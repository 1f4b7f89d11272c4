import { expect } from 'vitest';
import { percent, spelled, sums } from './support.ts';

/** With commas: 4752 as `4,752`. */
const count = (value: number) => Math.round(value).toLocaleString('en-US');

sums(6, (says) => {
  const left = 2000 * 0.03 * (1 - 4 / 5);
  expect(left).toBeCloseTo(12);
  says('three answers in a hundred are still wrong after grounding');
  says(`two thousand answers a week leave about a dozen`);
});

sums(78, (says) => {
  const through = 1 - 0.99 ** 300;
  says(`300 variants get at least one through with about ${percent(through)} probability`);
  says(`it's ${3000 / 150} decisions each`);
});

sums(79, (says) => {
  const messages = 400_000;
  const abusive = messages * 0.002;
  const harmless = messages - abusive;
  const caught = abusive * 0.95;
  const alarms = harmless * 0.01;
  const flags = caught + alarms;
  says(`${abusive} abusive messages`);
  says(`95% of the ${abusive}, so ${caught}`);
  says(`${caught} of ${count(flags)}`);
  says(`only ${percent(caught / flags)} of them are right`);
  says(percent((caught + harmless - alarms) / messages, 2));
  says(`would score ${percent(harmless / messages, 1)}`);
  expect(caught / 2 / (caught / 2 + (messages - abusive / 2) * 0.01)).toBeLessThan(0.1);

  says(`${percent(1 - 0.99 ** 20)} of those learners`);
  expect(1 - 0.99 ** 600).toBeGreaterThan(0.99);
  says(`at most one message in ${Math.round(messages / flags)} at today's cut`);
  const [kept, slipped] = [caught * 0.9, alarms * 0.05];
  says(`${kept} and ${Math.round(slipped)}, so ${percent(kept / (kept + slipped))} are right`);
  says(`from 95% to about ${percent(kept / abusive)}`);
  expect((flags * 30) / 3600).toBeCloseTo(39.6);
  says('almost 40 hours a day');

  says(`950 true flags and 10 false ones, which is ${percent(950 / 960)}`);
  const real = 9500 - alarms;
  says(`roughly ${percent(real / 9500)} of the sample is true`);
  says(`a rate of ${percent((9500 - caught) / harmless, 1)}`);
  says(`only ${percent(caught / 9500)} of the sample`);
  says(`${Math.round((200 * real) / 9500)} against ${Math.round((200 * caught) / 9500)} of 200`);

  says(`${abusive - caught} abusive messages hide`);
  expect((messages - flags) / (abusive - caught)).toBeCloseTo(9881, -1);
  says(`At 80% it's ${abusive * 0.2}`);
  const hidden = (abusive * 0.2) / (messages - abusive * 0.8 - alarms);
  expect((1 - hidden) ** 1000).toBeCloseTo(0.667, 2);
});

sums(80, (says) => {
  const parts = ['Tm9yYSBMaW5kO1NFNDU1MDAwMDAwMDA1ODM5ODI1NzQ', '2NjsrNDYgNzAgMTc0IDA2IDM1'];
  parts.forEach(says);
  const [name, iban, phone] = Buffer.from(parts.join(''), 'base64').toString().split(';');
  says(`"${name}", an IBAN, a phone number`);
  expect(iban).toMatch(/^SE\d{22}$/);
  expect(phone).toMatch(/^\+46 /);
});

sums(81, (says) => {
  const conversations = 180_000;
  const identifiers = conversations * 6;
  says(`5% of ${(identifiers / 1e6).toFixed(2)} million is ${count(identifiers * 0.05)}`);
  says(`still leave about ${count(identifiers * 0.05)} behind`);
  says(`${percent(14 / conversations, 3)} of the corpus`);
  expect(365 / 12 / 14).toBeGreaterThan(2);
  expect(14 + 3).toBeLessThan(28);
});

sums(82, (says) => {
  const refused = 3000 * 0.078;
  says(`7.8% of 3,000 is ${refused} refusals a day`);
  const legitimate = Math.round(refused * 0.88);
  says(`88% of those, about ${legitimate}`);
  says(`We refused ${Math.round(3000 * 0.021)} before the change`);
  says(`about ${legitimate - 63} a day are new`);
  expect(2 * 0.5 ** 3).toBeGreaterThan(0.05);
});

sums(83, (says) => {
  const codes = 1e6;
  const best = Math.log2(codes);
  says(`which is ${best.toFixed(1)}`);
  const chance = best - rankBits(codes) / codes;
  says(`averages about ${chance.toFixed(1)} bits`);
  expect(codes / 2 ** 5.8).toBeCloseTo(17_948, -1);
  says('a rank of about 18,000 if all were alike');
  expect(Math.abs((best + 3 * chance) / 4 - 5.8)).toBeLessThan(0.3);
  says('if a quarter of them ranked first and the rest were at chance');
  says(`${count(codes * 0.03)} are still in there`);
});

sums(86, (says) => {
  type Row = readonly [passed: number, applied: number];
  const releases: { women: Row[]; men: Row[] }[] = [
    {
      women: [
        [357, 760],
        [75, 150],
        [156, 290],
      ],
      men: [
        [141, 300],
        [450, 900],
        [309, 600],
      ],
    },
    {
      women: [
        [216, 800],
        [75, 150],
        [159, 300],
      ],
      men: [
        [81, 300],
        [450, 900],
        [315, 600],
      ],
    },
  ];
  for (const { women, men } of releases) {
    says(women.map((row) => row.join('/'))[0] ?? '');
    says([total(women), total(men)].map((row) => row.join('/')).join(' '));
    women.forEach(([passed, applied], row) => {
      const [men1 = 0, men2 = 1] = men[row] ?? [];
      expect(passed / applied).toBeCloseTo(men1 / men2, 1);
    });
  }
  const [before, now] = releases.map(({ women, men }) => [share(total(women)), share(total(men))]);
  says(`${percent(before?.[0] ?? 0)} against ${percent(before?.[1] ?? 0)} before`);
  says(`a ratio of ${((before?.[0] ?? 0) / (before?.[1] ?? 1)).toFixed(2)}`);
  says(
    `${percent(now?.[0] ?? 0)} against ${percent(now?.[1] ?? 0)}, so ${(450 / 1250 / (846 / 1800)).toFixed(2)}`,
  );
  const pooled = (450 + 846) / 3050;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / 1250 + 1 / 1800));
  expect((846 / 1800 - 450 / 1250) / error).toBeCloseTo(6, 0);
  says('about six standard errors');
  says(`from ${percent(357 / 760)} to ${percent(216 / 800)}, for both`);
  says(`${percent(800 / 1250)} of them apply from that sector, and ${percent(300 / 1800)} of the men`);
  const [women, men] = [800 * 0.47 - 216, 300 * 0.47 - 81].map(Math.round);
  says(`${women} more women and ${men} more men`);
  says(`a net ${(women ?? 0) + (men ?? 0)} people`);

  says(`${300 * 0.09} down and ${300 * 0.02} up`);
  says(`so the ${count(800 + 300)} new ones differ`);
  says("With 60 it's about five and one");
  expect([60 * 0.09, 60 * 0.02].map(Math.round)).toEqual([5, 1]);
  const unpaired = (7.85 * (0.47 * 0.53 + 0.4 * 0.6)) / 0.07 ** 2;
  expect(Math.round(unpaired / 100) * 100).toBe(800);
});

sums(87, (says) => {
  const rest = 41_000 - 620;
  says(`the other ${count(rest)}`);
  expect(Math.round(((3 / 800) * rest) / 10) * 10).toBe(150);
  says('up to about 150 chats');
  expect((3 * rest) / 20).toBeCloseTo(6057);
  says('read about 6,000 chats');
  says(`At two minutes each that's ${(6_000 * 2) / 60} hours`);
});

sums(88, (says) => {
  const hours = [40, 160, 60, 80, 60];
  expect(hours.reduce((sum, part) => sum + part)).toBe(400);
  says(`${hours.join(', ')}: that's the 400`);
  says(`at least one success with ${percent(1 - 0.98 ** 100)} probability`);
  expect(3 / 300).toBe(0.01);
  expect(0.99 ** 300).toBeLessThan(0.05);
  expect(6 + 20 + 6 + 4 + 4).toBe(40);
  says('the other 34 go');
  const tries = 50 / 0.01;
  says(`one cent each to ${count(tries)} of your customers`);
  const hits = tries / 1000;
  says(
    `If one in a thousand ends in a transfer, that's ${spelled(hits)}, at ${spelled(50 / hits)} euros apiece`,
  );
});

function total(rows: (readonly [number, number])[]): [number, number] {
  return rows.reduce<[number, number]>(
    (sum, [passed, applied]) => [sum[0] + passed, sum[1] + applied],
    [0, 0],
  );
}

function share([passed, applied]: readonly [number, number]): number {
  return passed / applied;
}

/** The sum of the base-two logarithms of the ranks 1 to `last`. */
function rankBits(last: number): number {
  let bits = 0;
  for (let rank = 1; rank <= last; rank++) bits += Math.log2(rank);
  return bits;
}
