import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { markdownElements } from '../page/markdown-elements.ts';
import { writeElements } from '../page/write.ts';
import { cleanLine } from '../text/clean.ts';
import { slug } from '../text/format.ts';
import { wholeFact } from './fact-view.ts';
import { BOXES, factList, statementWords } from './html.ts';
import { pointView } from './point-view.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';

/** Import settings, so that Anki's import window has nothing left to ask. */
const HEADER = [
  '#separator:tab',
  '#html:true',
  '#notetype:Basic',
  '#deck:hotseat',
  '#guid column:1',
  '#tags column:4',
];

/**
 * One card per line for each question and follow-up that was revealed: the question in front, the points, the
 * facts that could be asked for and the expected answer behind. A card's guid comes from its question, so a later export updates it.
 */
export function toAnki({ turns }: Transcript): string {
  const cards = turns.filter(({ expected }) => expected !== null && expected !== '').map(cardOf);
  return `${[...HEADER, ...cards].join('\n')}\n`;
}

function cardOf(turn: TranscriptTurn): string {
  const { bank, id, followUp, topic, title, prompt, ifAsked, expected, rating } = turn;
  const guid = `hotseat/${bank}/${id}${followUp === null ? '' : `/${followUp}`}`;
  const context = followUp === null ? [] : [h('p', [h('em', title)])];
  const front = [...context, ...markdownElements(prompt ?? '')];
  // Whether they were asked for in this session says nothing on a card.
  const facts = ifAsked === undefined ? [] : [h('p', h('em', 'If asked')), factList(ifAsked.map(wholeFact))];
  const back = [...pointList(turn), ...facts, ...markdownElements(expected ?? '')];
  const tags = [
    'hotseat',
    `hotseat::${slug(topic) || 'other'}`,
    ...(rating === null ? [] : [`hotseat::rated-${rating}`]),
  ];
  return [field(cleanLine(guid)), field(htmlOf(front)), field(htmlOf(back)), field(tags.join(' '))].join(
    '\t',
  );
}

function pointList({ points, level }: TranscriptTurn): ElementContent[] {
  const items = (points ?? []).map((point) => {
    const view = pointView(point, { level, reader: 'the candidate', isNote: false });
    const { state, pressed } = view;
    const box = state === null ? '' : `${BOXES[state]} `;
    return h('li', [box, ...statementWords(view), pressed === '' ? '' : ` (${pressed})`]);
  });
  return items.length === 0 ? [] : [h('ul', items)];
}

/** On one line, and with nothing that Anki would play, look up or pass to TeX. */
function htmlOf(elements: readonly ElementContent[]): string {
  return writeElements(elements)
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;')
    .replace(/\[(?=sound:|anki:|latex|\$)/gi, '&#91;')
    .replace(/\\(?=[([])/g, '&#92;');
}

function field(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
