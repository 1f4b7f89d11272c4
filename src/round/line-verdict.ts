import type { SessionQuestion, Ticks } from '../engine/session.ts';
import { readingOf, remarkText } from '../renderer/remarks.ts';
import type { KeyChoice } from '../terminal/menus.ts';
import { cleanLine } from '../text/clean.ts';
import { list } from '../text/format.ts';
import { modelJudgement } from '../transcript/by-model.ts';
import { levelFacts, openFigures } from '../transcript/figures.ts';
import { pointView } from '../transcript/point-view.ts';
import { type Decision, decisionsOf, judgedPoints, ticksOf } from '../transcript/points.ts';

interface Lines {
  say: (text: string, indent?: string) => void;
  choose: <T>(question: string, keys: readonly KeyChoice<T>[]) => Promise<T>;
  readLine: () => Promise<string>;
  keep: (ticks: Ticks) => void;
}

const WORDS = new Map<Decision, string>([
  [true, 'covered'],
  [null, 'undecided'],
  [false, 'not covered'],
]);

/** The verdict line by line: asks about each undecided point, then takes the numbers of points that stand wrong. */
export async function decideByLines(planned: SessionQuestion, lines: Lines): Promise<Ticks | null> {
  const { say, readLine } = lines;
  listPoints(planned, say);
  let decisions: readonly Decision[] = await decideEach(planned, lines);
  for (;;) {
    say(
      `${inWords(decisions)}. Enter to accept, numbers such as 1 3 to change those, - to leave all unjudged.`,
    );
    const line = await readLine();
    if (line === '-') return null;
    if (line === '') return ticksOf(planned, decisions);
    const numbers = new Set(line.split(/[\s,]+/).filter((word) => word !== ''));
    const places = [...decisions.keys()].filter((place) => numbers.has(String(place + 1)));
    if (places.length === numbers.size) {
      decisions = decisions.map((decision, place) => (places.includes(place) ? decision !== true : decision));
      lines.keep(ticksOf(planned, decisions));
    } else say(`The points are numbered 1 to ${decisions.length}.`);
  }
}

function listPoints(planned: SessionQuestion, say: Lines['say']): void {
  const decisions = decisionsOf(planned);
  const points = judgedPoints(planned);
  const { summary, levels, facts } = openFigures(points, decisions, modelJudgement(planned));
  const byLevel = levels.length === 0 ? '' : ` By level: ${levelFacts(levels).join(', ')}.`;
  say(`Key points: ${summary}.${byLevel}`);
  for (const fact of facts) say(/[.!?]$/.test(fact) ? fact : `${fact}.`);
  for (const [place, point] of points.entries()) {
    const { level } = planned.question;
    const view = pointView(point, { ...readingOf(planned), level, decision: decisions[place] ?? null });
    const statement = cleanLine(view.statement || point.name);
    say(`${place + 1}  ${view.label}: ${view.aside === '' ? '' : `${view.aside} `}${statement}`, '     ');
    for (const remark of view.remarks)
      if (remarkText(remark) !== view.label) say(`   ${remarkText(remark)}`, '     ');
  }
}

/** Asks about each point that is undecided. */
async function decideEach(planned: SessionQuestion, { choose, keep }: Lines): Promise<Decision[]> {
  let decisions = decisionsOf(planned);
  for (const place of [...decisions.keys()].filter((each) => decisions[each] === null)) {
    const question = `Did you cover point ${place + 1}? y or n, Enter to leave it undecided.`;
    const decision = await choose<Decision>(question, [
      ['y', true],
      ['n', false],
      ['enter', null],
    ]);
    decisions = decisions.with(place, decision);
    keep(ticksOf(planned, decisions));
  }
  return decisions;
}

/** `Covered: 1 and 3. Undecided: 2. Not covered: 4`. */
function inWords(decisions: readonly Decision[]): string {
  return [...WORDS]
    .map(([decision, word]) => {
      const places = decisions.flatMap((each, place) => (each === decision ? [`${place + 1}`] : []));
      return places.length === 0 ? '' : `${word.charAt(0).toUpperCase()}${word.slice(1)}: ${list(places)}`;
    })
    .filter((part) => part !== '')
    .join('. ');
}
