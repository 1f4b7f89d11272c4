import type { SessionQuestion, Ticks } from '../engine/session.ts';
import { SAYS } from '../engine/labels.ts';
import type { Decision } from '../engine/tally.ts';
import { readingOf, remarkText } from '../renderer/remarks.ts';
import { cleanLine } from '../text/clean.ts';
import { list } from '../text/format.ts';
import { modelJudgement } from '../transcript/by-model.ts';
import { levelFacts, figuresOn } from '../transcript/figures.ts';
import { CONTESTED, pointView } from '../transcript/point-view.ts';
import { decisionsOf, judgedPoints, ticksOf, withDecisions } from '../transcript/points.ts';

interface Lines {
  say: (text: string, indent?: string) => void;
  readLine: () => Promise<string>;
  keep: (ticks: Ticks) => void;
}

const HOW =
  'y covered, p partly, n not covered, with numbers: y 1 3 n 2. Enter goes on; what you leave is to decide.';

/** The verdict line by line: lists the points, then takes decisions with the numbers of their points. */
export async function decideByLines(
  planned: SessionQuestion,
  { say, readLine, keep }: Lines,
): Promise<Ticks> {
  let decisions: readonly Decision[] = decisionsOf(planned);
  const touched: number[] = [];
  listPoints(withDecisions(planned, decisions), say);
  let how = HOW;
  for (;;) {
    say(`${inWords(decisions)}. ${how}`);
    const line = await readLine();
    if (line === '') return ticksOf(planned, decisions, touched);
    const said = saidIn(line, decisions);
    if (said === null) say(`The points are numbered 1 to ${decisions.length}.`);
    else {
      decisions = decisions.map((each, place) => said.get(place) ?? each);
      touched.push(...said.keys());
      keep(ticksOf(planned, decisions, touched));
    }
    how = said === null ? HOW : 'Enter goes on.';
  }
}

function listPoints(planned: SessionQuestion, say: Lines['say']): void {
  const points = judgedPoints(planned);
  const { summary, levels, facts } = figuresOn(points, modelJudgement(planned), readingOf(planned));
  const byLevel = levels.length === 0 ? '' : ` By level: ${levelFacts(levels).join(', ')}.`;
  say(`Key points: ${summary}.${byLevel}`);
  for (const fact of facts) say(/[.!?]$/.test(fact) ? fact : `${fact}.`);
  for (const [place, point] of points.entries()) {
    const { level } = planned.question;
    const view = pointView(point, { ...readingOf(planned), level, isOpen: true });
    const contested = view.isContested ? `${CONTESTED} ` : '';
    const aside = [view.pressed && `(${view.pressed})`, view.aside].filter(Boolean).map((each) => `${each} `);
    say(
      `${place + 1}  ${contested}${view.label}: ${aside.join('')}${cleanLine(view.statement || point.name)}`,
      '     ',
    );
    for (const remark of view.remarks) say(`   ${remarkText(remark)}`, '     ');
  }
}

/** The decisions in a line such as `y 1 3 n 2`, by place; null if it names no point, or one that is not there. */
function saidIn(line: string, decisions: readonly Decision[]): Map<number, Decision> | null {
  const said = new Map<number, Decision>();
  let says: Decision | undefined;
  for (const word of line.toLowerCase().match(/\d+|[^\s\d,]+/g) ?? []) {
    const place = Number(word) - 1;
    if (SAYS.has(word)) says = SAYS.get(word);
    else if (says === undefined || decisions[place] === undefined) return null;
    else said.set(place, says);
  }
  return said.size === 0 ? null : said;
}

/** `Covered: 1 and 3. To decide: 2. Not covered: 4`. */
function inWords(decisions: readonly Decision[]): string {
  return [...SAYS.values(), 'to decide' as const]
    .map((state) => {
      const places = decisions.flatMap((each, place) => (each === state ? [`${place + 1}`] : []));
      return places.length === 0 ? '' : `${state.charAt(0).toUpperCase()}${state.slice(1)}: ${list(places)}`;
    })
    .filter((part) => part !== '')
    .join('. ');
}
