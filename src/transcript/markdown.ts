import { clock } from '../text/format.ts';
import { factsOf, writingsOf } from './facts.ts';
import { inert, inline, quote } from './inert.ts';
import type { Transcript, TranscriptTurn } from './transcript.ts';

/** The transcript for a mentor: what was asked, what was said, in how long, and what was made of it. */
export function toMarkdown(transcript: Transcript): string {
  const { session, turns, conflicts } = transcript;
  const head = [
    `# Mock interview, ${session.startedAt.slice(0, 10)}`,
    `Session ${inline(session.id)} · ${session.state} · ${clock(session.usedMs)} of answering`,
    ...conflicts.map((conflict) => `Note: ${conflict}`),
  ];
  return `${[...head, ...turns.flatMap(turnBlocks)].join('\n\n')}\n`;
}

function turnBlocks(turn: TranscriptTurn): string[] {
  const isMain = turn.kind === 'question';
  if (turn.prompt === null)
    return [isMain ? `## #${turn.number} ${inline(turn.title)}` : '### Follow-up', '*not asked yet*'];
  const heading = isMain
    ? `## #${turn.number} ${inline(turn.title)}`
    : `### Follow-up: ${inline(turn.prompt)}`;
  return [
    heading,
    ...(isMain ? [inert(turn.prompt)] : []),
    `*${factsOf(turn).join(' · ')}*`,
    ...answerBlocks(turn),
    ...pointBlocks(turn),
    ...(turn.expected ? [isMain ? '### A strong answer' : '**A strong answer:**', inert(turn.expected)] : []),
  ];
}

function answerBlocks(turn: TranscriptTurn): string[] {
  return writingsOf(turn).flatMap(({ label, text }) =>
    label === null ? [quote(text)] : [label, quote(text)],
  );
}

function pointBlocks(turn: TranscriptTurn): string[] {
  const { points } = turn;
  if (points === null || points.length === 0) return [];
  const isJudged = points.some(({ ticked }) => ticked !== null);
  const made = points.filter(({ ticked }) => ticked === true).length;
  const title = isJudged
    ? `### Key points: ${made} of ${points.length}, ticked by the candidate`
    : '### Key points, not judged';
  const items = points.map(({ name, text, ticked }) => {
    const point = text.startsWith(name) ? inline(text) : `**${inline(name)}.** ${inline(text)}`;
    return isJudged ? `- [${ticked === true ? 'x' : ' '}] ${point}` : `- ${point}`;
  });
  return [title, items.join('\n')];
}
