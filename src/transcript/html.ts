import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { asWritten, markdownElements, markdownWords } from '../page/markdown-elements.ts';
import { writePage } from '../page/write.ts';
import { clock } from '../text/format.ts';
import { asPlain } from '../text/markup.ts';
import { damageNote } from './damage.ts';
import type { Decision } from '../engine/tally.ts';
import { type FactView, headingOf } from './fact-view.ts';
import { type PointView, type Remark, CLOSE_TO } from './point-view.ts';
import { type Asked, questionsOf, summaryOf } from './summary.ts';
import type { Transcript } from './transcript.ts';
import { type TurnView, aboutOf, turnView } from './turn-view.ts';

/** The transcript as one page, to be read in a browser or printed. */
export function toHtml(transcript: Transcript): string {
  const title = `Mock interview, ${transcript.session.startedAt.slice(0, 10)}`;
  const questions = questionsOf(transcript.turns);
  const head = h('header', [...headOf(transcript, title), overview(questions)]);
  return writePage(title, [head, h('main', questions.map(questionArticle)), footOf(transcript)]);
}

/** What session it is, and what of it could not be read. */
export function headOf({ session, conflicts, damage }: Transcript, title: string): Element[] {
  const lost = damageNote(damage);
  const about = aboutOf(session);
  return [
    h('h1', title),
    ...(about.length === 0 ? [] : [h('p', about.join(' · '))]),
    h('p.facts', `Session ${session.id} · ${session.state} · ${clock(session.usedMs)} answering`),
    ...(lost === null ? [] : [h('p.note', lost)]),
    ...conflicts.map((conflict) => h('p.note', `Note: ${conflict}`)),
  ];
}

export function footOf({ session: { program } }: Transcript): Element {
  return h('footer', h('p', `A mock interview with ${program === '' ? 'hotseat' : `hotseat ${program}`}.`));
}

/** The summary, each question a link to its article. */
export function overview(questions: readonly Asked[]): Element {
  const [columns = [], ...results] = summaryOf(questions);
  const header = columns.map((name) => h('th', { scope: 'col' }, name));
  const rows = results.map(([title = '', ...cells], place) =>
    h('tr', [
      h('th', { scope: 'row' }, h('a', { href: `#q${place + 1}` }, title)),
      ...cells.map((cell) => h('td', cell)),
    ]),
  );
  return h('nav', { ariaLabel: 'Questions' }, h('table', [h('thead', h('tr', header)), h('tbody', rows)]));
}

function questionArticle(asked: Asked, place: number): Element {
  const view = turnView(asked.main);
  return h('article', { id: `q${place + 1}` }, [
    ...askedBlocks(asked),
    ...pointBlocks(view),
    ...mistakeBlocks(view),
    ...factBlocks(view),
    ...expectedAnswer(view, 'h3'),
  ]);
}

/** A question and its follow-ups, each with its answer. */
export function askedBlocks({ main, followUps }: Asked): Element[] {
  const view = turnView(main);
  return [
    h('h2', view.title),
    ...turnBlocks(view, 'h3'),
    ...followUps.map((turn) =>
      h('section.follow-up', [h('h3', turn.label ?? ''), ...turnBlocks(turnView(turn), 'h4')]),
    ),
  ];
}

/** The question and the answer; for a follow-up the expected answer too. */
function turnBlocks(view: TurnView, heading: 'h3' | 'h4'): Element[] {
  const { prompt, isPlain, facts, writings, reason, probed } = view;
  if (prompt === null) return [h('p.facts', 'not asked')];
  return [
    // What a model asked is plain text, in which an address is no link.
    ...(prompt === ''
      ? []
      : [h('div.prompt', isPlain ? [h('p', asPlain(prompt))] : markdownElements(prompt))]),
    ...view.exchange.flatMap(({ question, reply }) => [
      h('p', [h('strong', 'Asked:'), ` ${question}`]),
      ...(reply === '' ? [] : [h('div.prompt', markdownElements(reply))]),
    ]),
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

function expectedAnswer({ expected, expectedTitle }: TurnView, heading: 'h3' | 'h4'): Element[] {
  return expected === '' ? [] : [h(heading, expectedTitle), h('div.expected', markdownElements(expected))];
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

function factBlocks({ ifAsked }: TurnView): Element[] {
  return ifAsked === null ? [] : [h('h3', headingOf(ifAsked)), factList(ifAsked.items)];
}

export function factList(facts: readonly FactView[]): Element {
  const items = facts.map(({ text, remark }) =>
    h('li', [...markdownElements(text), ...(remark === '' ? [] : [h('p.judge', markdownWords(remark))])]),
  );
  return h('ul', items);
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
