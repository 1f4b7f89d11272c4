/** Opposites that people use to explain systems. Written before the matcher had a list of its own, which has most of them. */
const PAIRS =
  'increase/decrease increases/decreases grow/shrink grows/shrinks more/less higher/lower high/low fast/slow faster/slower ' +
  'large/small larger/smaller long/short longer/shorter before/after first/last above/below always/never all/none ' +
  'same/different early/late earlier/later cheap/expensive old/new good/bad better/worse open/closed true/false ' +
  'safe/unsafe internal/external local/global add/remove adds/removes allow/forbid allows/forbids accept/reject ' +
  'accepts/rejects start/stop starts/stops rise/fall rises/falls raise/lower raises/lowers best/worst most/least ' +
  'strong/weak hard/easy inside/outside pass/fail passes/fails correct/incorrect right/wrong true/false many/few ' +
  'positive/negative public/private known/unknown trusted/untrusted static/dynamic online/offline win/lose';

const OPPOSITES = new Map(
  PAIRS.split(' ').flatMap((pair) => {
    const [a = '', b = ''] = pair.split('/');
    return [
      [a, b],
      [b, a],
    ] as const;
  }),
);

export function oppositeOf(word: string): string | null {
  return OPPOSITES.get(word) ?? null;
}
