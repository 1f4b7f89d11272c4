import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { asWritten, markdownElements, markdownWords } from '../page/markdown-elements.ts';
import { writePage } from '../page/write.ts';
import { clock, clockOf } from '../text/format.ts';
import { asPlain } from '../text/markup.ts';
import { damageNote } from './damage.ts';
import { stateText } from '../engine/labels.ts';
import { type Decision, tallyOf, tallyText } from '../engine/tally.ts';
import { type PointView, type Remark, CLOSE_TO } from './point-view.ts';
import { isJudged } from './points.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';
import { type TurnView, aboutOf, turnView } from './turn-view.ts';

/** A question with its follow-ups. */
interface Asked {
  main: TranscriptTurn;
  followUps: TranscriptTurn[];
}

/** The transcript as one page, to be read in a browser or printed. */
export function toHtml({ session, turns, conflicts, damage }: Transcript): string {
  const lost = damageNote(damage);
  const title = `Mock interview, ${session.startedAt.slice(0, 10)}`;
  const questions = questionsOf(turns);
  const about = aboutOf(session);
  const head = h('header', [
    h('h1', title),
    ...(about.length === 0 ? [] : [h('p', about.join(' · '))]),
    h('p.facts', `Session ${session.id} · ${session.state} · ${clock(session.usedMs)} answering`),
    ...(lost === null ? [] : [h('p.note', lost)]),
    ...conflicts.map((conflict) => h('p.note', `Note: ${conflict}`)),
    overview(questions),
  ]);
  const program = session.program === '' ? 'hotseat' : `hotseat ${session.program}`;
  const foot = h('footer', h('p', `A mock interview with ${program}.`));
  return writePage(title, [head, h('main', questions.map(questionArticle)), foot]);
}

function questionsOf(turns: readonly TranscriptTurn[]): Asked[] {
  const questions: Asked[] = [];
  for (const turn of turns) {
    if (turn.kind === 'question') questions.push({ main: turn, followUps: [] });
    else questions.at(-1)?.followUps.push(turn);
  }
  return questions;
}

/** The result of each question at a glance. */
function overview(questions: readonly Asked[]): Element {
  const columns = ['Question', 'Answer', 'Points', 'Time'];
  const rows = questions.map(({ main }, place) =>
    h('tr', [
      h('th', { scope: 'row' }, h('a', { href: `#q${place + 1}` }, turnView(main).title)),
      h('td', stateText(main)),
      h('td', coveredOf(main.points) ?? '–'),
      h('td', clockOf(main.usedMs, main.budgetMs)),
    ]),
  );
  const header = columns.map((name) => h('th', { scope: 'col' }, name));
  return h('nav', { ariaLabel: 'Questions' }, h('table', [h('thead', h('tr', header)), h('tbody', rows)]));
}

/** `2 of 5 covered, 1 to decide`; null if nothing was judged. */
function coveredOf(points: TranscriptTurn['points']): string | null {
  if (points === null || !isJudged(points)) return null;
  return tallyText(tallyOf(points));
}

function questionArticle({ main, followUps }: Asked, place: number): Element {
  const view = turnView(main);
  return h('article', { id: `q${place + 1}` }, [
    h('h2', view.title),
    ...turnBlocks(main, view, 'h3'),
    ...followUps.map((turn) =>
      h('section.follow-up', [h('h3', turn.label ?? ''), ...turnBlocks(turn, turnView(turn), 'h4')]),
    ),
    ...pointBlocks(view),
    ...mistakeBlocks(view),
    ...expectedAnswer(view, 'h3'),
  ]);
}

/** The question and the answer; for a follow-up the expected answer too. */
function turnBlocks(turn: TranscriptTurn, view: TurnView, heading: 'h3' | 'h4'): Element[] {
  const { prompt, isPlain, facts, writings, reason, probed } = view;
  if (prompt === null) return [h('p.facts', 'not asked')];
  return [
    // What a model asked is plain text, in which an address is no link.
    ...(prompt === ''
      ? []
      : [h('div.prompt', isPlain ? [h('p', asPlain(prompt))] : markdownElements(prompt))]),
    h(heading, 'Answer'),
    h('p.facts', facts.join(' · ')),
    ...writings.flatMap(({ label, text }) => [
      ...(label === null ? [] : [h('p.label', label)]),
      h('blockquote', asWritten(text.replace(/^\s*\n/, '').trimEnd())),
    ]),
    ...(reason === null ? [] : [h('p.facts', reason)]),
    ...(probed.about === null ? [] : [h('p.facts', probed.about)]),
    ...probed.remarks.map(remarkLine),
    ...(view.isMain ? [] : expectedAnswer(view, heading)),
  ];
}

function remarkLine({ text, quote }: Pick<Remark, 'text' | 'quote'>): Element {
  return h('p.judge', quote === null ? text : [`${text}: `, h('q', quote)]);
}

function expectedAnswer({ expected }: TurnView, heading: 'h3' | 'h4'): Element[] {
  return expected === ''
    ? []
    : [h(heading, 'Expected answer'), h('div.expected', markdownElements(expected))];
}

function pointBlocks({ points }: TurnView): Element[] {
  if (points === null) return [];
  return [
    h('h3', `Key points: ${points.summary}`),
    ...points.facts.map((fact) => h('p.facts', fact)),
    h('ul.points', points.items.map(pointItem)),
  ];
}

export const BOXES: Readonly<Record<Decision, string>> = {
  covered: '☑',
  partly: '◪',
  'not covered': '☐',
  'to decide': '?',
};

/** A point with what the candidate says, the program's finding and a model's verdict, kept apart. */
function pointItem(point: PointView): Element {
  const { state, pressed } = point;
  const says = [state ?? '', pressed].join(' ').trim();
  const judges = [
    ...(state === null ? [] : [h('p.judge', `${BOXES[state]} ${says}`)]),
    ...point.remarks.map(remarkLine),
  ];
  return h('li', [h('div', statementWords(point)), h('div.judges', judges)]);
}

/** The statement behind the name and the level. */
export function statementWords({ lead, statement }: PointView): (ElementContent | string)[] {
  return [
    ...(lead.name === '' ? [] : [h('strong', lead.name), ' ']),
    ...(lead.level === '' ? [] : [`${lead.level} `]),
    ...markdownWords(statement),
  ];
}

function mistakeBlocks({ mistakes }: TurnView): Element[] {
  if (mistakes.length === 0) return [];
  const items = mistakes.map(({ text, evidence }) =>
    h('li', [
      h('div', markdownWords(text)),
      remarkLine({ text: CLOSE_TO['the candidate'], quote: evidence }),
    ]),
  );
  return [h('h3', 'Close to a common mistake'), h('ul.points', items)];
}
