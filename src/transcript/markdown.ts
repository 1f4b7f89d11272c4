import { clock } from '../text/format.ts';
import { asMarkdown } from '../text/markup.ts';
import { damageNote } from './damage.ts';
import type { Decision } from '../engine/tally.ts';
import { headingOf } from './fact-view.ts';
import { type PointView, type Remark, CLOSE_TO } from './point-view.ts';
import { inert, inline, quote, table } from './safe-markdown.ts';
import { questionsOf, summaryOf } from './summary.ts';
import type { Transcript } from './transcript.ts';
import { type TurnView, aboutOf, turnView } from './turn-view.ts';

/** The transcript for a reader: a summary, then questions, answers, times and judgments. */
export function toMarkdown(transcript: Transcript): string {
  const { session, turns } = transcript;
  const blocks = [
    ...headOf(transcript, `Mock interview, ${session.startedAt.slice(0, 10)}`),
    table(summaryOf(questionsOf(turns))),
    ...turns.map(turnView).flatMap(turnBlocks),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What session it is, and what of it could not be read. */
export function headOf({ session, conflicts, damage }: Transcript, title: string): string[] {
  const lost = damageNote(damage);
  const about = aboutOf(session);
  return [
    `# ${title}`,
    ...(about.length === 0 ? [] : [inline(about.join(' · '))]),
    `Session ${inline(session.id)} · ${session.state} · ${clock(session.usedMs)} answering`,
    ...(lost === null ? [] : [`**${inline(lost)}**`]),
    ...conflicts.map((conflict) => `Note: ${conflict}`),
  ];
}

export function turnBlocks(turn: TurnView): string[] {
  const { isMain, prompt, expected, expectedTitle } = turn;
  const title = `## ${inline(turn.title)}`;
  if (prompt === null) return [isMain ? title : '### Follow-up', '*not asked*'];
  const asked = prompt === '' ? '' : `: ${inline(prompt)}`;
  return [
    isMain ? title : `### Follow-up${asked}`,
    ...(isMain && prompt !== '' ? [inert(prompt)] : []),
    ...turn.exchange.flatMap(({ question, reply }) => [
      `**Asked:** ${asMarkdown(question)}`,
      ...(reply === '' ? [] : [inert(reply)]),
    ]),
    `*${turn.facts.join(' · ')}*`,
    ...turn.writings.flatMap(({ label, text }) => [...(label === null ? [] : [label]), quote(text)]),
    ...(turn.reason === null ? [] : [turn.isPlain ? asMarkdown(turn.reason) : inline(turn.reason)]),
    ...probedBlocks(turn),
    ...pointBlocks(turn),
    ...mistakeBlocks(turn),
    ...factBlocks(turn),
    ...(expected === '' ? [] : [isMain ? `### ${expectedTitle}` : `**${expectedTitle}:**`, inert(expected)]),
  ];
}

/** A finding is a sentence with a name of the bank's in it, which is Markdown. Sources are a list. */
function probedBlocks({ probed: { about, remarks } }: TurnView): string[] {
  const sources = remarks.filter(({ kind }) => kind === 'source').map((remark) => `- ${remarkText(remark)}`);
  return [
    ...(about === null ? [] : [asMarkdown(about)]),
    ...remarks.filter(({ kind }) => kind === 'finding').map((remark) => remarkText(remark, inline)),
    ...(sources.length === 0 ? [] : [sources.join('\n')]),
  ];
}

function remarkText({ text, quote }: Pick<Remark, 'text' | 'quote'>, written = asMarkdown): string {
  return `${written(text)}${quote === null ? '' : `: “${inline(quote)}”`}`;
}

function pointBlocks({ points }: TurnView): string[] {
  if (points === null) return [];
  return [
    `### Key points: ${points.summary}`,
    ...points.facts.map((fact) => asMarkdown(fact)),
    points.items.map(pointItem).join('\n'),
  ];
}

const BOXES: Readonly<Record<Decision, string>> = {
  covered: '[x]',
  partly: '*partly:*',
  'not covered': '[ ]',
  'to decide': '*to decide:*',
};

function pointItem({ state, pressed, lead, statement, remarks }: PointView): string {
  const words = [
    state === null ? '' : BOXES[state],
    lead.name === '' ? '' : `**${inline(lead.name)}**`,
    inline(lead.level),
    inline(statement),
  ];
  const said = [...(pressed === '' ? [] : [pressed]), ...remarks.map((remark) => remarkText(remark))];
  const below = said.map((each) => `\n  - ${each}`);
  return `- ${words.filter((each) => each !== '').join(' ')}${below.join('')}`;
}

function factBlocks({ ifAsked }: TurnView): string[] {
  if (ifAsked === null) return [];
  const items = ifAsked.items.flatMap(({ text, remark }) => [
    inert(text),
    ...(remark === '' ? [] : [`- ${inline(remark)}`]),
  ]);
  return [`### ${headingOf(ifAsked)}`, ...items];
}

function mistakeBlocks({ mistakes }: TurnView): string[] {
  if (mistakes.length === 0) return [];
  const items = mistakes.map(
    ({ text, evidence }) =>
      `- ${inline(text)}\n  - ${remarkText({ text: CLOSE_TO['the candidate'], quote: evidence })}`,
  );
  return ['### Close to a common mistake', items.join('\n')];
}
