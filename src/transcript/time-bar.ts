import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { clock } from '../text/format.ts';
import type { TranscriptTurn } from './transcript.ts';

/** A stretch of a turn's clock. */
interface Stretch {
  name: 'thinking' | 'writing' | 'answering' | 'left' | 'over';
  ms: number;
}

/** In units of the drawing, which stretches to the available width. */
const WIDTH = 1000;
const HEIGHT = 10;

/** A turn's clock as a bar: thinking, writing, and time left or over, also said in words. null if no clock ran. */
export function timeBar(turn: TranscriptTurn): Element | null {
  const stretches = stretchesOf(turn);
  const { usedMs, budgetMs } = turn;
  if (usedMs <= 0) return null;
  const whole = stretches.reduce((sum, { ms }) => sum + ms, 0);
  const scale = (ms: number): number => Math.round((ms / whole) * WIDTH);
  let end = 0;
  const bars = stretches.map(({ name, ms }) => {
    const x = end;
    end += scale(ms);
    return s('rect', { className: [name], x, y: 0, width: end - x, height: HEIGHT });
  });
  const alt = `${clock(usedMs)}${budgetMs === null ? ', no time limit' : ` of ${clock(budgetMs)}`}`;
  const drawing = {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    preserveAspectRatio: 'none',
    role: 'img',
    ariaLabel: `Time: ${alt}`,
  };
  const legend = stretches.map(({ name, ms }) => h('li', [h(`span.swatch.${name}`), `${name} ${clock(ms)}`]));
  return h('figure.time', [s('svg', drawing, bars), h('figcaption', h('ul', legend))]);
}

/** In order of time. They add up to the budget, or to the time used if that is more. */
function stretchesOf({ usedMs, thinkingMs, writingMs, budgetMs }: TranscriptTurn): Stretch[] {
  const over = budgetMs === null ? 0 : Math.max(0, usedMs - budgetMs);
  const left = budgetMs === null ? 0 : Math.max(0, budgetMs - usedMs);
  const thinking = Math.min(thinkingMs ?? 0, usedMs - over);
  const rest: Stretch = { name: writingMs === null ? 'answering' : 'writing', ms: usedMs - over - thinking };
  const stretches: Stretch[] = [
    { name: 'thinking', ms: thinking },
    rest,
    { name: 'over', ms: over },
    { name: 'left', ms: left },
  ];
  return stretches.filter(({ ms }) => ms > 0);
}
