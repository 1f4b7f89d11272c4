import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { asWritten, markdownElements, markdownWords } from '../page/markdown-elements.ts';
import { writePage } from '../page/write.ts';
import { clock, clockOf } from '../text/format.ts';
import { asPlain } from '../text/markup.ts';
import { damageNote } from './damage.ts';
import {
  type Remark,
  aboutOf,
  factsOf,
  isNoteIn,
  lookedAt,
  modelFacts,
  reasonFor,
  remarksOn,
  remarksOnProbed,
  writingsOf,
} from './facts.ts';
import { stateText } from '../engine/labels.ts';
import { levelSummary } from './levels.ts';
import { pointLead } from './point-lead.ts';
import { type TranscriptPoint, coverage, isJudged, pointsSummary } from './points.ts';
import { timeBar } from './time-bar.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';

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

const titleOf = ({ call, title }: TranscriptTurn): string => `${call} ${title}`;

/** The result of each question at a glance. */
function overview(questions: readonly Asked[]): Element {
  const columns = ['Question', 'Answer', 'Points', 'Time'];
  const rows = questions.map(({ main }, place) =>
    h('tr', [
      h('th', { scope: 'row' }, h('a', { href: `#q${place + 1}` }, titleOf(main))),
      h('td', stateText(main)),
      h('td', coveredOf(main.points) ?? '–'),
      h('td', clockOf(main.usedMs, main.budgetMs)),
    ]),
  );
  const header = columns.map((name) => h('th', { scope: 'col' }, name));
  return h('nav', { ariaLabel: 'Questions' }, h('table', [h('thead', h('tr', header)), h('tbody', rows)]));
}

/** `2 of 5 covered, 1 undecided`; null if nothing was judged. */
function coveredOf(points: TranscriptTurn['points']): string | null {
  if (points === null || !isJudged(points)) return null;
  return coverage(points.map(({ ticked }) => ticked));
}

function questionArticle({ main, followUps }: Asked, place: number): Element {
  return h('article', { id: `q${place + 1}` }, [
    h('h2', titleOf(main)),
    ...turnBlocks(main, 'h3'),
    ...followUps.map((turn, index) =>
      h('section.follow-up', [h('h3', `Follow-up ${index + 1}`), ...turnBlocks(turn, 'h4')]),
    ),
    ...pointBlocks(main),
    ...mistakeBlocks(main),
    ...expectedAnswer(main, 'h3'),
  ]);
}

/** The question and the answer; for a follow-up the expected answer too. */
function turnBlocks(turn: TranscriptTurn, heading: 'h3' | 'h4'): Element[] {
  if (turn.prompt === null) return [h('p.facts', 'not asked yet')];
  const bar = timeBar(turn);
  const reason = reasonFor(turn);
  const writings = writingsOf(turn).flatMap(({ label, text }) => [
    ...(label === null ? [] : [h('p.label', label)]),
    h('blockquote', asWritten(text.replace(/^\s*\n/, '').trimEnd())),
  ]);
  return [
    ...(turn.prompt === '' ? [] : [h('div.prompt', promptElements(turn, turn.prompt))]),
    h(heading, 'Answer'),
    h('p.facts', factsOf(turn).join(' · ')),
    ...(bar === null ? [] : [bar]),
    ...writings,
    ...(reason === null ? [] : [h('p.facts', reason)]),
    ...probedBlocks(turn),
    ...(turn.kind === 'question' ? [] : expectedAnswer(turn, heading)),
  ];
}

/** What a model asked is plain text, in which an address is no link. */
function promptElements({ askedBy }: TranscriptTurn, prompt: string): ElementContent[] {
  return askedBy == null ? markdownElements(prompt) : [h('p', asPlain(prompt))];
}

function probedBlocks(turn: TranscriptTurn): Element[] {
  const { about, remarks } = remarksOnProbed(turn);
  return [...(about === null ? [] : [h('p.facts', about)]), ...remarks.map(judgeLine)];
}

function judgeLine({ text, evidence }: Remark): Element {
  return h('p.judge', withEvidence(text, evidence));
}

function expectedAnswer({ expected }: TranscriptTurn, heading: 'h3' | 'h4'): Element[] {
  return expected ? [h(heading, 'Expected answer'), h('div.expected', markdownElements(expected))] : [];
}

function pointBlocks(turn: TranscriptTurn): Element[] {
  const { points } = turn;
  if (points === null || points.length === 0) return [];
  const levels = levelSummary(points);
  const summary = pointsSummary(points, lookedAt(isNoteIn(turn)), 'the candidate');
  return [
    h('h3', `Key points: ${summary}`),
    ...(levels === null ? [] : [h('p.facts', levels)]),
    ...modelFacts(turn).map((fact) => h('p.facts', fact)),
    h(
      'ul.points',
      points.map((point) => pointItem(point, turn)),
    ),
  ];
}

/** A point with the candidate's tick, the program's finding and a model's verdict, kept apart. */
function pointItem(point: TranscriptPoint, turn: TranscriptTurn): Element {
  const { text, ticked } = point;
  const judges = [
    ...(ticked === null ? [] : [h('p.judge', ticked ? '☑ covered' : '☐ missed')]),
    ...remarksOn(point, isNoteIn(turn)).map(judgeLine),
  ];
  return h('li', [
    h('div', [...pointLead(point, turn.level), ...markdownWords(text)]),
    h('div.judges', judges),
  ]);
}

function withEvidence(finding: string, evidence: string | null): (ElementContent | string)[] {
  return evidence === null ? [finding] : [`${finding}: `, h('q', evidence)];
}

function mistakeBlocks({ mistakes }: TranscriptTurn): Element[] {
  if (mistakes === null || mistakes.length === 0) return [];
  const items = mistakes.map(({ text, evidence }) =>
    h('li', [h('div', markdownWords(text)), h('p.judge', withEvidence('close to', evidence))]),
  );
  return [h('h3', 'Close to a common mistake'), h('ul.points', items)];
}
