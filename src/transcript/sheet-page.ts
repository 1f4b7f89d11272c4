import type { Element } from 'hast';
import { h } from 'hastscript';
import { markdownElements } from '../page/markdown-elements.ts';
import { writePage } from '../page/write.ts';
import { askedBlocks, footOf, headOf, overview, statementWords } from './html.ts';
import type { PointView } from './point-view.ts';
import { firstPage, type Sheet, sheetOf } from './sheet.ts';
import type { Transcript } from './transcript.ts';

/** The sheet to print, with boxes and lines to write on. */
export function toSheetPage(whole: Transcript): string {
  const sheet = sheetOf(whole);
  const { transcript, title, questions } = sheet;
  const first = h('header', [
    ...headOf(transcript, title),
    ...markdownElements(firstPage(sheet, 'Tick one of the three boxes beside it.', 'Underline it.')),
    overview(questions),
    h('section', [
      h(
        'p',
        h('strong', ['Would you take the candidate to the next round? ', ...boxes('yes', 'no', 'not sure')]),
      ),
      ...lines(3),
      h('p', h('strong', 'What should they practice first?')),
      ...lines(3),
    ]),
  ]);
  return writePage(title, [first, h('main', questions.map(questionArticle)), footOf(transcript)], LOOK);
}

function questionArticle(question: Sheet['questions'][number], place: number): Element {
  const { points, isAnswered } = question;
  const marks = [
    ...(points.length === 0 ? [] : [pointTable(points)]),
    ...(isAnswered ? [h('p.label', 'Remark'), ...lines(3)] : []),
  ];
  return h('article', { id: `q${place + 1}` }, [...askedBlocks(question), h('section.marks', marks)]);
}

const MARKS = ['covered', 'partly', 'not covered'];
const BOX = '☐';

function pointTable(points: readonly PointView[]): Element {
  const head = ['Key point', ...MARKS].map((name) => h('th', { scope: 'col' }, name));
  const rows = points.map((point) =>
    h('tr', [h('td', statementWords(point)), ...MARKS.map(() => h('td.box', BOX))]),
  );
  return h('table', [h('thead', h('tr', head)), h('tbody', rows)]);
}

function boxes(...labels: readonly string[]): Element[] {
  return labels.map((label) => h('span.choice', `${BOX} ${label}`));
}

function lines(many: number): Element[] {
  return Array.from({ length: many }, () => h('div.line'));
}

const LOOK = `
.line { height: 2.2rem; border-bottom: 1px solid var(--line); }
.line + p { margin-top: 1.2em; }
.choice { margin-left: 1.5em; white-space: nowrap; }
.marks { margin-top: 1.6em; break-inside: avoid; }
.marks th:not(:first-child), .box { width: 4.5rem; text-align: center; }
.box { font-size: 1.4rem; line-height: 1; }
.label + .line { height: 1.2rem; }
@media print {
  header { break-after: page; }
  article:first-child { margin-top: 0; border-top: 0; }
  .prompt { break-inside: avoid; }
}
`;
